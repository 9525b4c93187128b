// The whole client over a chain with real states: honest answers are taken, every lie of the list is caught.
import { browserCrypto } from "@plexus/core/crypto/browser";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { Account } from "@plexus/core/runtime";
import { encode, utf8 } from "@plexus/core/scale";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SdkError } from "../sdkError.js";
import { createLightClient, type LightClientOptions } from "./createLightClient.js";
import type { LightRpc } from "./lightRpc.js";
import { lies, lyingServer } from "./testing/lies.js";
import { createSignedChain } from "./testing/signedChain.js";
import type { StateEntries } from "./testing/stateProof.js";

const crypto = await nativeCrypto();
const producers = [40n, 30n, 20n, 10n, 35n].map((power, at) => ({
  pair: crypto.keyring.fromUri(`//Producer${at}`, "ed25519"),
  power,
}));
const alice = crypto.keyring.fromUri("//Alice").accountId;
const accountKey = Account.key(crypto, alice);
const absentKey = utf8.encode("nothing is stored here");
const account = (free: bigint) => ({
  nonce: 1,
  consumers: 0,
  providers: 1,
  sufficients: 0,
  data: { free, reserved: 0n, frozen: 0n, flags: 1n << 127n },
});

const [heights, beginMs, blockMs] = [30, 1_800_000_000_000, 1_000];
const endMs = beginMs + heights * blockMs + 500;
const states = Array.from({ length: heights }, (_, number): StateEntries => {
  const filler = Array.from(
    { length: 6 },
    (_none, at) => [utf8.encode(`key ${at}`), utf8.encode(`${number}`)] as const,
  );
  return [...filler, [accountKey, encode(Account.value, account(BigInt(1_000 + number)))]];
});
const chain = createSignedChain(crypto, {
  chainId: "plexus-test",
  beginMs,
  blockMs,
  heights,
  producersAt: (height) => (height < 15 ? producers.slice(0, 4) : producers.slice(2)),
  stateAt: (number) => states[number] as StateEntries,
});

function client(rpc: LightRpc = chain.rpc, changed: Partial<LightClientOptions> = {}) {
  return createLightClient({
    rpc,
    crypto,
    trusted: chain.checkpoint(5),
    now: () => endMs,
    maxAgeMs: 5_000,
    ...changed,
  });
}

describe("an honest server", () => {
  it("shows values with what stands behind them", async () => {
    const light = client();
    const { value, header, attestation, proof } = await light.read(Account, [alice]);
    expect(value.data.free).toBe(BigInt(1_000 + heights - 1));
    expect(header).toMatchObject({ number: heights - 1, hash: chain.blockHashes[heights - 1] });
    expect(attestation).toMatchObject({
      height: heights,
      signed: 3,
      of: 3,
      signedPower: 65n,
      totalPower: 65n,
      ageMs: 500,
    });
    expect(proof.siblings.length).toBeGreaterThan(0);
    expect((await light.readRaw(absentKey)).value).toBeUndefined();
    expect(light.trustedHead()).toEqual(chain.checkpoint(heights));
  });

  it("shows old blocks by number, before and behind what is trusted", async () => {
    const light = client();
    for (const at of [28, 3, 0, 16]) {
      const read = await light.read(Account, [alice], { at });
      expect(read.value.data.free).toBe(BigInt(1_000 + at));
      expect(read.attestation.height).toBe(at + 1);
    }
    await expect(light.read(Account, [alice], { at: heights })).rejects.toMatchObject({
      code: "BadInput",
      message: /not signed yet; the newest that is, is 29/,
    });
    await expect(light.read(Account, [alice], { at: -1 })).rejects.toMatchObject({ code: "BadInput" });
  });

  it("passes with the crypto of browsers as well", async () => {
    const light = client(chain.rpc, { crypto: await browserCrypto() });
    expect((await light.read(Account, [alice])).attestation.signed).toBe(3);
  });

  it("is taken from genesis on, and at first sight where nothing is known", async () => {
    const genesisProducers = producers.slice(0, 4).map(({ pair, power }) => ({ consensusKey: pair.accountId, power }));
    const genesisHash = chain.blockHashes[0] as `0x${string}`;
    const read = (trusted: LightClientOptions["trusted"]) => client(chain.rpc, { trusted }).verifiedHeader();
    expect((await read({ genesisProducers, genesisHash })).header.number).toBe(heights - 1);
    expect((await read({ firstUse: true })).header.number).toBe(heights - 1);
    await expect(read({ genesisProducers, genesisHash: chain.blockHashes[1] as `0x${string}` })).rejects.toMatchObject({
      code: "OtherChain",
    });
  });
});

describe("witnesses", () => {
  /** Another history by the same producers from block 10 on: what only they can make. */
  const fork = createSignedChain(crypto, {
    ...chain.input,
    stateAt: (number) => states[number < 10 ? number : number - 1] as StateEntries,
  });
  const away: LightRpc = { request: () => Promise.reject(new SdkError("Unreachable", "nobody there")) };
  const forged = lyingServer(lies.find(({ name }) => name === "a chain of forgers") as (typeof lies)[0], {
    crypto,
    rpc: chain.rpc,
    trustedHeight: 5,
    oldHeight: 20,
    oldBlockHash: "",
  });

  it("confirm a header, or say nothing that counts", async () => {
    const { attestation } = await client(chain.rpc, { witnesses: [chain.rpc, away, forged] }).verifiedHeader();
    expect(attestation.witnesses).toEqual({ confirmed: 1, asked: 3 });
    const old = await client(chain.rpc, { witnesses: [fork.rpc] }).verifiedHeader(7);
    expect(old.attestation.witnesses).toEqual({ confirmed: 1, asked: 1 });
  });

  it("show that producers signed two histories", async () => {
    const split = client(chain.rpc, { witnesses: [chain.rpc, fork.rpc] });
    await expect(split.readRaw(accountKey)).rejects.toMatchObject({ code: "Conflict" });
    const first = client(chain.rpc, { witnesses: [forged], trusted: { firstUse: true } });
    await expect(first.verifiedHeader()).rejects.toMatchObject({ code: "Conflict" });
  });

  it("that are a block behind are waited for", async () => {
    let asked = 0;
    const behind: LightRpc = {
      request(method, params) {
        asked += 1;
        if (asked < 3) return Promise.reject(new SdkError("RpcError", "height is not there yet", { rpcCode: -32_603 }));
        return chain.rpc.request(method, params);
      },
    };
    const { attestation } = await client(chain.rpc, { witnesses: [behind] }).verifiedHeader();
    expect(attestation.witnesses.confirmed).toBe(1);
  });
});

describe("a lying server", () => {
  const input = {
    crypto,
    rpc: chain.rpc,
    trustedHeight: 5,
    oldHeight: 20,
    oldBlockHash: chain.blockHashes[20] as string,
  };

  it.each(lies)("is caught: $name", async (lie) => {
    const light = client(lyingServer(lie, input));
    const read = light.readRaw(lie.isAboutAbsent ? absentKey : accountKey);
    await expect(read).rejects.toMatchObject({ name: "SdkError", code: lie.code });
  });

  it("says how old the newest header is that it shows, and hides none that was seen", async () => {
    const old = lyingServer(lies.find(({ code }) => code === "Stale") as (typeof lies)[0], input);
    await expect(client(old).verifiedHeader()).rejects.toMatchObject({
      message: /is 11 s old/,
      data: { ageMs: 10_500 },
    });
    let isHiding = false;
    const light = client(
      { request: (...asked) => (isHiding ? old : chain.rpc).request(...asked) },
      { maxAgeMs: 60_000 },
    );
    await light.verifiedHeader();
    isHiding = true;
    await expect(light.verifiedHeader()).rejects.toMatchObject({ code: "Stale" });
  });

  it("cannot hold a client for longer than its time, and a client can be called off", async () => {
    const slow: LightRpc = {
      request: (method, params) =>
        method === "plexus_getProof" ? new Promise(() => {}) : chain.rpc.request(method, params),
    };
    await expect(client(slow, { timeoutMs: 100 }).readRaw(accountKey)).rejects.toMatchObject({ code: "Timeout" });
    const stop = new AbortController();
    const asked = client(slow).readRaw(accountKey, { signal: stop.signal });
    stop.abort();
    await expect(asked).rejects.toMatchObject({ code: "Aborted" });
  });

  it("is caught with the chain id of another chain, though the same keys signed", async () => {
    const other = createSignedChain(crypto, { ...chain.input, chainId: "plexus-other" });
    const mixed: LightRpc = {
      request: (method, params) =>
        (Number((params as { height?: string }).height) > 5 ? other : chain).rpc.request(method, params),
    };
    await expect(client(mixed).verifiedHeader()).rejects.toMatchObject({ code: "OtherChain" });
  });

  it("never brings down the client: mutated answers give the truth or an error with a code", async () => {
    const [truth, oldTruth] = await Promise.all([
      client().readRaw(accountKey),
      client().readRaw(accountKey, { at: 2 }),
    ]);
    const methods = ["status", "commit", "validators", "blockchain", "chain_getHeader", "plexus_getProof"];
    const replacement = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(undefined, "", "0x", "0", "-1", "9".repeat(40), 2 ** 53, [], {}, null),
    );
    const mutation = fc.record({
      method: fc.constantFrom(...methods),
      path: fc.array(fc.nat(12), { maxLength: 7 }),
      replacement,
    });
    await fc.assert(
      fc.asyncProperty(mutation, async ({ method, path, replacement: put }) => {
        const mutating: LightRpc = {
          async request(asked, params) {
            const answer = await chain.rpc.request(asked, params);
            return asked === method ? mutate(answer, path, put) : answer;
          },
        };
        const isOld = method === "blockchain";
        const outcome = await client(mutating)
          .readRaw(accountKey, isOld ? { at: 2 } : {})
          .catch((error: unknown) => error);
        if (outcome instanceof Error) {
          expect(outcome).toBeInstanceOf(SdkError);
          expect((outcome as SdkError).code).not.toBe("Aborted");
        } else {
          const { value, header } = isOld ? oldTruth : truth;
          expect(outcome).toMatchObject({ value, header });
        }
      }),
      { numRuns: 150 },
    );
  });
});

/** A JSON value with one part exchanged, found by taking one of the keys at each step. */
function mutate(value: unknown, path: readonly number[], replacement: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== "object" || value === null) return replacement;
  const keys = Object.keys(value);
  if (keys.length === 0) return replacement;
  const chosen = keys[step % keys.length] as string;
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
  copy[chosen] = mutate(copy[chosen], rest, replacement);
  return copy;
}
