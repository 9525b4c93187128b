// What one client may cost. Each number is far above what the clients of client-needs.json do and far below what would
// hurt the others.

export const RPC_LIMITS = {
  /** A request, HTTP or WebSocket; an extrinsic at its largest is 10 MiB of hex. */
  messageBytes: 15 * 1024 * 1024,
  /** Calls in one batch; SDK 11 sends a few dozen. */
  batchCalls: 256,
  /** Of them, those whose answers take their time: each may be large, and all are held until the last is there. */
  slowCallsPerBatch: 32,
  /** Answers of one batch together. */
  batchReplyBytes: 16 * 1024 * 1024,
  connections: 512,
  subscriptionsPerConnection: 1024,
  /** Unsent bytes to one client above which we stop reading from it … */
  pauseAboveBytes: 2 * 1024 * 1024,
  /** … above which it is cut off (one metadata reply is 1.2 MB) … */
  cutAboveBytes: 32 * 1024 * 1024,
  /** … and the sum over all clients above which the one that adds to it is cut off. */
  cutAboveTotalBytes: 256 * 1024 * 1024,
  /** A WebSocket that has not answered a ping for so long is gone. */
  pingEveryMs: 30_000,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  idleTimeoutMs: 60_000,
  keepAliveMs: 30_000,
  /** As Substrate: state_getKeysPaged gives no more at once. */
  keysPerPage: 1000,
  /** state_getKeys, which has no pages. */
  keysAtOnce: 100_000,
  keysPerQuery: 10_000,
  keysPerProof: 256,
  blocksPerQuery: 1024,
  pairsAtOnce: 10_000,
  followsPerConnection: 2,
  pinnedBlocks: 1024,
  operationsPerFollow: 64,
  continueWithinMs: 60_000,
  storageItemsPerEvent: 512,
  storageItemsPerOperation: 1024,
  broadcastsPerConnection: 64,
} as const;
