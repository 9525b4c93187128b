// The producers of a height with their votes, in the order in which CometBFT keeps, hashes and lets them sign; from pages
// of the answer to `validators`.
import type { Hashing } from "@plexus/core/crypto";
import { toHex } from "@plexus/core/scale";
import { merkleRoot } from "./merkleRoot.js";
import { bytesField, messageField, numberField } from "./protobuf.js";
import { badAnswer, readBase64, readDecimal, readList, readObject } from "./readJson.js";
import { maxProducers, readHeight } from "./signedHeader.js";

/** CometBFT's own bound on all power together. */
const maxPower = (2n ** 63n - 1n) / 8n;

export interface SetMember {
  /** ed25519, 32 bytes. */
  readonly key: Uint8Array;
  /** First 20 bytes of the key's sha256, computed here. */
  readonly address: Uint8Array;
  readonly power: bigint;
}

export interface ProducerSet {
  readonly members: readonly SetMember[];
  readonly totalPower: bigint;
  readonly hash: Uint8Array;
}

type Sha256 = Pick<Hashing, "sha256">;

export function consensusAddress(hashing: Sha256, key: Uint8Array): Uint8Array {
  return hashing.sha256(key).slice(0, 20);
}

/** Throws SdkError `BadAnswer` for a set that CometBFT could not have: empty, a key twice, no power or too much. */
export function producerSet(
  hashing: Sha256,
  keys: readonly { readonly key: Uint8Array; readonly power: bigint }[],
): ProducerSet {
  const members = keys.map(({ key, power }) => ({ key, power, address: consensusAddress(hashing, key) }));
  const totalPower = members.reduce((sum, { power }) => sum + power, 0n);
  const isTwice = new Set(members.map(({ key }) => toHex(key))).size !== members.length;
  if (members.length === 0 || isTwice || members.some(({ power }) => power <= 0n) || totalPower > maxPower)
    throw badAnswer("a set of producers that cannot be");
  const leaves = members.map(({ key, power }) => [...messageField(1, bytesField(1, key)), ...numberField(2, power)]);
  return { members, totalPower, hash: merkleRoot(hashing, leaves) };
}

export interface ProducerPage {
  readonly height: number;
  readonly total: number;
  readonly keys: readonly { readonly key: Uint8Array; readonly power: bigint }[];
}

/** One answer to `validators`, at most `perPage` of them. Throws SdkError `BadAnswer`. */
export function readProducerPage(answer: unknown, perPage: number): ProducerPage {
  const json = readObject(answer, "answer");
  return {
    height: readHeight(json.block_height, "block_height"),
    total: Number(readDecimal(json.total, "total", BigInt(maxProducers))),
    keys: readList(json.validators, "validators", perPage).map((item) => {
      const { pub_key: publicKey, voting_power: power } = readObject(item, "validator");
      const { type, value } = readObject(publicKey, "pub_key");
      if (type !== "tendermint/PubKeyEd25519") throw badAnswer("a producer's key that is not ed25519");
      return { key: readBase64(value, "pub_key", 32), power: readDecimal(power, "voting_power", maxPower) };
    }),
  };
}

/** The order that CometBFT gives to a set: most power first, then by address. */
export function inSetOrder(hashing: Sha256, keys: ProducerPage["keys"]): ProducerPage["keys"] {
  const rows = keys.map((row) => ({ row, address: toHex(consensusAddress(hashing, row.key)) }));
  rows.sort((one, other) => {
    if (one.row.power !== other.row.power) return one.row.power > other.row.power ? -1 : 1;
    return one.address < other.address ? -1 : 1;
  });
  return rows.map(({ row }) => row);
}
