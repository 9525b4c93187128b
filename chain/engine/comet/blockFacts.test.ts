// CometBFT's requests in the application's words.
import { expect, test } from "vitest";
import { blockFacts, millisecondsOf, validatorUpdates } from "./blockFacts.js";

const address = (first: number) => new Uint8Array(20).fill(first);
const vote = (first: number, blockIdFlag: 0 | 1 | 2 | 3) => ({
  validator: { address: address(first), power: 1n },
  blockIdFlag,
});
const time = { seconds: 1_700_000_000n, nanos: 1_999_999 };

test("only those without any vote are absent, in the order of the set; a vote for nothing is a vote", () => {
  const facts = blockFacts({
    time,
    proposerAddress: address(7),
    votes: [vote(3, 1), vote(1, 2), vote(2, 3), vote(0, 1)],
    misbehavior: [],
  });
  expect(facts).toEqual({
    timestampMs: 1_700_000_000_001n,
    consensus: { author: address(7), absent: [address(3), address(0)], evidence: [] },
  });
});

test("evidence is told by kind", () => {
  const offence = (type: 1 | 2) => ({
    type,
    validator: { address: address(type), power: 1n },
    height: 9n,
    time,
    totalVotingPower: 4n,
  });
  const { consensus } = blockFacts({
    time,
    proposerAddress: address(0),
    votes: [],
    misbehavior: [offence(1), offence(2)],
  });
  expect(consensus?.evidence).toEqual([
    { address: address(1), height: 9, kind: "DuplicateVote" },
    { address: address(2), height: 9, kind: "LightClientAttack" },
  ]);
});

test("times are whole ms, rounded down", () => {
  expect(millisecondsOf({ seconds: 1n, nanos: 999_999_999 })).toBe(1_999n);
  expect(millisecondsOf({ seconds: 1n, nanos: 999_999 })).toBe(1_000n);
  expect(() => millisecondsOf(undefined)).toThrow("without a time");
});

test("powers go to CometBFT as they are", () => {
  const consensusKey = new Uint8Array(32).fill(5);
  expect(validatorUpdates([{ consensusKey, votes: 0n }])).toEqual([
    { pubKey: { sum: { $case: "ed25519", value: consensusKey } }, power: 0n },
  ]);
});
