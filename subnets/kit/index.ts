// @plexus/subnets/kit: what all markets share.
export { type PlayedEpoch, type Player, type PlayOptions, playMechanism, type WeightPolicy } from "./attackHarness.js";
export { type BlockClock, startBlockClock } from "./blockClock.js";
export { type EvidenceOptions, type EvidenceStore, openEvidence } from "./evidence.js";
export { type MarketMiner, type MarketView, readMarketView } from "./marketView.js";
export { createRng, type Rng } from "./random.js";
export { createRelay, type Relay, type RelayAnswer, type RelayOptions, type RelayRequest } from "./relay.js";
export { pause, poissonTimes, runAtTimes } from "./schedule.js";
export type { Mechanism } from "./scoring.js";
export { type KitLogger, type MarketValidator, runValidatorLoop, type ValidatorLoopOptions } from "./validatorLoop.js";
export { type WeightRow, weightRow } from "./weights.js";
