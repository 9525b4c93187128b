/**
 * One epoch of 256 neurons, 64 of them validators with full rows, beside the same arithmetic in C (bench/yuma.c, gcc
 * -O2): CPU time of both in one run, and proof that both computed the same. Run: npx tsx bench/yuma.ts [rounds]
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EpochInput, type EpochOutput, type EpochRules, ERA_2024, ERA_2026, runEpoch } from "@plexus/core/yuma";

const NEURONS = 256;
const VALIDATORS = 64;

/** The generator of yuma.c, so that both see the same subnet. */
function generator(): () => number {
  let seed = 12345;
  return () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed >>> 16;
  };
}

function subnet(): EpochInput {
  const next = generator();
  const uids = Array.from({ length: NEURONS }, (_, uid) => uid);
  const stake = uids.map((uid) => (uid < VALIDATORS ? 1_000_000_000_000n + BigInt(next()) * 1_000_000_000n : 0n));
  const weights: (readonly [number, number])[][] = uids.map(() => []);
  const bonds: (readonly [number, number])[][] = uids.map(() => []);
  for (let i = 0; i < VALIDATORS; i++) {
    for (const j of uids) {
      weights[i]!.push([j, 1 + (next() % 65535)]);
      bonds[i]!.push([j, 1 + (next() % 65535)]);
    }
  }
  return {
    currentBlock: 10,
    rao: 1_000_000_000n,
    stake,
    lastUpdate: uids.map(() => 5),
    registeredAt: uids.map(() => 0),
    permits: uids.map((uid) => uid < VALIDATORS),
    weights,
    bonds,
    parameters: {
      kappa: 32767,
      bondsMovingAverage: 900000,
      maxAllowedValidators: VALIDATORS,
      activityCutoffBlocks: 100,
      yuma3: true,
      liquidAlpha: { low: 45875, high: 58982, steepness: 1000 },
      tempo: 5,
    },
  };
}

function checksum(output: EpochOutput): bigint {
  let sum = 0n;
  const add = (value: bigint): void => {
    sum = BigInt.asUintN(64, sum * 31n + value);
  };
  for (let j = 0; j < NEURONS; j++) {
    const amounts = output.serverEmission[j]! * 7n + output.validatorEmission[j]! * 3n + output.emission[j]!;
    add(amounts + BigInt(output.consensus[j]!) + BigInt(output.trust[j]!));
  }
  for (let i = 0; i < VALIDATORS; i++) {
    const row = new Map(output.bonds[i]);
    for (let j = 0; j < NEURONS; j++) add(BigInt(row.get(j) ?? 0));
  }
  return sum;
}

/** CPU nanoseconds of one epoch, after warming up. */
function measure(rules: EpochRules, input: EpochInput, rounds: number): number {
  for (let i = 0; i < 30; i++) runEpoch(rules, input);
  const start = process.cpuUsage();
  for (let i = 0; i < rounds; i++) runEpoch(rules, input);
  const used = process.cpuUsage(start);
  return ((used.user + used.system) * 1000) / rounds;
}

function measureC(rounds: number): { ns: number; sum: bigint } {
  const folder = mkdtempSync(join(tmpdir(), "plexus-bench-"));
  try {
    const program = join(folder, "yuma");
    execFileSync("gcc", ["-O2", "-o", program, join(import.meta.dirname, "yuma.c")]);
    const [ns, sum] = execFileSync(program, [String(rounds)], { encoding: "utf8" })
      .trim()
      .split(" ");
    return { ns: Number(ns), sum: BigInt(sum!) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function main(rounds: number): void {
  const input = subnet();
  const c = measureC(rounds * 4);
  const sum = checksum(runEpoch(ERA_2024, input));
  if (sum !== c.sum) throw new Error(`C and TypeScript differ: ${c.sum} and ${sum}`);
  const classic = measure(ERA_2024, input, rounds);
  const yuma3 = measure(ERA_2026, input, rounds);
  const ms = (ns: number): string => `${(ns / 1e6).toFixed(3)} ms CPU`;
  console.log(
    `one epoch, ${NEURONS} neurons × ${VALIDATORS} validators, ${NEURONS * VALIDATORS} weights; ${rounds} rounds, Node ${process.version}`,
  );
  console.log(`C, gcc -O2, classic:            ${ms(c.ns)}`);
  console.log(
    `runEpoch, 2024 (classic):       ${ms(classic)}, ${(classic / c.ns).toFixed(2)} × C; same bits (checksum ${sum})`,
  );
  console.log(`runEpoch, 2026 (liquid alpha):  ${ms(yuma3)}`);
}

main(Number(process.argv[2] ?? 200));
