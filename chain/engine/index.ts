// @plexus/chain/engine: who makes the next block, and the application that every engine drives.

export type { Application, Block, Proposal } from "./application.js";
export { blockTimeOf, MAX_AHEAD_MS, type TimeRules } from "./blockTime.js";
export { ChainApplication } from "./chainApplication.js";
export { type BlockListener, ChainEvents } from "./chainEvents.js";
export { decodeHeader, encodeHeader, type Header, hashOfHeader } from "./header.js";
export { type Logger, silentLogger } from "./logger.js";
export { parseSealing, type Sealing } from "./solo/sealing.js";
export { SoloEngine } from "./solo/soloEngine.js";
export { GenesisMismatch, writeGenesis } from "./writeGenesis.js";
