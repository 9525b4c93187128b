// ProducersApi: who makes blocks, who would like to, and by which numbers. Page, CLI and SDK read this, not raw storage.

import { apiMethod, type ReadContext, type RuntimeApi } from "@plexus/core/frame";
import {
  bytes,
  compareBytes,
  enumeration,
  fromHex,
  type Hex,
  type Infer,
  struct,
  u32,
  u64,
  utf8,
  vec,
} from "@plexus/core/scale";
import { AccountId32, TaoBalance } from "../../primitives.js";
import { hotkeyStake } from "../subtensor/staking/stake.js";
import { Owner } from "../subtensor/staking/storage.js";
import type { AbsenceRecord } from "./absences/absenceRecord.js";
import { consensusAddress } from "./consensusKey.js";
import { votesOf } from "./elect.js";
import { BondMultiple, defaultOf, MissedWindow, PARAMETERS, SessionLength, valueOf } from "./parameters.js";
import { electedOf } from "./producerSet.js";
import { currentSession } from "./session.js";
import {
  Bonds,
  ConsensusAddress,
  ConsensusKey,
  Elected,
  Jailed,
  Keys,
  Names,
  Producers,
  Unbonding,
  Works,
} from "./storage.js";

export const ProducerStatus = enumeration("pallet_producers::api::ProducerStatus", {
  Elected: [0],
  Waiting: [1],
  Jailed: [2],
  Leaving: [3],
});

export const ProducerInfo = struct("pallet_producers::api::ProducerInfo", {
  hotkey: AccountId32,
  coldkey: AccountId32,
  consensus_key: ConsensusKey,
  consensus_address: ConsensusAddress,
  bond: TaoBalance,
  stake: TaoBalance,
  /** rao, as they would count in an election now, before the cap. */
  votes: TaoBalance,
  /** As handed to the engine; 0 where not elected. */
  elected_power: u64,
  status: ProducerStatus,
  /** In the window of missed blocks. */
  missed: u32,
  blocks_made: u32,
  fees: TaoBalance,
  joined_at: u32,
  name: bytes,
  /** rao on their way out, and the block after which the last of them are free; 0 where none are. */
  unbonding: TaoBalance,
  unbonds_at: u32,
  /** Index of the first session for which a jailed producer can be elected; 0 where it is not jailed. */
  jailed_until: u32,
});
export type ProducerInfoValue = Infer<typeof ProducerInfo>;

const ParameterInfo = struct("pallet_producers::api::ParameterInfo", {
  name: bytes,
  value: u64,
  minimum: u64,
  maximum: u64,
  default: u64,
  unit: bytes,
});

export const SessionInfo = struct("pallet_producers::api::SessionInfo", {
  length: u32,
  index: u32,
  ends_at: u32,
  started_at: u32,
  parameters: vec(ParameterInfo),
});
export type SessionInfoValue = Infer<typeof SessionInfo>;

const NO_KEY = new Uint8Array(32);

function statusOf(ctx: ReadContext, hotkey: Hex): Infer<typeof ProducerStatus>["type"] {
  if (!Producers.has(ctx, hotkey)) return "Leaving";
  if (electedOf(ctx, hotkey)) return "Elected";
  return (Jailed.get(ctx, hotkey) ?? 0) > currentSession(ctx).index ? "Jailed" : "Waiting";
}

function infoOf(ctx: ReadContext, absences: AbsenceRecord, hotkey: Hex): ProducerInfoValue {
  const producer = Producers.get(ctx, hotkey);
  const elected = electedOf(ctx, hotkey);
  const key = producer?.consensus_key ?? elected?.consensus_key;
  const address = key ? consensusAddress(ctx.crypto, key) : undefined;
  const retired = address ?? Array.from(Keys.entries(ctx)).find(([, record]) => record.hotkey === hotkey)?.[0][0];
  const [bond, stake, work] = [Bonds.get(ctx, hotkey), hotkeyStake(ctx, hotkey), Works.get(ctx, hotkey)];
  const rows = Unbonding.get(ctx, hotkey);
  return {
    hotkey,
    coldkey: Owner.get(ctx, hotkey),
    consensus_key: key ?? NO_KEY,
    consensus_address: retired ?? new Uint8Array(20),
    bond,
    stake,
    votes: votesOf({ bondRao: bond, stakeRao: stake }, BondMultiple.get(ctx)),
    elected_power: elected?.power ?? 0n,
    status: { type: statusOf(ctx, hotkey) },
    missed: address ? absences.count(ctx, address, ctx.block.number - 1, MissedWindow.get(ctx)) : 0,
    blocks_made: work.blocks,
    fees: work.fees,
    joined_at: producer?.joined_at ?? 0,
    name: Names.get(ctx, hotkey),
    unbonding: rows.reduce((sum, { amount }) => sum + amount, 0n),
    unbonds_at: rows.reduce((latest, { until }) => Math.max(latest, until), 0),
    jailed_until: Jailed.get(ctx, hotkey) ?? 0,
  };
}

/** Elected first, then by votes, then by hotkey. */
function producersOf(ctx: ReadContext, absences: AbsenceRecord): ProducerInfoValue[] {
  const hotkeys = new Set<Hex>(Elected.get(ctx).map(({ hotkey }) => hotkey));
  for (const [[hotkey]] of Producers.entries(ctx)) hotkeys.add(hotkey);
  for (const [[hotkey]] of Unbonding.entries(ctx)) hotkeys.add(hotkey);
  const order = (a: bigint, b: bigint): number => (a === b ? 0 : a < b ? 1 : -1);
  return Array.from(hotkeys, (hotkey) => infoOf(ctx, absences, hotkey)).sort(
    (a, b) =>
      order(a.elected_power, b.elected_power) ||
      order(a.votes, b.votes) ||
      compareBytes(fromHex(a.hotkey), fromHex(b.hotkey)),
  );
}

function sessionOf(ctx: ReadContext): SessionInfoValue {
  const { index, started_at, ends_at } = currentSession(ctx);
  const parameters = PARAMETERS.map((row) => ({
    name: utf8.encode(row.name),
    value: valueOf(ctx, row),
    minimum: row.minimum,
    maximum: row.maximum,
    default: defaultOf(row),
    unit: utf8.encode(row.unit),
  }));
  return { length: SessionLength.get(ctx), index, ends_at, started_at, parameters };
}

export const producersApi = (absences: AbsenceRecord): RuntimeApi => ({
  name: "ProducersApi",
  version: 1,
  docs: "Who makes blocks.",
  methods: {
    get_producers: apiMethod({}, vec(ProducerInfo), "All who stand for election, are elected or leave.", (ctx) =>
      producersOf(ctx, absences),
    ),
    get_session: apiMethod({}, SessionInfo, "The running session, and every parameter with its bounds.", sessionOf),
  } as unknown as RuntimeApi["methods"],
});
