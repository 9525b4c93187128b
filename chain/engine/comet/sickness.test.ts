// Faults for tests are what they say, and only from their height on.
import { expect, test } from "vitest";
import type { AbciHandlers } from "./abci/handlers.js";
import { parseSickness, withSickness } from "./sickness.js";

const signed = new Uint8Array(120).fill(7);
signed.set([0x41, 0x01, 0x84, 0x00]);
const inherent = Uint8Array.of(0x0c, 0x04, 2, 0);
const healthy = {
  prepareProposal: async () => ({ txs: [inherent, signed] }),
  finalizeBlock: async () => ({ appHash: new Uint8Array(32) }),
  processProposal: async () => ({ status: 1 }),
} as unknown as AbciHandlers;
const time = { seconds: 5n, nanos: 0 };
const timeInherent = (ms: bigint) => Uint8Array.of(Number(ms / 1_000n));
const propose = async (kind: string, height: number) =>
  (
    await withSickness(healthy, parseSickness(kind), timeInherent).prepareProposal({
      height: BigInt(height),
      time,
    } as never)
  ).txs;

test("kinds and heights are read with bounds", () => {
  expect(parseSickness("hang")).toEqual({ kind: "hang", fromHeight: 5 });
  expect(parseSickness("too-large@12")).toEqual({ kind: "too-large", fromHeight: 12 });
  for (const bad of ["", "flu", "hang@", "hang@-1"]) expect(() => parseSickness(bad)).toThrow(RangeError);
});

test("a proposal is spoilt from the height on", async () => {
  expect(await propose("wrong-time@9", 8)).toEqual([inherent, signed]);
  expect(await propose("wrong-time@9", 9)).toEqual([Uint8Array.of(65), signed]);
  const [same, tampered] = await propose("tampered-extrinsic", 9);
  expect(same).toEqual(inherent);
  expect([...(tampered as Uint8Array)].filter((byte, index) => byte !== signed[index])).toHaveLength(1);
  const large = await propose("too-large", 9);
  expect(large.at(-1)?.length).toBeGreaterThan(10 * 1024 * 1024);
});

test("a root diverges, a double signer never agrees", async () => {
  const answer = await withSickness(healthy, parseSickness("divergent-root"), timeInherent).finalizeBlock({
    height: 9n,
  } as never);
  expect(answer.appHash[0]).toBe(0xff);
  const vote = await withSickness(healthy, parseSickness("double-sign"), timeInherent).processProposal({
    height: 9n,
  } as never);
  expect(vote.status).toBe(2);
});
