/** The public list of `@plexus/core/yuma`: see README.md. */

export { type AlphaSplit, rootProportion, splitAlphaOut } from "./economy/alphaSplit.js";
export {
  alphaForTao,
  type BalancedPool,
  injectLiquidity,
  poolPrice,
  powerOfRatio,
  taoForAlpha,
  WEIGHT_ONE,
} from "./economy/balancer.js";
export { type DistributedDividend, type DividendShare, distributeDividends } from "./economy/dividendDistribution.js";
export { blockEmission, SUPPLY_LIMIT_RAO } from "./economy/halving.js";
export { type MovingPrice, updateMovingPrice } from "./economy/movingPrice.js";
export { type BlockIssue, splitBlockIssue } from "./economy/ownerCut.js";
export { type HotkeyEarnings, type HotkeyPayment, payHotkey } from "./economy/payHotkey.js";
export {
  changeHolderValue,
  changePoolValue,
  EMPTY_SHARE_POOL,
  type SharePool,
  shareValue,
} from "./economy/sharePool.js";
export { votingPower } from "./economy/votingPower.js";
export { activityCutoff2026 } from "./epoch/activity.js";
export {
  type Cell,
  type EpochInput,
  EpochInputError,
  type EpochParameters,
  type LiquidAlpha,
  type Row,
} from "./epoch/epochInput.js";
export type { EpochOutput } from "./epoch/epochOutput.js";
export { type RootEpochInput, type RootEpochOutput, rootEpoch } from "./epoch/rootEpoch.js";
export { type EpochRules, ERA_2024, ERA_2026 } from "./epoch/rules.js";
export { runEpoch } from "./epoch/runEpoch.js";
export { bumpBurn, burnDecayFactor, decayBurn } from "./registration/burnDecay.js";
export {
  blocksUntilAutoEpoch,
  blocksUntilEpoch2024,
  type EpochSchedule2026,
  isEpochDue2026,
  tuplesToDrain,
} from "./registration/epochSchedule.js";
export { type NetworkLock, networkLockCost } from "./registration/networkLockCost.js";
export {
  type NeuronStanding,
  neuronToPrune,
  neuronToPrune2024,
  type ScoredNeuron,
} from "./registration/neuronPruning.js";
export { adjustmentTargets, adjustPrice, type PriceAdjustment } from "./registration/priceAdjustment.js";
export { meetsDifficulty, powBinding, powSeal, type SealHashing } from "./registration/proofOfWork.js";
export { subnetAccount } from "./registration/subnetAccount.js";
export { type SubnetStanding, subnetToPrune } from "./registration/subnetPruning.js";
export { type WeightCommit, weightCommitHash, weightCommitPreimage } from "./registration/weightCommit.js";
