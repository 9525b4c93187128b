// The threads answer as the law's own check does, for every scheme, in order, and go on after one has died.

import { nativeCrypto } from "@plexus/core/crypto/native";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packChecks, type SignatureCheck, unpackChecks } from "./signatureBatch.js";
import { SignatureWorkers } from "./signatureWorkers.js";

const crypto = await nativeCrypto();
let workers: SignatureWorkers;
beforeAll(() => {
  workers = new SignatureWorkers({ threads: 2, gatherMs: 2, busyGatherMs: 5, batch: 8 });
});
afterAll(() => workers.close());

const keys = (["ed25519", "sr25519"] as const).map((scheme) => crypto.keyring.fromUri("//Alice", scheme));

function checkOf(index: number, isGood: boolean): SignatureCheck {
  const key = keys[index % 2] as (typeof keys)[number];
  const payload = Uint8Array.from({ length: 1 + (index % 300) }, (_, at) => at ^ index);
  const signature = key.sign(payload);
  if (!isGood) signature[index % 64] = (signature[index % 64] as number) ^ 1;
  return { scheme: key.scheme, signature, payload, account: key.publicKey };
}

test("a batch comes back as it was packed", () => {
  const bytes = fc.uint8Array({ maxLength: 400 });
  const check = fc.record({
    scheme: fc.constantFrom("ed25519", "sr25519", "ecdsa"),
    signature: fc.uint8Array({ minLength: 64, maxLength: 65 }),
    payload: bytes,
    account: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  });
  fc.assert(
    fc.property(fc.array(check, { maxLength: 9 }), (checks) => {
      expect(unpackChecks(packChecks(checks as SignatureCheck[]))).toEqual(checks);
    }),
    { numRuns: 50 },
  );
});

test("good and bad signatures among each other, more than a batch", async () => {
  const checks = Array.from({ length: 50 }, (_, index) => checkOf(index, index % 3 !== 0));
  const answers = await Promise.all(checks.map((check) => workers.verify(check)));
  expect(answers).toEqual(
    checks.map(({ scheme, signature, payload, account }) => crypto.signing.verify(scheme, signature, payload, account)),
  );
  expect(answers.filter(Boolean).length).toBe(33);
  expect(workers.checked).toBe(50);
  expect(workers.cpuSeconds).toBeGreaterThan(0.002);
}, 20_000);

test("closing refuses what waits and what comes", async () => {
  const closing = new SignatureWorkers({ threads: 1, gatherMs: 1_000, busyGatherMs: 1_000, batch: 99 });
  const waiting = expect(closing.verify(checkOf(1, true))).rejects.toThrow("the node stops");
  await closing.close();
  await waiting;
  await expect(closing.verify(checkOf(1, true))).rejects.toThrow("closed");
});
