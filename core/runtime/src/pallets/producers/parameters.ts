// Every number of Producers and Randomness (issue 4 §2): one row each, with the bounds inside which Root may set it.

import { type ReadContext, type StorageEntry, storageOf } from "@plexus/core/frame";
import { enumeration, type Infer, newtype, u32, u64 } from "@plexus/core/scale";
import { TAO } from "../../primitives.js";

/** Parts of 10^9. */
export const Perbill = newtype("sp_arithmetic::per_things::Perbill", u32);
export const BILLION = 1_000_000_000n;
const PERCENT = 10_000_000;

/** The window of missed blocks is kept as a bitmap of this many bits (463). */
export const LONGEST_WINDOW_BLOCKS = 1_024;

export const Parameter = enumeration("pallet_producers::Parameter", {
  SessionLength: [0],
  MinimumBond: [1],
  MaxProducers: [2],
  EvidenceAge: [3],
  MissedLimit: [4],
  MissedWindow: [5],
  CooldownSessions: [6],
  BondMultiple: [7],
  MaxShare: [8],
  BurnedFeeShare: [9],
  ReporterShare: [10],
  SilencePenalty: [11],
});
export type ParameterName = Infer<typeof Parameter>["type"];

const storage = storageOf("Producers");

export const SessionLength = storage.value("SessionLength", u32, 100, { docs: "Blocks between elections." });
export const MinimumBond = storage.value("MinimumBond", u64, 1_000n * TAO, {
  docs: "Least bond that is elected, rao.",
});
export const MaxProducers = storage.value("MaxProducers", u32, 100, { docs: "Most producers in a session." });
export const EvidenceAge = storage.value("EvidenceAge", u32, 14_400, {
  docs: "Blocks for which an offence can be punished. Bonds stay twice as long after their producer left.",
});
export const MissedLimit = storage.value("MissedLimit", u32, 50, { docs: "Missed blocks that put a producer out." });
export const MissedWindow = storage.value("MissedWindow", u32, 100, { docs: "Blocks over which they are counted." });
export const CooldownSessions = storage.value("CooldownSessions", u32, 10, {
  docs: "Elections for which a producer stays out after it missed too many blocks.",
});
export const BondMultiple = storage.value("BondMultiple", u32, 10, { docs: "Votes are at most this many bonds." });
export const MaxShare = storage.value("MaxShare", Perbill, 20 * PERCENT, {
  docs: "Most of all power that one producer has, where there are enough to share it, in parts of 10^9.",
});
export const BurnedFeeShare = storage.value("BurnedFeeShare", Perbill, 0, {
  docs: "Part of the fees that is burned instead of paid to the author, in parts of 10^9.",
});
export const ReporterShare = storage.value("ReporterShare", Perbill, 10 * PERCENT, {
  docs: "Part of a slashed bond for the author of the block that carried the evidence, in parts of 10^9.",
});
export const SilencePenalty = storage.value("SilencePenalty", Perbill, PERCENT / 10, {
  docs: "Part of the bond that a producer loses if it hides a secret it committed to, in parts of 10^9.",
});

export interface ParameterRow {
  readonly name: ParameterName;
  readonly entry: StorageEntry<[], number> | StorageEntry<[], bigint>;
  /** Inclusive. */
  readonly minimum: bigint;
  readonly maximum: bigint;
  readonly unit: "blocks" | "rao" | "producers" | "sessions" | "times" | "parts of 10^9";
  /** Written at genesis of a development chain; absent: the default. */
  readonly development?: bigint;
}

const ALL = BILLION;

/** In wire order. */
export const PARAMETERS: readonly ParameterRow[] = [
  { name: "SessionLength", entry: SessionLength, minimum: 4n, maximum: 7_200n, unit: "blocks", development: 20n },
  {
    name: "MinimumBond",
    entry: MinimumBond,
    minimum: TAO,
    maximum: 100_000n * TAO,
    unit: "rao",
    development: 10n * TAO,
  },
  { name: "MaxProducers", entry: MaxProducers, minimum: 4n, maximum: 300n, unit: "producers" },
  { name: "EvidenceAge", entry: EvidenceAge, minimum: 50n, maximum: 1_000_000n, unit: "blocks", development: 100n },
  { name: "MissedLimit", entry: MissedLimit, minimum: 5n, maximum: BigInt(LONGEST_WINDOW_BLOCKS), unit: "blocks" },
  { name: "MissedWindow", entry: MissedWindow, minimum: 10n, maximum: BigInt(LONGEST_WINDOW_BLOCKS), unit: "blocks" },
  { name: "CooldownSessions", entry: CooldownSessions, minimum: 0n, maximum: 1_000n, unit: "sessions" },
  { name: "BondMultiple", entry: BondMultiple, minimum: 1n, maximum: 100n, unit: "times" },
  { name: "MaxShare", entry: MaxShare, minimum: ALL / 10n, maximum: ALL, unit: "parts of 10^9" },
  { name: "BurnedFeeShare", entry: BurnedFeeShare, minimum: 0n, maximum: ALL, unit: "parts of 10^9" },
  { name: "ReporterShare", entry: ReporterShare, minimum: 0n, maximum: ALL / 2n, unit: "parts of 10^9" },
  { name: "SilencePenalty", entry: SilencePenalty, minimum: 0n, maximum: ALL / 10n, unit: "parts of 10^9" },
];

export function parameterRow(name: ParameterName): ParameterRow {
  return PARAMETERS.find((row) => row.name === name) as ParameterRow;
}

/** The default, decoded. */
export const defaultOf = ({ entry }: ParameterRow): bigint => BigInt(entry.decodeValue(undefined));
export const valueOf = (ctx: ReadContext, { entry }: ParameterRow): bigint => BigInt(entry.get(ctx));

/** How long a bond stays after its producer left: twice as long as evidence counts. */
export const unbondingBlocks = (ctx: ReadContext): number => 2 * EvidenceAge.get(ctx);

/** floor(amount × share). */
export const shareOf = (amount: bigint, share: number): bigint => (amount * BigInt(share)) / BILLION;
