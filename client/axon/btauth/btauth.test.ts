// btauth/1 against requests made by SDK 11.3 itself (testing/vectors/clients.json), and the memory of the verifier.
import { readFileSync } from "node:fs";
import { nativeCrypto } from "@plexus/core/crypto/native";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { btauthPayload } from "./btauth.js";
import { createVerifier } from "./createVerifier.js";
import { createReplayGuard } from "./replayGuard.js";
import { signRequest } from "./signRequest.js";
import { type SignedRequest, verifyRequest } from "./verifyRequest.js";

interface Vector {
  sender_uri: string;
  method: string;
  path: string;
  body_hex: string;
  receiver: string | null;
  nonce_ns: string;
  payload: string;
  headers: Record<string, string>;
  verify: Record<string, string>;
}

const vectors = JSON.parse(readFileSync("testing/vectors/clients.json", "utf8")) as { btauth: Vector[] };
const crypto = await nativeCrypto();
const alice = crypto.keyring.fromUri("//Alice");
const bob = crypto.keyring.fromUri("//Bob");
const charlie = crypto.keyring.fromUri("//Charlie");
const second = 1_000_000_000n;

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** The nine ways to verify, as the vectors name them. */
function ways(vector: Vector): Record<string, { request: SignedRequest; receiver: string; nowNs: bigint }> {
  const signedAt = BigInt(vector.nonce_ns);
  const body = Buffer.from(vector.body_hex, "hex");
  const request = { method: vector.method, target: vector.path, headers: lowerCased(vector.headers), body };
  const receiver = bob.address;
  const at = (nowNs: bigint) => ({ request, receiver, nowNs });
  return {
    fresh: at(signedAt + second),
    at_limit: at(signedAt + 10n * second),
    stale: at(signedAt + 10n * second + 1n),
    future_ok: at(signedAt - 2n * second),
    future: at(signedAt - 2n * second - 1n),
    wrong_receiver: { request, receiver: charlie.address, nowNs: signedAt },
    changed_body: { request: { ...request, body: Buffer.concat([body, Buffer.from([0])]) }, receiver, nowNs: signedAt },
    changed_path: { request: { ...request, target: `${vector.path}x` }, receiver, nowNs: signedAt },
    other_method: { request: { ...request, method: "DELETE" }, receiver, nowNs: signedAt },
  };
}

describe("btauth/1", () => {
  for (const vector of vectors.btauth) {
    it(`verifies ${vector.method} ${vector.path.slice(0, 24)} in nine ways as SDK 11.3 does`, () => {
      const cases = ways(vector);
      expect(Object.keys(cases).sort()).toEqual(Object.keys(vector.verify).sort());
      for (const [way, expected] of Object.entries(vector.verify)) {
        const { request, receiver, nowNs } = cases[way] as (typeof cases)[string];
        const check = verifyRequest(request, { crypto, receiver, nowNs, requireReceiver: vector.receiver !== null });
        expect(`${way}: ${check.ok ? "ok" : check.reason}`).toBe(`${way}: ${expected}`);
      }
    });

    it(`builds the payload of ${vector.nonce_ns} byte for byte`, () => {
      const [, , , , bodySha256] = vector.payload.split("\n");
      const sender = crypto.keyring.fromUri(vector.sender_uri).address;
      const receiver = vector.receiver ?? undefined;
      const { method, path: target, nonce_ns: nonce } = vector;
      const payload = btauthPayload({
        scheme: "sr25519",
        method,
        target,
        bodySha256: bodySha256 ?? "",
        nonce,
        sender,
        receiver,
      });
      expect(new TextDecoder().decode(payload)).toBe(vector.payload);
      const body = Buffer.from(vector.body_hex, "hex");
      const headers = signRequest({ key: alice, method, target, body, receiver, nonce });
      const own = { ...headers, "x-bittensor-signature": "" };
      expect(own).toEqual({ ...lowerCased(vector.headers), "x-bittensor-signature": "" });
    });
  }

  it("signs and verifies with ed25519 under its own scheme only", () => {
    const key = crypto.keyring.fromUri("//Alice", "ed25519");
    const body = Buffer.from("x");
    const headers = signRequest({ key, method: "GET", target: "/", body, receiver: bob.address, nonce: "5" });
    const request = { method: "GET", target: "/", headers, body };
    expect(verifyRequest(request, { crypto, receiver: bob.address, nowNs: 5n }).ok).toBe(true);
    const { "x-bittensor-crypto": _, ...without } = headers;
    const check = verifyRequest({ ...request, headers: without }, { crypto, receiver: bob.address, nowNs: 5n });
    expect(check).toEqual({ ok: false, reason: "BadSignature" });
  });

  it("refuses headers that are missing, doubled or malformed, by name", () => {
    const body = Buffer.from("{}");
    const headers = signRequest({
      key: alice,
      method: "POST",
      target: "/v1/task",
      body,
      receiver: bob.address,
      nonce: "99",
    });
    const check = (changed: Record<string, unknown>) => {
      const request = {
        method: "POST",
        target: "/v1/task",
        headers: { ...headers, ...changed } as SignedRequest["headers"],
        body,
      };
      const outcome = verifyRequest(request, { crypto, receiver: bob.address, nowNs: 99n });
      return outcome.ok ? "ok" : outcome.reason;
    };
    expect(check({})).toBe("ok");
    expect(check({ "x-bittensor-signature": undefined })).toBe("MissingSignature");
    expect(check({ "x-bittensor-signature": "0x00" })).toBe("BadHeaders");
    expect(check({ "x-bittensor-signature": `0x${"0".repeat(128)}` })).toBe("BadSignature");
    expect(check({ "x-bittensor-nonce": "099" })).toBe("BadHeaders");
    expect(check({ "x-bittensor-nonce": "-1" })).toBe("BadHeaders");
    expect(check({ "x-bittensor-nonce": ["99", "99"] })).toBe("BadHeaders");
    expect(check({ "x-bittensor-version": "2" })).toBe("BadHeaders");
    expect(check({ "x-bittensor-hotkey": "5GrwvaEF" })).toBe("BadHeaders");
    expect(check({ "x-bittensor-hotkey": bob.address })).toBe("BadSignature");
    expect(check({ "x-bittensor-receiver": undefined })).toBe("WrongReceiver");
    expect(check({ "x-bittensor-crypto": "ecdsa" })).toBe("BadHeaders");
  });
});

describe("createVerifier", () => {
  const start = 1_760_000_000_000_000_000n;

  function requestAt(nonceNs: bigint, key = alice): SignedRequest {
    const body = Buffer.from("{}");
    const nonce = nonceNs.toString();
    const headers = signRequest({ key, method: "POST", target: "/v1/task", body, receiver: bob.address, nonce });
    return { method: "POST", target: "/v1/task", headers, body };
  }

  it("takes a request once, however often it comes, for as long as it is fresh", async () => {
    let nowNs = start;
    const verifier = createVerifier({ crypto, receiver: bob.address, nowNs: () => nowNs });
    const request = requestAt(start + 2n * second);
    expect(await verifier.verify(request)).toEqual({ ok: true, hotkey: alice.address });
    for (let step = 0; step <= 12; step += 1) {
      nowNs = start + BigInt(step) * second;
      expect(await verifier.verify(request)).toEqual({ ok: false, status: 401, reason: "ReplayedRequest" });
    }
    nowNs += 1n;
    expect(await verifier.verify(request)).toEqual({ ok: false, status: 401, reason: "StaleRequest" });
  });

  it("after a restart refuses what was signed before it", async () => {
    const verifier = createVerifier({ crypto, receiver: bob.address, nowNs: () => start });
    expect(await verifier.verify(requestAt(start - 1n))).toEqual({ ok: false, status: 401, reason: "StaleRequest" });
    expect((await verifier.verify(requestAt(start))).ok).toBe(true);
  });

  it("asks who may call before it spends memory, and says 403", async () => {
    const authorise = (hotkey: string) => hotkey !== alice.address;
    const verifier = createVerifier({ crypto, receiver: bob.address, nowNs: () => start, authorise });
    expect(await verifier.verify(requestAt(start))).toEqual({ ok: false, status: 403, reason: "NotAuthorised" });
    expect(await verifier.verify(requestAt(start, charlie))).toEqual({ ok: true, hotkey: charlie.address });
  });
});

describe("createReplayGuard", () => {
  it("never lets a pair pass twice within its window and never outgrows its limit", () => {
    const step = fc.record({
      hotkey: fc.constantFrom("a", "b", "c"),
      nonce: fc.integer({ min: 0, max: 40 }),
      waitMs: fc.nat(900),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const guard = createReplayGuard(16);
        const passed = new Map<string, bigint>();
        let nowNs = 0n;
        for (const { hotkey, nonce, waitMs } of steps) {
          nowNs += BigInt(waitMs) * 1_000_000n;
          const pair = `${hotkey}:${nonce}`;
          const verdict = guard.remember(hotkey, BigInt(nonce), nowNs);
          const before = passed.get(pair);
          const mustRefuse = before !== undefined && nowNs - before <= 12n * second;
          expect(mustRefuse && verdict !== "replayed").toBe(false);
          if (verdict === "new") passed.set(pair, nowNs);
          expect(guard.size).toBeLessThanOrEqual(16);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("keeps one hotkey from filling it", () => {
    const guard = createReplayGuard(8);
    expect([1n, 2n, 3n].map((nonce) => guard.remember("loud", nonce, 0n))).toEqual(["new", "new", "full"]);
    expect(guard.remember("quiet", 1n, 0n)).toBe("new");
  });
});
