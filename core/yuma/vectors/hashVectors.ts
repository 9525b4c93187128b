/** hashes.json: seals, commits and accounts; the hash functions are handed in. Used by tests only. */
import { meetsDifficulty, powBinding, powSeal, type SealHashing } from "../registration/proofOfWork.js";
import { subnetAccount } from "../registration/subnetAccount.js";
import { weightCommitHash, weightCommitPreimage } from "../registration/weightCommit.js";
import { asBigInt, asList, asNumber, asNumbers, asObject, asText, type Json, type JsonObject } from "./json.js";
import { exactCase } from "./registrationVectors.js";
import type { VectorCase } from "./vectorCase.js";

export interface VectorHashing extends SealHashing {
  blake2b256(bytes: Uint8Array): Uint8Array;
  ss58Encode(publicKey: Uint8Array, prefix: number): string;
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const fromHex = (json: Json | undefined): Uint8Array => {
  const text = asText(json);
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));
};

function sealCase(hashing: VectorHashing, row: JsonObject, i: number): VectorCase {
  const binding = powBinding(hashing, fromHex(row.block_hash), fromHex(row.hotkey));
  const seal = powSeal(hashing, binding, asBigInt(row.nonce));
  return exactCase(`seal#${i}`, { binding: row.binding!, seal: row.seal! }, { binding: hex(binding), seal: hex(seal) });
}

function firstNonceCase(hashing: VectorHashing, row: JsonObject, i: number): VectorCase {
  const binding = powBinding(hashing, fromHex(row.block_hash), fromHex(row.hotkey));
  const search = (order: "big" | "little"): { first_nonce: bigint; seal: string } => {
    for (let nonce = asBigInt(row.start_nonce); ; nonce++) {
      const seal = powSeal(hashing, binding, nonce);
      if (meetsDifficulty(seal, asBigInt(row.difficulty), order)) return { first_nonce: nonce, seal: hex(seal) };
    }
  };
  const expected = { era_A_big_endian: row.era_A_big_endian!, era_B_little_endian: row.era_B_little_endian! };
  return exactCase(`first nonce#${i}`, expected, {
    era_A_big_endian: search("big"),
    era_B_little_endian: search("little"),
  });
}

function commitCase(hashing: VectorHashing, row: JsonObject, i: number): VectorCase {
  const commit = {
    hotkey: fromHex(row.hotkey),
    storageIndex: asNumber(row.storage_index),
    uids: asNumbers(row.uids),
    values: asNumbers(row.values),
    salt: asNumbers(row.salt),
    versionKey: asBigInt(row.version_key),
  };
  return exactCase(
    `commit#${i}`,
    { scale_preimage: row.scale_preimage!, blake2_256: row.blake2_256! },
    {
      scale_preimage: hex(weightCommitPreimage(commit)),
      blake2_256: hex(weightCommitHash(hashing, commit)),
    },
  );
}

export function hashCases(file: Json, hashing: VectorHashing): VectorCase[] {
  const json = asObject(file);
  const objects = (key: string): JsonObject[] => asList(json[key]).map(asObject);
  return [
    ...objects("pow_seal").map((row, i) => sealCase(hashing, row, i)),
    ...objects("pow_first_valid_nonce").map((row, i) => firstNonceCase(hashing, row, i)),
    ...objects("weight_commit_hash").map((row, i) => commitCase(hashing, row, i)),
    ...objects("subnet_account").map((row) => {
      const account = subnetAccount(asNumber(row.netuid));
      return exactCase(
        `account of ${asNumber(row.netuid)}`,
        { account: row.account!, ss58_prefix_42: row.ss58_prefix_42! },
        {
          account: hex(account),
          ss58_prefix_42: hashing.ss58Encode(account, 42),
        },
      );
    }),
    ...objects("ss58").map((row, i) =>
      exactCase(`ss58#${i}`, row.address, hashing.ss58Encode(fromHex(row.public_key), asNumber(row.prefix))),
    ),
  ];
}
