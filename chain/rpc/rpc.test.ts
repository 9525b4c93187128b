// The wire against a real node (substrate-wire.md §1): ids, batches, aliases, errors that clients match, limits.

import { request } from "node:http";
import { decodeHeader } from "@plexus/chain/engine";
import { verifyProof } from "@plexus/core/merkle";
import { fromHex, toHex } from "@plexus/core/scale";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Node } from "../node/index.js";
import {
  crypto,
  hexOf,
  type Json,
  key,
  post,
  runtime,
  sign,
  startNode,
  transferCall,
  WireClient,
} from "../testing/testNode.js";

const alice = key("//Alice");
const bob = key("//Bob");
let node: Node;

beforeAll(async () => {
  node = await startNode();
});
afterAll(() => node.close());

const aliceNonce = () => post(node, "account_nextIndex", [alice.address]);
const accountKey = async (account = alice) => {
  const prefix = Buffer.concat([crypto.twox128(Buffer.from("System")), crypto.twox128(Buffer.from("Account"))]);
  return toHex(Buffer.concat([prefix, crypto.blake2b128(account.publicKey), account.publicKey]));
};

async function raw(
  body: string,
  headers: Record<string, string> = { "content-type": "application/json" },
  path = "/",
  method = "POST",
) {
  return await new Promise<{ status: number; text: string; headers: Record<string, unknown> }>((resolve, reject) => {
    const exchange = request({ host: "127.0.0.1", port: node.rpcPort, path, method, headers }, (response) => {
      let text = "";
      response.on("data", (chunk) => (text += chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text, headers: response.headers }));
    });
    exchange.on("error", reject);
    exchange.end(body);
  });
}

describe("JSON-RPC", () => {
  test("echoes string and number ids, takes missing and null params, answers batches in order", async () => {
    const call = (id: unknown, method: string, params?: unknown) => ({
      jsonrpc: "2.0",
      id,
      method,
      ...(params !== undefined && { params }),
    });
    const { text } = await raw(
      JSON.stringify([
        call("Qz17", "system_chain"),
        call(7, "chain_getBlockHash", null),
        { jsonrpc: "2.0", method: "system_name" },
        call(null, "nope", []),
      ]),
    );
    const replies = JSON.parse(text);
    expect(replies.map((reply: Json) => reply.id)).toEqual(["Qz17", 7, null]);
    expect(replies[0].result).toBe("Plexus Local");
    expect(replies[1].result).toBe(node.application.best.hash);
    expect(replies[2].error).toEqual({ code: -32601, message: "Method not found" });
  });

  test.each([
    ["{", -32700],
    ["[]", -32600],
    ["1", -32600],
    [`{"jsonrpc":"2.0","id":{},"method":"system_name"}`, -32600],
    [`{"jsonrpc":"1.0","id":1,"method":"system_name"}`, -32600],
    [`{"jsonrpc":"2.0","id":1,"method":5}`, -32600],
    [`{"jsonrpc":"2.0","id":1,"method":"state_getStorage","params":{"key":"0x"}}`, -32602],
    [`{"jsonrpc":"2.0","id":1,"method":"state_getStorage","params":["0xzz"]}`, -32602],
    [`{"jsonrpc":"2.0","id":1,"method":"state_getKeysPaged","params":["0x",5000]}`, 4002],
    [`{"jsonrpc":"2.0","id":1,"method":"chain_getHeader","params":["0x12"]}`, -32602],
    [`{"jsonrpc":"2.0","id":1,"method":"chain_subscribeNewHeads"}`, -32601],
    [`{"jsonrpc":"2.0","id":1,"method":"__proto__"}`, -32601],
  ])("%s is refused with %i", async (body, code) => {
    expect(JSON.parse((await raw(body)).text).error.code).toBe(code);
  });

  test("a batch above the limit is refused as one", async () => {
    const { text } = await raw(
      JSON.stringify(Array.from({ length: 257 }, (_, id) => ({ jsonrpc: "2.0", id, method: "system_name" }))),
    );
    expect(JSON.parse(text).error.code).toBe(-32010);
  });
});

describe("HTTP", () => {
  test("health, preflight, CORS, content type, foreign hosts, unknown paths", async () => {
    expect(JSON.parse((await raw("", {}, "/health", "GET")).text).status).toBe("ok");
    const page = { origin: "http://localhost:3000" };
    const preflight = await raw("", page, "/", "OPTIONS");
    expect(preflight.status).toBe(204);
    expect(preflight.headers["access-control-allow-origin"]).toBe(page.origin);
    expect((await raw("", { origin: "https://polkadot.js.org" }, "/", "OPTIONS")).status).toBe(204);
    expect((await raw("{}", { origin: "https://evil.example", "content-type": "application/json" })).status).toBe(403);
    expect((await raw("{}", { host: "evil.example", "content-type": "application/json" })).status).toBe(403);
    expect((await raw("{}", { "content-type": "text/plain" })).status).toBe(415);
    expect((await raw("", {}, "/nothing", "GET")).status).toBe(404);
    expect((await raw("", {}, "/", "PUT")).status).toBe(405);
  });

  test("a body above the limit is refused, declared or not", async () => {
    const declared = await raw("{}", {
      "content-type": "application/json",
      "content-length": String(16 * 1024 * 1024),
    }).catch(() => ({ status: 413 }));
    expect(declared.status).toBe(413);
    const chunked = await raw(" ".repeat(16 * 1024 * 1024), {
      "content-type": "application/json",
      "transfer-encoding": "chunked",
    }).catch(() => ({ status: 413 }));
    expect(chunked.status).toBe(413);
    expect(await post(node, "system_name")).toBe("Plexus Node");
  });

  test("answers on IPv6 too", async () => {
    const six = await WireClient.connect(node, "[::1]");
    expect(await six.call("system_name")).toBe("Plexus Node");
    six.close();
  });
});

describe("the legacy methods", () => {
  test("rpc_methods lists what SDK 10 looks for, and every alias of the spec", async () => {
    const { methods } = await post(node, "rpc_methods");
    const wanted = [
      "state_call",
      "account_nextIndex",
      "state_getStorageAt",
      "chain_getHead",
      "chain_getFinalisedHead",
      "chain_subscribeNewHead",
      "chain_unsubscribeNewHead",
      "chain_subscribe_newHead",
      "chain_subscribeFinalisedHeads",
      "chain_getRuntimeVersion",
      "chain_subscribeRuntimeVersion",
      "state_callAt",
      "state_getKeysPagedAt",
      "state_getStorageHashAt",
      "state_getStorageSizeAt",
      "author_unwatchExtrinsic",
      "system_chainType",
      "system_accountNextIndex",
      "chainHead_v1_follow",
      "archive_v1_storage",
      "transaction_v1_broadcast",
      "plexus_getProof",
      "payment_queryInfo",
      "payment_queryFeeDetails",
    ];
    expect(methods).toEqual(expect.arrayContaining(wanted));
  });

  test("blocks, headers and their hashes belong together", async () => {
    const [{ number, hash }] = await post(node, "plexus_seal", [1]);
    const header = await post(node, "chain_getHeader", [hash]);
    expect(header.number).toBe(`0x${number.toString(16)}`);
    const { block } = await post(node, "chain_getBlock", [hash.slice(2)]);
    expect(block.header).toEqual(header);
    expect(block.extrinsics).toHaveLength(1);
    expect(await post(node, "chain_getBlockHash", [number])).toBe(hash);
    expect(await post(node, "chain_getBlockHash", [[0, number, number + 5]])).toEqual([node.genesisHash, hash, null]);
    expect(await post(node, "chain_getFinalizedHead")).toBe(hash);
    expect(await post(node, "chain_getHeader", [`0x${"11".repeat(32)}`])).toBeNull();
    const encoded = fromHex(await post(node, "archive_v1_header", [hash]));
    expect(toHex(crypto.blake2b256(encoded))).toBe(hash);
    expect(decodeHeader(encoded).parentHash).toBe(header.parentHash);
  });

  test("keys come in byte order, strictly after the start key, at any block", async () => {
    const all = await post(node, "state_getKeys", ["0x"]);
    expect([...all].sort()).toEqual(all);
    const paged: string[] = [];
    for (let start: string | null = null; ; start = paged.at(-1) as string) {
      const page: string[] = await post(node, "state_getKeysPaged", ["0x", 7, start, node.application.best.hash]);
      paged.push(...page);
      if (page.length < 7) break;
    }
    expect(paged).toEqual(all);
    const prefix = all[3].slice(0, 34);
    const first = await post(node, "state_getKeysPaged", [prefix, 100, prefix]);
    expect(first).toEqual(all.filter((each: string) => each.startsWith(prefix)));
    const atGenesis = await post(node, "state_getKeys", ["0x", node.genesisHash]);
    expect(atGenesis.length).toBeGreaterThan(0);
    const values = await post(node, "state_queryStorageAt", [[all[1], "0xff", all[0]], null]);
    expect(values[0].changes.map(([name]: [string]) => name)).toEqual([all[1], "0xff", all[0]]);
    expect(values[0].changes[1][1]).toBeNull();
  });

  test("words that clients look for: unknown API, unknown block", async () => {
    await expect(post(node, "state_call", ["Nope_nothing", "0x"])).rejects.toMatchObject({
      code: 4003,
      message: expect.stringContaining("Exported method Nope_nothing is not found"),
    });
    await expect(post(node, "state_getStorage", ["0x00", `0x${"22".repeat(32)}`])).rejects.toMatchObject({
      message: expect.stringContaining("Client error: Api called for an unknown Block:"),
    });
    await expect(post(node, "state_call", ["AccountNonceApi_account_nonce", "0x00"])).rejects.toMatchObject({
      code: 4003,
    });
  });

  test("metadata comes by both ways, the version in the words of the wire", async () => {
    const version = await post(node, "state_getRuntimeVersion", [node.genesisHash]);
    expect(version).toMatchObject({
      specName: "node-subtensor",
      specVersion: runtime.version.specVersion,
      transactionVersion: 1,
    });
    expect(version.apis.map(([id]: [string]) => id)).toContain("0x37e397fc7c91f5e4");
    expect((await post(node, "state_getMetadata")).slice(0, 12)).toBe("0x6d6574610e");
    const option = await post(node, "state_call", ["Metadata_metadata_at_version", "0f000000", null]);
    expect(option.slice(0, 4)).toBe("0x01");
  });

  test("a proof verifies under the state root of the header", async () => {
    const [{ hash }] = await post(node, "plexus_seal");
    const name = await accountKey();
    const answer = await post(node, "plexus_getProof", [name, hash]);
    const { stateRoot } = await post(node, "chain_getHeader", [hash]);
    expect(answer.stateRoot).toBe(stateRoot);
    const proof = { siblings: answer.proof.siblings.map(fromHex) };
    expect(verifyProof(crypto, fromHex(stateRoot), fromHex(name), fromHex(answer.value), proof)).toBe(true);
    expect(verifyProof(crypto, fromHex(stateRoot), fromHex(name), Uint8Array.of(1), proof)).toBe(false);
  });

  test("proofs of several keys verify at an old height too, under the header that comes with them", async () => {
    const [{ number, hash }] = await post(node, "plexus_seal");
    await post(node, "plexus_seal", [20]);
    const keys = [await accountKey(), `0x${"ab".repeat(40)}`];
    for (const block of [hash, await post(node, "chain_getBlockHash")]) {
      const { header, stateRoot, proofs } = await post(node, "plexus_getProofs", [keys, block]);
      expect(toHex(crypto.blake2b256(fromHex(header)))).toBe(block);
      expect(decodeHeader(fromHex(header)).stateRoot).toBe(stateRoot);
      for (const [index, { key, value, proof }] of proofs.entries()) {
        expect(key).toBe(keys[index]);
        expect(value).toBe(await post(node, "state_getStorage", [key, block]));
        const { siblings, other } = proof;
        const read = {
          siblings: siblings.map(fromHex),
          ...(other && { other: { path: fromHex(other.path), valueHash: fromHex(other.valueHash) } }),
        };
        const valueBytes = value === null ? undefined : fromHex(value);
        expect(verifyProof(crypto, fromHex(stateRoot), fromHex(key), valueBytes, read)).toBe(true);
      }
    }
    const byHeight = await post(node, "plexus_getHeader", [number]);
    expect(byHeight).toEqual(await post(node, "plexus_getHeader", [hash]));
    expect(byHeight.hash).toBe(hash);
    expect((await post(node, "plexus_getHeader")).number).toBe(number + 20);
    expect(await post(node, "plexus_getHeader", [9_999_999])).toBeNull();
    await expect(post(node, "plexus_getProofs", [Array(257).fill("0x00"), hash])).rejects.toMatchObject({
      code: -32602,
    });
    await expect(post(node, "plexus_getProofs", [keys, `0x${"11".repeat(32)}`])).rejects.toMatchObject({ code: 4003 });
  });

  test("fees as text, with a signature of zeros too", async () => {
    const extrinsic = sign(node, alice, transferCall(bob, 5n), { nonce: await aliceNonce() });
    const info = await post(node, "payment_queryInfo", [hexOf(extrinsic)]);
    expect(BigInt(info.partialFee)).toBeGreaterThan(0n);
    expect(info.class).toBe("normal");
    const { inclusionFee } = await post(node, "payment_queryFeeDetails", [hexOf(extrinsic)]);
    const sum = BigInt(inclusionFee.baseFee) + BigInt(inclusionFee.lenFee) + BigInt(inclusionFee.adjustedWeightFee);
    expect(sum).toBe(BigInt(info.partialFee));
    const dummy = extrinsic.slice();
    dummy.fill(0, 37, 101);
    expect((await post(node, "payment_queryInfo", [hexOf(dummy)])).partialFee).toBe(info.partialFee);
  });
});
