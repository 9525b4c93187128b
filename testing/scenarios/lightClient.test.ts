// The light client and `plexus verify` over a real node's state and proofs. The node makes its blocks alone; the test signs
// their hashes as CometBFT's producers would, and lies in every way of the list.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createNode, type Node } from "@plexus/chain/node";
import { createLightClient, genesisTrust, httpLightRpc, type LightRpc } from "@plexus/client/light";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { Account, developmentSpec } from "@plexus/core/runtime";
import { type Hex, toHex, utf8 } from "@plexus/core/scale";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { trustFile } from "../../apps/cli/commands/verify/trustFile.js";
import { commands } from "../../apps/cli/commands.js";
import { createContext } from "../../apps/cli/context.js";
import { toFailure } from "../../apps/cli/failure.js";
import { resolveSettings } from "../../apps/cli/settings.js";
import { createCometChain } from "../../client/sdk/light/testing/cometChain.js";
import { type Lie, lies, lyingServer } from "../../client/sdk/light/testing/lies.js";
import { type ServedRpc, serveRpc } from "../../client/sdk/light/testing/serveRpc.js";
import { headerHash } from "../../client/sdk/light/wire/headerHash.js";

const crypto = await nativeCrypto();
const alice = crypto.keyring.fromUri("//Alice");
const blocks = 12;
const producers = [10n, 10n, 10n, 10n].map((power, at) => ({
  pair: crypto.keyring.fromUri(`//Producer${at}`, "ed25519"),
  power,
}));
const silent = { info() {}, warn() {}, error() {}, debug() {} };
const folder = mkdtempSync(join(tmpdir(), "plexus-light-"));
const homeBefore = process.env.HOME;
let node: Node;
let honest: LightRpc;
let checkpoint: { height: number; hash: Hex };
let oldBlockHash: Hex;
/** The HTTP server in front of the node, which lies when told to. */
let server: ServedRpc;
let address: string;

beforeAll(async () => {
  process.env.HOME = folder;
  node = await createNode({
    spec: developmentSpec(),
    crypto,
    basePath: null,
    rpcPort: 0,
    rpcExternal: false,
    prometheusPort: null,
    sealing: { kind: "manual" },
    archive: true,
    name: "light",
    logger: silent,
  });
  const plain = httpLightRpc(`ws://127.0.0.1:${node.rpcPort}`);
  node.seal(blocks);
  const hashes = await Promise.all(
    Array.from({ length: blocks + 1 }, (_, number) => plain.request("chain_getBlockHash", [number])),
  );
  const input = { chainId: "plexus-light", beginMs: Date.now() - 130_000, blockMs: 10_000, heights: blocks + 1 };
  const comet = createCometChain(crypto, { ...input, producersAt: () => producers }, hashes as Hex[]);
  const isComet = (method: string) => ["status", "commit", "validators", "blockchain"].includes(method);
  honest = { request: (method, params) => (isComet(method) ? comet.rpc : plain).request(method, params) };
  checkpoint = { height: 3, hash: toHex(headerHash(crypto, comet.at(3).header)) };
  oldBlockHash = hashes[5] as Hex;
  server = await serveRpc(honest);
  ({ address } = server);
});
afterAll(async () => {
  process.env.HOME = homeBefore;
  server.close();
  await node.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  server.answerAs(honest);
});

describe("the light client over a real node", () => {
  it("reads what the node has, at any height, absence included", async () => {
    const light = createLightClient({ rpc: address, crypto, trusted: checkpoint });
    const { value, header, attestation } = await light.read(Account, [alice.accountId]);
    expect(value.data.free).toBeGreaterThan(0n);
    expect(header.number).toBe(blocks);
    expect(attestation).toMatchObject({ signed: 4, of: 4, height: blocks + 1 });
    for (const at of [0, 7]) expect((await light.read(Account, [alice.accountId], { at })).header.number).toBe(at);
    expect((await light.readRaw(utf8.encode("nothing here"))).value).toBeUndefined();
  });

  it("computes the genesis block from the chain's specification", async () => {
    expect(genesisTrust(crypto, developmentSpec()).genesisHash).toBe(await honest.request("chain_getBlockHash", [0]));
  });

  it.each(lies)("catches over HTTP: $name", async (lie: Lie) => {
    server.answerAs(lyingServer(lie, { crypto, rpc: honest, trustedHeight: 3, oldHeight: 6, oldBlockHash }));
    const key = lie.isAboutAbsent ? utf8.encode("nothing here") : Account.key(crypto, alice.accountId);
    const light = createLightClient({ rpc: address, crypto, trusted: checkpoint });
    // Alice's account stays the same from block to block, the block's number does not.
    const asked = lie.name === "an old value" ? numberKey() : key;
    await expect(light.readRaw(asked)).rejects.toMatchObject({ code: lie.code });
  });
});

/** System.Number: another value in every block. */
function numberKey(): Uint8Array {
  const parts = [utf8.encode("System"), utf8.encode("Number")].map((part) => crypto.twox128(part));
  return Uint8Array.from(parts.flatMap((part) => Array.from(part)));
}

async function verify(given: Record<string, string>, options: Record<string, unknown> = {}, endpoint = address) {
  const command = commands.find(({ words }) => words === "verify");
  const settings = resolveSettings({ endpoint, walletPath: folder }, {}, folder);
  const signal = new AbortController().signal;
  const { context, close } = createContext({ settings, json: false, yes: true, verbose: false, signal });
  try {
    const output = await command?.run(context, { arguments: given, options });
    return { text: output?.text ?? "", json: output?.json as Record<string, unknown> };
  } finally {
    await close();
  }
}

const failed = (...asked: Parameters<typeof verify>) => verify(...asked).then(() => undefined, toFailure);
const trustOf = () => `${checkpoint.height}:${checkpoint.hash}`;

describe("plexus verify", () => {
  it("tells the chain of evidence, and goes on from what it verified", async () => {
    const first = await verify({ what: "balance", first: "//Alice" }, { trust: trustOf() });
    expect(first.text).toMatch(/^balance \/\/Alice: free [\d,.]+ τ, reserved 0 τ, 0 transactions signed\n/);
    for (const part of [
      /proof {6}\d+ hashes lead from the value to the state root 0x/,
      /block {6}12 has that root/,
      /signed {5}header 13 \(0x[0-9a-f]{64}\) .* 4 of 4 producers with 100 % of votes/,
      /trust {6}from header 3, given with --trust/,
      /--trust 13:0x[0-9a-f]{64}/,
    ])
      expect(first.text).toMatch(part);
    const second = await verify({ what: "issuance" });
    expect(second.text).toMatch(
      /header 13, verified by an earlier run; that trust began on \d{4}-\d\d-\d\d with given/,
    );
    expect(second.json).toMatchObject({ ok: true, signed: { signed: 4, of: 4 }, trust: { next: { height: 13 } } });
    const witnessed = await verify({ what: "issuance" }, { witness: [address, "http://127.0.0.1:9"] });
    expect(witnessed.text).toMatch(/witnesses {2}1 of 2 other nodes have the same header; the rest could not say/);
    const old = await verify({ what: "balance", first: "//Alice" }, { at: "5" });
    expect(old.json).toMatchObject({ block: { number: 5 }, signed: { height: 6 } });
  });

  it("knows entries by name and raw keys, and what is absent", async () => {
    expect((await verify({ what: "SubtensorModule.Tempo", first: "1" })).json).toMatchObject({ value: 20 });
    const nobody = await verify({ what: "stake", first: "//Nobody", second: "//Alice" });
    expect(nobody.text).toMatch(/^stake .*: 0 τ\n[^]*nothing is stored there[^]*from its absence/);
    const raw = await verify({ what: toHex(Account.key(crypto, alice.accountId)) });
    expect(raw.json).toMatchObject({
      entry: "a raw key",
      value: (await verify({ what: "balance", first: "//Alice" })).json.stored,
    });
    expect(await failed({ what: "System.Account" })).toMatchObject({ kind: "wrongUse" });
    expect(await failed({ what: "nonsense" })).toMatchObject({ kind: "wrongUse" });
    expect(await failed({ what: "issuance" }, { trust: "3" })).toMatchObject({ kind: "wrongUse" });
  });

  it("ends with the lie's name, and keeps what it knew", async () => {
    await verify({ what: "issuance" });
    const saved = trustFile(address);
    const before = readFileSync(saved, "utf8");
    const input = { crypto, rpc: honest, trustedHeight: 0, oldHeight: 6, oldBlockHash };
    for (const lie of lies.filter(({ name }) => !/absen|where there is none|an old value/.test(name))) {
      server.answerAs(lyingServer(lie, input));
      const failure = await failed({ what: "balance", first: "//Alice" });
      expect(failure, lie.name).toMatchObject({ kind: "refused", message: /^Not verified: / });
    }
    expect(readFileSync(saved, "utf8")).toBe(before);
    writeFileSync(saved, "{");
    server.answerAs(honest);
    expect(await failed({ what: "issuance" })).toMatchObject({ kind: "wrongUse", message: /damaged/ });
    expect((await verify({ what: "issuance" }, { forget: true })).text).toMatch(/seen for the first time/);
  });

  it("says of a solo chain that there are no signatures, unless some were known", async () => {
    const solo = `ws://127.0.0.1:${node.rpcPort}`;
    const { text, json } = await verify({ what: "balance", first: "//Alice" }, {}, solo);
    expect(text).toMatch(/signed {5}by nobody: this is a solo chain/);
    expect(json).toMatchObject({ signed: null, block: { number: blocks } });
    expect(await failed({ what: "issuance" }, { trust: trustOf() }, solo)).toMatchObject({ code: "Unsigned" });
    expect(await failed({ what: "issuance" }, {}, "http://127.0.0.1:9")).toMatchObject({ kind: "notReachable" });
  });
});
