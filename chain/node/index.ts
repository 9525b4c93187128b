// @plexus/chain/node: the node as one value.

export { BadChainSpec, parseChainSpec, readChainSpec } from "./chainSpecFile.js";
export { createNode, type Node, type NodeOptions } from "./createNode.js";
export type { CometOptions } from "./makeEngine.js";
export { ReplayMismatch, type ReplayOptions, type ReplayResult, replayChain } from "./replayChain.js";
export { NODE_VERSION } from "./version.js";
