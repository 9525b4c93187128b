// For tests: the same JSON that CometBFT answers with, made from values; what the readers of wire/ take apart.
import { toHex } from "@plexus/core/scale";
import type { Instant } from "../wire/instant.js";
import type { BlockId, CometHeader, Commit } from "../wire/signedHeader.js";

const hex = (bytes: Uint8Array): string => toHex(bytes).slice(2).toUpperCase();
export const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

function instantJson({ seconds, nanos }: Instant): string {
  const whole = new Date(Number(seconds) * 1_000).toISOString().slice(0, 19);
  return `${whole}.${`${nanos}`.padStart(9, "0")}Z`;
}

function blockIdJson({ hash, partsTotal, partsHash }: BlockId) {
  return { hash: hex(hash), parts: { total: partsTotal, hash: hex(partsHash) } };
}

export function headerJson(header: CometHeader) {
  return {
    version: { block: `${header.version.block}`, app: `${header.version.app}` },
    chain_id: header.chainId,
    height: `${header.height}`,
    time: instantJson(header.time),
    last_block_id: blockIdJson(header.lastBlockId),
    last_commit_hash: hex(header.lastCommitHash),
    data_hash: hex(header.dataHash),
    validators_hash: hex(header.producersHash),
    next_validators_hash: hex(header.nextProducersHash),
    consensus_hash: hex(header.consensusHash),
    app_hash: hex(header.appHash),
    last_results_hash: hex(header.lastResultsHash),
    evidence_hash: hex(header.evidenceHash),
    proposer_address: hex(header.proposerAddress),
  };
}

const flags = { absent: 1, block: 2, nil: 3 };

export function commitJson({ height, round, blockId, votes }: Commit) {
  const signatures = votes.map(({ kind, address, time, signature }) => ({
    block_id_flag: flags[kind],
    validator_address: hex(address),
    timestamp: time === undefined ? "0001-01-01T00:00:00Z" : instantJson(time),
    signature: signature.length === 0 ? null : base64(signature),
  }));
  return { height: `${height}`, round, block_id: blockIdJson(blockId), signatures };
}

/** A page of the answer to `validators`. */
export function producersJson(
  height: number,
  keys: readonly { readonly key: Uint8Array; readonly power: bigint }[],
  page: number,
) {
  const shown = keys.slice(100 * (page - 1), 100 * page).map(({ key, power }) => ({
    address: "",
    pub_key: { type: "tendermint/PubKeyEd25519", value: base64(key) },
    voting_power: `${power}`,
    proposer_priority: "0",
  }));
  return { block_height: `${height}`, validators: shown, count: `${shown.length}`, total: `${keys.length}` };
}
