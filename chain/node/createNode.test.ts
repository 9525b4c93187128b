// The node as a whole: what it keeps, refuses and gives back.

import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { key, post, runtime, sign, startNode, transferCall, WireClient } from "../testing/testNode.js";
import { metadataName } from "./keepMetadata.js";
import { peerIdOf } from "./peerId.js";
import { NODE_VERSION } from "./version.js";

test("the version is the package's", () => {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../package.json"), "utf8"));
  expect(NODE_VERSION).toBe(version);
});

test("a peer id has the shape that tools expect", () => {
  expect(peerIdOf("a")).toMatch(/^12D3KooW[1-9A-HJ-NP-Za-km-z]{44}$/);
  expect(peerIdOf("a")).not.toBe(peerIdOf("b"));
});

test("metadata of the present law is kept in the data", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const node = await startNode();
  await vi.advanceTimersByTimeAsync(3_000);
  vi.useRealTimers();
  const kept = node.store.meta(metadataName(runtime.version.specVersion, 15));
  expect(Buffer.compare(kept as Uint8Array, runtime.metadata(15))).toBe(0);
  await node.close();
});

test("a temporary chain leaves nothing behind; closing ends subscriptions and frees the port", async () => {
  const node = await startNode();
  const wire = await WireClient.connect(node);
  await wire.call("chain_subscribeNewHeads");
  const closed = new Promise((resolve) => wire.socket.once("close", resolve));
  const { directory } = node.store;
  expect(existsSync(directory)).toBe(true);
  await node.close();
  await closed;
  expect(existsSync(directory)).toBe(false);
  const again = await startNode({ rpcPort: node.rpcPort });
  expect(again.rpcPort).toBe(node.rpcPort);
  await again.close();
});

test("two nodes on one directory or one port: the second says why and leaves the first alone", async () => {
  const basePath = mkdtempSync(join(tmpdir(), "plexus-two-"));
  const node = await startNode({ basePath });
  await expect(startNode({ basePath })).rejects.toThrow(`in use by process ${process.pid}`);
  await expect(startNode({ rpcPort: node.rpcPort })).rejects.toThrow("give another --rpc-port");
  expect(await post(node, "system_name")).toBe("Plexus Node");
  node.seal();
  await node.close();
  rmSync(basePath, { recursive: true });
});

test("instant sealing: a submitted extrinsic is final without anybody asking", async () => {
  const node = await startNode({ sealing: { kind: "instant" } });
  const wire = await WireClient.connect(node);
  const extrinsic = sign(node, key("//Alice"), transferCall(key("//Bob"), 5n), { nonce: 0 });
  const id = await wire.call("author_submitAndWatchExtrinsic", [Buffer.from(extrinsic).toString("hex")]);
  await wire.find((frame) => frame.params?.result?.finalized);
  expect(
    wire.notifications(id).map((status) => (typeof status === "string" ? status : Object.keys(status)[0])),
  ).toEqual(["ready", "inBlock", "finalized"]);
  await expect(wire.call("plexus_seal")).rejects.toMatchObject({
    message: expect.stringContaining("--sealing manual"),
  });
  await node.close();
});
