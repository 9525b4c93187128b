// A subnet's parameters (chain.md §3; names, hashers and defaults of spec 461). Creation writes those that differ from the
// defaults, because clients act on defaults where a row is absent (target.md §3.7). Setters: pallet AdminUtils.

import {
  blake2_128Concat,
  identity,
  type Readable,
  type StorageEntry,
  storageOf,
  twox64Concat,
  type Writable,
} from "@plexus/core/frame";
import { bool, i16, tuple, u16, u32, u64 } from "@plexus/core/scale";
import { NetUid, TaoBalance } from "../../../primitives.js";

const storage = storageOf("SubtensorModule");
const subnet = identity(NetUid);
const hashedSubnet = blake2_128Concat(NetUid);

export const Tempo = storage.map("Tempo", [subnet], u16, 10, {
  docs: "An epoch runs every tempo + 1 blocks; 0 = never.",
});
export const Rho = storage.map("Rho", [subnet], u16, 10, { docs: "Steepness of root's consensus." });
export const Kappa = storage.map("Kappa", [subnet], u16, 32_767, {
  docs: "Majority of stake that consensus needs, 65535 = 1.",
});
export const ImmunityPeriod = storage.map("ImmunityPeriod", [subnet], u16, 4_096, {
  docs: "Blocks in which a new neuron is not pruned.",
});
export const ActivityCutoff = storage.map("ActivityCutoff", [subnet], u16, 5_000, {
  docs: "Blocks after which a silent validator does not count.",
});
export const BondsMovingAverage = storage.map("BondsMovingAverage", [subnet], u64, 900_000n, {
  docs: "Part of old bonds kept, per million.",
});
export const MaxAllowedUids = storage.map("MaxAllowedUids", [subnet], u16, 256, { docs: "Most neurons." });
export const MinAllowedUids = storage.map("MinAllowedUids", [subnet], u16, 64, {
  docs: "Least value of MaxAllowedUids.",
});
export const MaxAllowedValidators = storage.map("MaxAllowedValidators", [subnet], u16, 128, {
  docs: "Most validator permits; on root, seats.",
});
export const ImmuneOwnerUidsLimit = storage.map("ImmuneOwnerUidsLimit", [subnet], u16, 1, {
  docs: "Owner's neurons that are never pruned.",
});
export const MinNonImmuneUids = storage.map("MinNonImmuneUids", [subnet], u16, 10, {
  docs: "Non-immune neurons that pruning leaves.",
});

export const MinAllowedWeights = storage.map("MinAllowedWeights", [subnet], u16, 1_024, {
  docs: "Least number of weights.",
});
export const MaxWeightsLimit = storage.map("MaxWeightsLimit", [subnet], u16, 65_535, {
  docs: "Largest share of one weight, 65535 = 1.",
});
export const WeightsVersionKey = storage.map("WeightsVersionKey", [subnet], u64, 0n, {
  docs: "Least version key with which weights are taken.",
});
export const WeightsSetRateLimit = storage.map("WeightsSetRateLimit", [subnet], u64, 100n, {
  docs: "Blocks between a validator's weights.",
});
export const ServingRateLimit = storage.map("ServingRateLimit", [subnet], u64, 50n, {
  docs: "Blocks between a neuron's axons.",
});

export const NetworkRegistrationAllowed = storage.map("NetworkRegistrationAllowed", [subnet], bool, true, {
  docs: "Whether neurons may register.",
});
export const NetworkPowRegistrationAllowed = storage.map("NetworkPowRegistrationAllowed", [subnet], bool, true, {
  docs: "Proof of work: off.",
});
export const AdjustmentInterval = storage.map("AdjustmentInterval", [subnet], u16, 100, {
  docs: "Blocks between changes of the burn.",
});
export const AdjustmentAlpha = storage.map("AdjustmentAlpha", [subnet], u64, 0n, {
  docs: "Part of the old burn kept, 2^64 - 1 = 1.",
});
export const TargetRegistrationsPerInterval = storage.map("TargetRegistrationsPerInterval", [subnet], u16, 2, {
  docs: "Registrations at which the burn stays.",
});
export const MaxRegistrationsPerBlock = storage.map("MaxRegistrationsPerBlock", [subnet], u16, 1, {
  docs: "Most registrations in a block.",
});
export const Burn = storage.map("Burn", [subnet], TaoBalance, 100_000_000n, {
  docs: "What registering burns now, rao.",
});
export const MinBurn = storage.map("MinBurn", [subnet], TaoBalance, 500_000n, { docs: "Least burn, rao." });
export const MaxBurn = storage.map("MaxBurn", [subnet], TaoBalance, 100_000_000_000n, { docs: "Largest burn, rao." });
export const Difficulty = storage.map("Difficulty", [subnet], u64, 10_000_000n, { docs: "Of proof of work." });
export const MinDifficulty = storage.map("MinDifficulty", [subnet], u64, 10_000_000n, { docs: "Least difficulty." });
export const MaxDifficulty = storage.map("MaxDifficulty", [subnet], u64, 4_611_686_018_427_387_903n, {
  docs: "Largest difficulty.",
});

// Of dynamic subnets' epochs. Stable subnets do not use them (stable.md 3); clients show them.
export const Yuma3On = storage.map("Yuma3On", [hashedSubnet], bool, false, { docs: "Yuma 3: off in stable subnets." });
export const LiquidAlphaOn = storage.map("LiquidAlphaOn", [hashedSubnet], bool, false, {
  docs: "Liquid alpha: off in stable subnets.",
});
export const CommitRevealWeightsEnabled = storage.map("CommitRevealWeightsEnabled", [subnet], bool, true, {
  docs: "Whether weights are committed before they show: false in stable subnets.",
});
export const RevealPeriodEpochs = storage.map("RevealPeriodEpochs", [twox64Concat(NetUid)], u64, 1n, {
  docs: "Epochs from commit to reveal.",
});
export const BondsPenalty = storage.map("BondsPenalty", [subnet], u16, 65_535, {
  docs: "Clipping of bonds; not used by stable subnets.",
});
export const BondsResetOn = storage.map("BondsResetOn", [subnet], bool, false, {
  docs: "Resetting of bonds; not used by stable subnets.",
});
export const TransferToggle = storage.map("TransferToggle", [subnet], bool, true, {
  docs: "Whether stake may change owner; not used by stable subnets.",
});
export const ActivityCutoffFactorMilli = storage.map("ActivityCutoffFactorMilli", [subnet], u32, 13_889, {
  docs: "Activity cutoff as a part of the tempo, per thousand; stable subnets count in blocks (ActivityCutoff).",
});
export const AlphaSigmoidSteepness = storage.map("AlphaSigmoidSteepness", [subnet], i16, 1_000, {
  docs: "Of liquid alpha.",
});
export const AlphaValues = storage.map("AlphaValues", [subnet], tuple(u16, u16), [45_875, 58_982], {
  docs: "Bounds of liquid alpha.",
});

/** Every parameter by the name that genesis and code use for it. */
export const PARAMETERS = {
  tempo: Tempo,
  rho: Rho,
  kappa: Kappa,
  immunityPeriod: ImmunityPeriod,
  activityCutoff: ActivityCutoff,
  bondsMovingAverage: BondsMovingAverage,
  maxAllowedUids: MaxAllowedUids,
  minAllowedUids: MinAllowedUids,
  maxAllowedValidators: MaxAllowedValidators,
  immuneOwnerUidsLimit: ImmuneOwnerUidsLimit,
  minNonImmuneUids: MinNonImmuneUids,
  minAllowedWeights: MinAllowedWeights,
  maxWeightsLimit: MaxWeightsLimit,
  weightsVersionKey: WeightsVersionKey,
  weightsSetRateLimit: WeightsSetRateLimit,
  servingRateLimit: ServingRateLimit,
  registrationAllowed: NetworkRegistrationAllowed,
  powRegistrationAllowed: NetworkPowRegistrationAllowed,
  adjustmentInterval: AdjustmentInterval,
  adjustmentAlpha: AdjustmentAlpha,
  targetRegistrationsPerInterval: TargetRegistrationsPerInterval,
  maxRegistrationsPerBlock: MaxRegistrationsPerBlock,
  burn: Burn,
  minBurn: MinBurn,
  maxBurn: MaxBurn,
  difficulty: Difficulty,
  minDifficulty: MinDifficulty,
  maxDifficulty: MaxDifficulty,
  yuma3On: Yuma3On,
  liquidAlphaOn: LiquidAlphaOn,
  commitRevealWeightsEnabled: CommitRevealWeightsEnabled,
  revealPeriodEpochs: RevealPeriodEpochs,
  bondsPenalty: BondsPenalty,
  bondsResetOn: BondsResetOn,
  alphaSigmoidSteepness: AlphaSigmoidSteepness,
  alphaValues: AlphaValues,
  transferToggle: TransferToggle,
  activityCutoffFactorMilli: ActivityCutoffFactorMilli,
} as const;

type ValueOf<E> = E extends { get(from: Readable, netuid: number): infer V } ? V : never;

export type SubnetParameters = { readonly [K in keyof typeof PARAMETERS]?: ValueOf<(typeof PARAMETERS)[K]> };

export function writeParameters(to: Writable, netuid: number, parameters: SubnetParameters): void {
  for (const [name, value] of Object.entries(parameters)) {
    const entry = PARAMETERS[name as keyof SubnetParameters] as unknown as StorageEntry<[number], unknown>;
    if (value !== undefined) entry.set(to, netuid, value);
  }
}
