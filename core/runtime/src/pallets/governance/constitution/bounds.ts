// Bounds of every governable parameter: what the default constitution allows, on which track, and beyond it what no
// amendment can allow (the law's limits). The limits keep a chain alive and its people paid: no tempo of 0, no closed
// permits, no owner's cut taken away whole.

import { TAO } from "../../../primitives.js";
import { PARAMETERS as PRODUCER_PARAMETERS } from "../../producers/parameters.js";
import { MAX_NOTICE_BLOCKS, MIN_NOTICE_BLOCKS } from "../../upgrades/storage.js";
import type { TrackName } from "../shapes.js";

type Range = readonly [minimum: bigint, maximum: bigint];

export interface Bounds {
  readonly track: TrackName;
  readonly usual: Range;
  readonly limit: Range;
}

const DAY = 7_200n; // blocks of 12 s
const U64_MAX = (1n << 64n) - 1n;

const bounds = (track: TrackName, usual: Range, limit: Range = usual): Bounds => ({ track, usual, limit });

const OF_SUBNETS: Readonly<Record<string, Bounds>> = {
  ServingRateLimit: bounds("Parameters", [0n, DAY], [0n, 7n * DAY]),
  WeightsVersionKey: bounds("Parameters", [0n, 1_000_000n], [0n, 1n << 32n]),
  WeightsSetRateLimit: bounds("Parameters", [0n, DAY], [0n, 7n * DAY]),
  AdjustmentInterval: bounds("Parameters", [10n, 50_400n], [1n, 65_535n]),
  // At most 97 % of the old burn is kept, as subtensor has it.
  AdjustmentAlpha: bounds("Parameters", [0n, (U64_MAX / 100n) * 97n], [0n, U64_MAX]),
  ImmunityPeriod: bounds("Parameters", [10n, 50_400n], [0n, 65_535n]),
  MinAllowedWeights: bounds("Parameters", [0n, 64n], [0n, 256n]),
  MaxAllowedUids: bounds("Parameters", [16n, 256n], [1n, 256n]),
  MinAllowedUids: bounds("Parameters", [8n, 255n], [1n, 255n]),
  Kappa: bounds("Parameters", [16_384n, 49_151n], [6_554n, 58_981n]),
  Rho: bounds("Parameters", [1n, 100n], [1n, 1_000n]),
  ActivityCutoff: bounds("Parameters", [360n, 50_400n], [360n, 65_535n]),
  NetworkRegistrationAllowed: bounds("Parameters", [0n, 1n]),
  TargetRegistrationsPerInterval: bounds("Parameters", [1n, 256n], [1n, 1_000n]),
  MinBurn: bounds("Parameters", [1n, TAO - 1n], [0n, TAO - 1n]),
  MaxBurn: bounds("Parameters", [TAO / 10n + 1n, 1_000n * TAO], [TAO / 10n + 1n, 10_000n * TAO]),
  MaxAllowedValidators: bounds("Parameters", [8n, 128n], [1n, 256n]),
  BondsMovingAverage: bounds("Parameters", [500_000n, 975_000n], [0n, 1_000_000n]),
  MaxRegistrationsPerBlock: bounds("Parameters", [1n, 128n], [1n, 256n]),
  Tempo: bounds("Parameters", [5n, DAY], [1n, 50_400n]),
  MinNonImmuneUids: bounds("Parameters", [0n, 64n], [0n, 256n]),
};

const OF_THE_CHAIN: Readonly<Record<string, Bounds>> = {
  // 65535 = 1: from 9 % to 18 %; never below 4.5 %, which owners live on.
  SubnetOwnerCut: bounds("Parameters", [5_898n, 11_796n], [2_949n, 13_107n]),
  TxDelegateTakeRateLimit: bounds("Parameters", [0n, 30n * DAY]),
  MinDelegateTake: bounds("Parameters", [0n, 11_796n]),
  AdminFreezeWindow: bounds("Parameters", [0n, 100n], [0n, 1_000n]),
  OwnerHyperparamRateLimit: bounds("Parameters", [0n, 50n], [0n, 1_000n]),
  // The terms on which anybody may open a subnet, and on which the pruning rule may remove one.
  SubnetLimit: bounds("Subnets", [8n, 1_024n], [1n, 4_096n]),
  NetworkRateLimit: bounds("Subnets", [0n, 7n * DAY], [0n, 30n * DAY]),
  NetworkImmunityPeriod: bounds("Subnets", [1_000n, 365n * DAY], [100n, 730n * DAY]),
  NetworkMinLockCost: bounds("Subnets", [TAO, 10_000n * TAO], [TAO / 10n, 100_000n * TAO]),
  NetworkLockReductionInterval: bounds("Subnets", [100n, 90n * DAY], [1n, 365n * DAY]),
  StartCallDelay: bounds("Subnets", [0n, 7n * DAY], [0n, 30n * DAY]),
};

const named = (pallet: string, rows: Readonly<Record<string, Bounds>>): (readonly [string, Bounds])[] =>
  Object.entries(rows).map(([name, row]) => [`${pallet}.${name}`, row] as const);

/** By pallet and storage item. The bounds of Producers are its own table's, which refuses more anyway. */
export const BOUNDS: ReadonlyMap<string, Bounds> = new Map([
  ...named("SubtensorModule", OF_SUBNETS),
  ...named("SubtensorModule", OF_THE_CHAIN),
  ["Commitments.MaxSpace", bounds("Parameters", [100n, 100_000n], [0n, 1_000_000n])] as const,
  [
    "Upgrades.NoticePeriod",
    bounds("Upgrades", [5n, 30n * DAY], [BigInt(MIN_NOTICE_BLOCKS), BigInt(MAX_NOTICE_BLOCKS)]),
  ] as const,
  ...PRODUCER_PARAMETERS.map(({ name, minimum, maximum }) => {
    const limit: Range = [minimum, maximum];
    // At most half of the fees: producers live on them.
    const row =
      name === "BurnedFeeShare" ? bounds("Fees", [minimum, maximum / 2n], limit) : bounds("Parameters", limit);
    return [`Producers.${name}`, row] as const;
  }),
]);

/** Setters that Root has and governance never gets, and why. */
export const NOT_GOVERNABLE: ReadonlyMap<string, string> = new Map([
  ["SubtensorModule.OwnerCutEnabled", "a subnet owner's income: the owner's own decision, nobody else's"],
]);
