// The constitution of a chain that names none. Live: weeks, so that everybody hears of a proposal; elsewhere tens of blocks,
// so that a drill takes a minute.

import { TAO } from "../../../primitives.js";
import type { ConstitutionSpec, TrackSpec } from "../constitutionSpec.js";
import type { TrackName } from "../shapes.js";
import { BOUNDS } from "./bounds.js";

export interface WholeConstitution {
  readonly lockPeriodBlocks: number;
  readonly tracks: Readonly<Record<TrackName, TrackSpec>>;
  readonly parameters: NonNullable<ConstitutionSpec["parameters"]>;
  readonly calls: NonNullable<ConstitutionSpec["calls"]>;
}

const DAY_BLOCKS = 7_200;
const tao = (amount: bigint): string => (amount * TAO).toString();

/** Nearly all at first, half at the end: what few oppose passes early, what many oppose not at all. */
const USUAL_CURVE = [
  [0, 950],
  [500, 650],
  [1_000, 500],
] as const;
const CONSTITUTION_CURVE = [
  [0, 1_000],
  [500, 800],
  [1_000, 667],
] as const;

const LIVE_TRACK: TrackSpec = {
  depositRao: tao(100n),
  decisionPeriodBlocks: 7 * DAY_BLOCKS,
  confirmPeriodBlocks: DAY_BLOCKS / 2,
  enactmentDelayBlocks: 2 * DAY_BLOCKS,
  quorumPermille: 100,
  approvalPermille: USUAL_CURVE,
  spamFloorPermille: 10,
  maxDeciding: 4,
  maxQueued: 32,
};
const LIVE: WholeConstitution["tracks"] = {
  Parameters: LIVE_TRACK,
  Subnets: LIVE_TRACK,
  Upgrades: { ...LIVE_TRACK, depositRao: tao(500n), enactmentDelayBlocks: 3 * DAY_BLOCKS, quorumPermille: 150 },
  Fees: { ...LIVE_TRACK, depositRao: tao(200n), decisionPeriodBlocks: 14 * DAY_BLOCKS, quorumPermille: 200 },
  Constitution: {
    ...LIVE_TRACK,
    depositRao: tao(1_000n),
    decisionPeriodBlocks: 28 * DAY_BLOCKS,
    confirmPeriodBlocks: 2 * DAY_BLOCKS,
    enactmentDelayBlocks: 14 * DAY_BLOCKS,
    quorumPermille: 400,
    approvalPermille: CONSTITUTION_CURVE,
    maxDeciding: 2,
  },
};

const SHORT_TRACK: TrackSpec = {
  ...LIVE_TRACK,
  depositRao: tao(10n),
  decisionPeriodBlocks: 30,
  confirmPeriodBlocks: 3,
  enactmentDelayBlocks: 5,
};
const SHORT: WholeConstitution["tracks"] = {
  Parameters: SHORT_TRACK,
  Subnets: SHORT_TRACK,
  Upgrades: { ...SHORT_TRACK, depositRao: tao(50n), enactmentDelayBlocks: 8, quorumPermille: 150 },
  Fees: { ...SHORT_TRACK, depositRao: tao(20n), quorumPermille: 200 },
  Constitution: {
    ...SHORT_TRACK,
    depositRao: tao(100n),
    decisionPeriodBlocks: 60,
    confirmPeriodBlocks: 6,
    enactmentDelayBlocks: 15,
    quorumPermille: 400,
    approvalPermille: CONSTITUTION_CURVE,
    maxDeciding: 2,
  },
};

const PARAMETERS: WholeConstitution["parameters"] = Object.fromEntries(
  Array.from(
    BOUNDS,
    ([
      name,
      {
        track,
        usual: [minimum, maximum],
      },
    ]) => [name, { track, minimum: minimum.toString(), maximum: maximum.toString() }],
  ),
);

const CALLS: WholeConstitution["calls"] = {
  "Governance.admit_subnet": "Subnets",
  "Upgrades.schedule": "Upgrades",
  "Upgrades.cancel": "Upgrades",
};

/** The default constitution of a chain of this type. */
export function defaultConstitution(chainType: "Development" | "Local" | "Live"): WholeConstitution {
  const live = chainType === "Live";
  return {
    lockPeriodBlocks: live ? 7 * DAY_BLOCKS : 20,
    tracks: live ? LIVE : SHORT,
    parameters: PARAMETERS,
    calls: CALLS,
  };
}
