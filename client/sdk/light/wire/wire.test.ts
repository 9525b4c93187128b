// The recorded network is what the encodings must agree with: every hash and every signature of it, to the byte.
import { readFileSync } from "node:fs";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { toHex } from "@plexus/core/scale";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SdkError } from "../../sdkError.js";
import { headerHash } from "./headerHash.js";
import { instantBytes, instantMs, isBefore, readInstant } from "./instant.js";
import { inSetOrder, producerSet, readProducerPage } from "./producerSet.js";
import { readSignedHeader } from "./signedHeader.js";
import { voteBytes } from "./voteBytes.js";

const crypto = await nativeCrypto();
const file = new URL("../../../../testing/vectors/comet-light.json", import.meta.url);
const { blocks, chainId } = JSON.parse(readFileSync(file, "utf8")) as {
  chainId: string;
  blocks: { signed_header: object; validators: unknown[] }[];
};

describe("the recorded network", () => {
  const read = blocks.map((block, at) => {
    const total = `${block.validators.length}`;
    const page = readProducerPage({ block_height: `${at + 1}`, total, validators: block.validators }, 100);
    return { ...readSignedHeader(block), page, set: producerSet(crypto, page.keys) };
  });

  it("has the hashes that are computed here", () => {
    expect(read.length).toBeGreaterThan(20);
    for (const [at, { header, commit, set, page }] of read.entries()) {
      expect(header.chainId).toBe(chainId);
      expect(toHex(headerHash(crypto, header))).toBe(toHex(commit.blockId.hash));
      expect(toHex(set.hash)).toBe(toHex(header.producersHash));
      expect(toHex(read[at + 1]?.set.hash ?? header.nextProducersHash)).toBe(toHex(header.nextProducersHash));
      expect(inSetOrder(crypto, [...page.keys].reverse())).toEqual(page.keys);
    }
    // The first and the last set have nobody in common: what the tests of skipping need.
    const keys = (at: number) => new Set(read.at(at)?.set.members.map(({ key }) => toHex(key)));
    expect([...keys(0)].some((key) => keys(-1).has(key))).toBe(false);
  });

  it("has the signatures that are checked here, and no other", () => {
    for (const { commit, set } of read) {
      for (const [at, vote] of commit.votes.entries()) {
        const member = set.members[at];
        if (vote.kind !== "block" || member === undefined || vote.time === undefined) continue;
        expect(toHex(vote.address)).toBe(toHex(member.address));
        const signed = {
          chainId,
          height: commit.height,
          round: commit.round,
          blockId: commit.blockId,
          time: vote.time,
        };
        const holds = (changed: object) =>
          crypto.signing.verify("ed25519", vote.signature, voteBytes({ ...signed, ...changed }), member.key);
        expect(holds({})).toBe(true);
        if (commit.height % 8 !== 0) continue;
        expect(holds({ chainId: "other" })).toBe(false);
        expect(holds({ round: commit.round + 1 })).toBe(false);
        expect(holds({ time: { ...vote.time, nanos: vote.time.nanos ^ 1 } })).toBe(false);
      }
    }
  });
});

describe("times", () => {
  it("are read to the nanosecond and keep their order", () => {
    expect(readInstant("1970-01-01T00:00:01.5Z")).toEqual({ seconds: 1n, nanos: 500_000_000 });
    expect(instantMs(readInstant("2026-11-26T00:15:54.392827292Z"))).toBe(Date.parse("2026-11-26T00:15:54.392Z"));
    expect(instantBytes({ seconds: 0n, nanos: 0 })).toEqual([]);
    const later = readInstant("2026-11-26T00:15:54.392827293Z");
    expect(isBefore(readInstant("2026-11-26T00:15:54.392827292Z"), later)).toBe(true);
    expect(isBefore(later, later)).toBe(false);
    for (const wrong of ["", "2026-11-26", "0001-01-01T00:00:00Z", "2026-13-26T00:00:00Z", 5, null])
      expect(() => readInstant(wrong)).toThrow(SdkError);
  });
});

/** A JSON value with one of its parts, chosen by `path`, exchanged for another. */
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

it("mutated answers are read or refused with a code, never anything else", () => {
  const block = blocks[12] as (typeof blocks)[0];
  const replacement = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant(undefined), fc.constant("9".repeat(30)));
  const path = fc.array(fc.nat(20), { maxLength: 6 });
  fc.assert(
    fc.property(path, replacement, (steps, other) => {
      const page = { block_height: "13", total: "3", validators: block.validators };
      for (const attempt of [
        () => headerHash(crypto, readSignedHeader(mutate(block, steps, other)).header),
        () => producerSet(crypto, readProducerPage(mutate(page, steps, other), 100).keys),
      ]) {
        try {
          attempt();
        } catch (error) {
          expect(error).toBeInstanceOf(SdkError);
          expect((error as SdkError).code).toBe("BadAnswer");
        }
      }
    }),
    { numRuns: 400 },
  );
});
