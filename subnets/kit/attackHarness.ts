// Plays miners, honest and not, against a mechanism: independent validators draw their own evidence, weights go through
// Yuma as in 2024, incentives come out. The admission test of a market (field.md §3, "attack suite").
import { ERA_2024, type Row, runEpoch } from "@plexus/core/yuma";
import type { Rng } from "./random.js";
import type { Mechanism } from "./scoring.js";
import { weightRow } from "./weights.js";

export interface Player<Evidence> {
  name: string;
  /** What one validator sees of this player in one epoch. The same `epochRng` label gives all players the same challenges. */
  evidence(epoch: number, challenges: Rng, own: Rng): Evidence;
}

/** A validator that sets other weights than it measured, e.g. a copy of last epoch's consensus. */
export type WeightPolicy = (view: { own: number[]; lastIncentive: number[] }) => number[];

export interface PlayOptions<Evidence, Standing> {
  mechanism: Mechanism<Evidence, Standing>;
  players: readonly Player<Evidence>[];
  epochs: number;
  rng: Rng;
  /** One entry a validator, of equal stake; default two honest ones. */
  validators?: readonly WeightPolicy[];
}

export interface PlayedEpoch {
  /** By player; sums to 1 where anybody earns. */
  incentive: number[];
  /** By validator. */
  dividends: number[];
}

const HONEST: WeightPolicy = ({ own }) => own;
const TEMPO = 20;
const STAKE_RAO = 1_000_000_000_000n;

export function playMechanism<Evidence, Standing>(options: PlayOptions<Evidence, Standing>): PlayedEpoch[] {
  const { mechanism, players, rng } = options;
  const policies = options.validators ?? [HONEST, HONEST];
  const standings = policies.map(() => players.map(() => mechanism.start()));
  const played: PlayedEpoch[] = [];
  let bonds: Row[] = Array.from({ length: policies.length + players.length }, () => []);
  let lastIncentive = players.map(() => 0);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    const rows = policies.map((policy, validator) => {
      const now = standings[validator] as Standing[];
      players.forEach((player, at) => {
        const challenges = rng.fork(`${validator}/${epoch}`);
        const evidence = player.evidence(epoch, challenges, rng.fork(`${validator}/${epoch}/${player.name}`));
        now[at] = mechanism.advance(now[at] as Standing, evidence);
      });
      const said = policy({ own: mechanism.shares(now), lastIncentive });
      const row = weightRow(new Map(said.map((share, at) => [policies.length + at, share] as const)));
      return (row?.uids ?? []).map((uid, at) => [uid, row?.values[at] ?? 0] as const);
    });
    const output = yuma(rows, players.length, bonds, (epoch + 2) * TEMPO);
    bonds = output.bonds.map((row, uid) => row ?? (bonds[uid] as Row));
    const total = output.incentive.reduce((sum, value) => sum + value, 0);
    lastIncentive = output.incentive.slice(policies.length).map((value) => (total > 0 ? value / total : 0));
    played.push({
      incentive: lastIncentive,
      dividends: output.dividends.slice(0, policies.length).map((value) => value / 65_535),
    });
  }
  return played;
}

function yuma(rows: readonly Row[], miners: number, bonds: readonly Row[], block: number) {
  const neurons = rows.length + miners;
  const all = <T>(validator: T, miner: T) =>
    Array.from({ length: neurons }, (_, uid) => (uid < rows.length ? validator : miner));
  return runEpoch(ERA_2024, {
    currentBlock: block,
    rao: 10_000_000_000n,
    stake: all(STAKE_RAO, 0n),
    lastUpdate: all(block - 1, 0),
    registeredAt: all(0, 0),
    permits: all(true, false),
    weights: Array.from({ length: neurons }, (_, uid) => rows[uid] ?? []),
    bonds,
    parameters: { kappa: 32_767, bondsMovingAverage: 900_000, maxAllowedValidators: 64, activityCutoffBlocks: 200 },
  });
}
