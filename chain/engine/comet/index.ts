// @plexus/chain/comet: CometBFT beside the node, for networks of many producers.

export type { CallObserver } from "./abci/handlers.js";
export { CometEngine, type CometEngineOptions } from "./cometEngine.js";
export type { CometHealth } from "./health.js";
export { type CometIdentity, createCometHome, readCometIdentity, signWithConsensusKey } from "./home/cometHome.js";
export type { StateSync } from "./home/configFile.js";
export { cometChainId } from "./home/genesisFile.js";
export { addressOf, type CometKey } from "./home/keys.js";
export { CometRoutes } from "./passOn.js";
export { CometUnavailable, carriesPool, ensureCometBinary } from "./process/binary.js";
export { PeerPortTaken } from "./process/peerPort.js";
export { parseSickness, SICKNESSES, type Sickness } from "./sickness.js";
export { SigningRefused } from "./signGuard.js";
export type { SnapshotSource, SnapshotTarget } from "./snapshotHandlers.js";
