// @plexus/ml/graph: build ONNX graphs in TypeScript, differentiate them, train them.

export { gradients } from "./gradients.js";
export { type Backward, GraphBuilder, type Tensor } from "./graphBuilder.js";
export { buildDecodeGraph } from "./language/decodeGraph.js";
export {
  type LanguageModelConfig,
  type ParameterSpec,
  parameterCount,
  parameterSpecs,
  rotaryAngles,
} from "./language/languageModel.js";
export {
  buildEvaluationGraph,
  buildGradientGraph,
  buildTrainingGraph,
  stateNames,
  type TrainingGraphOptions,
} from "./language/trainingGraph.js";
export type { Dimension, ElementType } from "./onnx/messages.js";
export { type AdamwSettings, adamw } from "./optimise/adamw.js";
export { clipByGlobalNorm } from "./optimise/clipByGlobalNorm.js";
export { cosineSchedule, type ScheduleSettings } from "./optimise/cosineSchedule.js";
export { type MuonSettings, muon } from "./optimise/muon.js";
