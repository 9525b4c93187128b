// @plexus/ml/engine: what models can do, and the back ends that do it.

export type {
  ChatMessage,
  Finish,
  GeneratedToken,
  GenerateRequest,
  Prompt,
  TextEngine,
  TextModelInfo,
  TokenChoice,
} from "./contract.js";
export { maximumLogprobs, unknownSha256 } from "./contract.js";
export { type EngineChoice, type EngineOptions, openEngine } from "./openEngine.js";
export { SeededRandom } from "./seededRandom.js";
export { BytePairTokeniser, type TokeniserFile } from "./tokeniser/bytePairTokeniser.js";
