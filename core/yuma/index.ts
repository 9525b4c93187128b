/** The public list of `@plexus/core/yuma`: see README.md. */
export {
  EpochInputError,
  type Cell, type EpochInput, type EpochParameters, type LiquidAlpha, type Row,
} from "./epoch/epochInput.js";
export type { EpochOutput } from "./epoch/epochOutput.js";
export { ERA_2024, ERA_2026, type EpochRules } from "./epoch/rules.js";
export { runEpoch } from "./epoch/runEpoch.js";
export { activityCutoff2026 } from "./epoch/activity.js";
export { rootEpoch, type RootEpochInput, type RootEpochOutput } from "./epoch/rootEpoch.js";

export { adjustmentTargets, adjustPrice, type PriceAdjustment } from "./registration/priceAdjustment.js";
export { bumpBurn, burnDecayFactor, decayBurn } from "./registration/burnDecay.js";
export { networkLockCost, type NetworkLock } from "./registration/networkLockCost.js";
export { subnetToPrune, type SubnetStanding } from "./registration/subnetPruning.js";
export {
  neuronToPrune, neuronToPrune2024, type NeuronStanding, type ScoredNeuron,
} from "./registration/neuronPruning.js";
export {
  blocksUntilAutoEpoch, blocksUntilEpoch2024, isEpochDue2026, tuplesToDrain, type EpochSchedule2026,
} from "./registration/epochSchedule.js";
export { meetsDifficulty, powBinding, powSeal, type SealHashing } from "./registration/proofOfWork.js";
export { subnetAccount } from "./registration/subnetAccount.js";
export { weightCommitHash, weightCommitPreimage, type WeightCommit } from "./registration/weightCommit.js";

export { payHotkey, type HotkeyEarnings, type HotkeyPayment } from "./economy/payHotkey.js";
export { splitBlockIssue, type BlockIssue } from "./economy/ownerCut.js";
export { blockEmission, SUPPLY_LIMIT_RAO } from "./economy/halving.js";
export { rootProportion, splitAlphaOut, type AlphaSplit } from "./economy/alphaSplit.js";
export { distributeDividends, type DistributedDividend, type DividendShare } from "./economy/dividendDistribution.js";
export { updateMovingPrice, type MovingPrice } from "./economy/movingPrice.js";
export { votingPower } from "./economy/votingPower.js";
export {
  changeHolderValue, changePoolValue, EMPTY_SHARE_POOL, shareValue, type SharePool,
} from "./economy/sharePool.js";
export {
  alphaForTao, injectLiquidity, poolPrice, powerOfRatio, taoForAlpha, WEIGHT_ONE, type BalancedPool,
} from "./economy/balancer.js";
