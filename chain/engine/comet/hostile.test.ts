// Requests that no honest CometBFT sends, over the real law, store, pool and snapshots: whatever comes, nothing is written, the
// process lives, and the next honest block is accepted (issue 4, "Done when" 9).
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createNode, type Node } from "@plexus/chain/node";
import { SnapshotRestore, SnapshotShelf } from "@plexus/chain/snapshots";
import { createRuntime, producersSpec } from "@plexus/core/runtime";
import { toHex } from "@plexus/core/scale";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { crypto, key, sign, transferCall } from "../../testing/testNode.js";
import { silentLogger } from "../logger.js";
import type { AbciHandlers } from "./abci/handlers.js";
import { answer, decodeRequest, encodeResponse } from "./abci/handlers.js";
import { blockHandlers } from "./blockHandlers.js";
import { packParcels } from "./parcel.js";
import { poolHandlers } from "./poolHandlers.js";
import { Request, ResponseProcessProposal_ProposalStatus as Vote } from "./proto/abci.js";
import { Relay } from "./relay.js";
import { restHandlers } from "./restHandlers.js";
import { snapshotHandlers } from "./snapshotHandlers.js";

const runs = Number(process.env.PLEXUS_HOSTILE ?? 150);
const folder = mkdtempSync(join(tmpdir(), "plexus-hostile-"));
const alice = key("//Alice");
const genesisTimeMs = 1_700_000_000_000;
const spec = producersSpec({
  producers: [
    {
      hotkey: key("//Producer1//hot").address,
      coldkey: key("//Producer1").address,
      consensusKey: `0x${"11".repeat(32)}`,
      bondRao: "1000000000000",
      stakeRao: "5000000000000",
    },
  ],
  blockTimeMs: 250,
  genesisTimeMs,
});
const runtime = createRuntime(crypto, spec);
let node: Node;
let handlers: AbciHandlers;

beforeAll(async () => {
  node = await createNode({
    spec,
    crypto,
    basePath: null,
    rpcPort: 0,
    rpcExternal: false,
    prometheusPort: null,
    sealing: { kind: "manual" },
    archive: true,
    name: "hostile",
    logger: silentLogger,
  });
  const { application, pool, store } = node;
  handlers = {
    ...restHandlers(),
    ...poolHandlers(pool, new Relay(pool), silentLogger),
    ...snapshotHandlers({
      source: new SnapshotShelf(folder),
      target: new SnapshotRestore({ store, hashing: crypto }),
      onRestored: () => {},
      logger: silentLogger,
    }),
    ...blockHandlers({
      application,
      logger: silentLogger,
      genesisHash: node.genesisHash,
      chainId: "hostile",
      genesisPower: new Map(),
      beacon: () => undefined,
      hold: async () => {},
      blockTimeMs: 250,
      evidenceAgeAfter: () => undefined,
      onVotes: () => {},
      onCommitted: () => {},
      retainHeight: () => 0,
    }),
  };
});
afterAll(async () => {
  await node.close();
  rmSync(folder, { recursive: true, force: true });
});

const bytes = fc.uint8Array({ maxLength: 80 });
const number = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const positive = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const u32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const time = fc.option(fc.record({ seconds: number, nanos: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }) }), {
  nil: undefined,
});
const validator = fc.option(fc.record({ address: bytes, power: number }), { nil: undefined });
const votes = fc.array(fc.record({ validator, blockIdFlag: fc.constantFrom(0, 1, 2, 3) }), { maxLength: 4 });
const misbehavior = fc.array(
  fc.record({ type: fc.constantFrom(0, 1, 2), validator, height: number, time, totalVotingPower: number }),
  { maxLength: 3 },
);
/** Close enough to a block to be looked at: real inherents and extrinsics, mixed with noise and one byte wrong. */
const txs = fc
  .tuple(fc.array(fc.oneof(bytes, fc.constantFrom(0, 1, 2)), { maxLength: 6 }), fc.nat(), fc.nat(255))
  .map(([parts, at, change]) => {
    const facts = { timestampMs: BigInt(genesisTimeMs), consensus: { absent: [], evidence: [] } };
    const real = [
      ...runtime.inherents(facts),
      sign(node, alice, transferCall(alice, 1n), { nonce: 0, rules: runtime }),
    ];
    const list = parts.map((part) => (typeof part === "number" ? new Uint8Array(real[part] as Uint8Array) : part));
    const victim = list[at % Math.max(1, list.length)];
    if (victim && victim.length > 0) victim[at % victim.length] = change;
    return list;
  });
const height = fc.oneof(fc.constant(1n), number);
const block = { txs, misbehavior, height, time, hash: bytes, nextValidatorsHash: bytes, proposerAddress: bytes };
const commit = fc.option(fc.record({ round: fc.integer(), votes }), { nil: undefined });
const extended = fc.option(
  fc.record({
    round: fc.integer(),
    votes: votes.map((list) =>
      list.map((each) => ({ ...each, voteExtension: new Uint8Array(), extensionSignature: new Uint8Array() })),
    ),
  }),
  { nil: undefined },
);
const request = fc.oneof(
  fc
    .record({ ...block, maxTxBytes: number, localLastCommit: extended })
    .map((value) => ({ $case: "prepareProposal" as const, value })),
  fc.record({ ...block, proposedLastCommit: commit }).map((value) => ({ $case: "processProposal" as const, value })),
  fc.record({ ...block, decidedLastCommit: commit }).map((value) => ({ $case: "finalizeBlock" as const, value })),
  fc.record({ tx: bytes, type: fc.constantFrom(0, 1) }).map((value) => ({ $case: "checkTx" as const, value })),
  fc
    .tuple(fc.array(bytes, { maxLength: 4 }), fc.boolean())
    .map(([list, isParcel]) => ({
      tx: isParcel ? (packParcels(list, () => 1)[0] ?? new Uint8Array()) : Buffer.concat(list),
    }))
    .map((value) => ({ $case: "insertTx" as const, value })),
  fc.record({ maxBytes: positive, maxGas: positive }).map((value) => ({ $case: "reapTxs" as const, value })),
  fc
    .record({ data: bytes, path: fc.string(), height: number, prove: fc.boolean() })
    .map((value) => ({ $case: "query" as const, value })),
  fc.constant({ $case: "listSnapshots" as const, value: {} }),
  fc
    .record({
      snapshot: fc.option(fc.record({ height: positive, format: u32, chunks: u32, hash: bytes, metadata: bytes }), {
        nil: undefined,
      }),
      appHash: bytes,
    })
    .map((value) => ({ $case: "offerSnapshot" as const, value })),
  fc
    .record({ height: positive, format: u32, chunk: u32 })
    .map((value) => ({ $case: "loadSnapshotChunk" as const, value })),
  fc
    .record({ index: u32, chunk: bytes, sender: fc.string() })
    .map((value) => ({ $case: "applySnapshotChunk" as const, value })),
);

/** Calls that may throw: CometBFT itself vouches for what they carry, and stops at the exception. */
const MAY_THROW = new Set(["finalizeBlock", "commit", "initChain"]);

test(
  "whatever is asked, only a decided block may throw, and nothing is written",
  async () => {
    const { number: best, hash } = node.application.best;
    await fc.assert(
      fc.asyncProperty(request, async (value) => {
        // Through the wire's own codec, as it would come.
        const arrived = decodeRequest(Request.encode({ value } as Request).finish());
        try {
          const response = await answer(handlers, arrived);
          expect(encodeResponse(response).length).toBeGreaterThan(0);
          if (response.$case === "processProposal") expect(response.value.status).toBe(Vote.REJECT);
        } catch (error) {
          expect(MAY_THROW.has(value.$case), `${value.$case}: ${(error as Error).stack}`).toBe(true);
        }
        expect(node.application.best).toMatchObject({ number: best, hash });
      }),
      { numRuns: runs },
    );
  },
  60_000 + runs * 50,
);

test("afterwards an honest block goes its way", async () => {
  const at = { seconds: BigInt(genesisTimeMs / 1000), nanos: 0 };
  const rest = {
    misbehavior: [],
    height: 1n,
    time: at,
    nextValidatorsHash: new Uint8Array(),
    proposerAddress: new Uint8Array(20),
  };
  const { txs: made } = await handlers.prepareProposal({
    ...rest,
    txs: [],
    maxTxBytes: 1_000_000n,
    localLastCommit: undefined,
  });
  const body = { ...rest, txs: made, hash: new Uint8Array(32) };
  expect((await handlers.processProposal({ ...body, proposedLastCommit: undefined })).status).toBe(Vote.ACCEPT);
  const { appHash } = await handlers.finalizeBlock({ ...body, decidedLastCommit: undefined });
  await handlers.commit({});
  expect(node.application.best).toEqual(expect.objectContaining({ number: 1, hash: toHex(appHash) }));
});
