// A CometBFT header with the votes for it, from the answer to `commit` (spec: cometbft.md §1). In the 14 fields' own
// order; what CometBFT calls a validator is a producer everywhere but in the names of the wire.
import { type Instant, readInstant } from "./instant.js";
import {
  badAnswer,
  type JsonObject,
  readBase64,
  readDecimal,
  readHexBytes,
  readList,
  readNumber,
  readObject,
  readText,
} from "./readJson.js";

export const maxProducers = 1_000;
/** Blocks are numbered in 32 bits on the Substrate side. */
export const maxHeight = 0xffff_ffff;

export interface BlockId {
  /** 32 bytes; empty only for what stands before the first block. */
  readonly hash: Uint8Array;
  readonly partsTotal: number;
  readonly partsHash: Uint8Array;
}

export interface CometHeader {
  readonly version: { readonly block: bigint; readonly app: bigint };
  readonly chainId: string;
  readonly height: number;
  readonly time: Instant;
  readonly lastBlockId: BlockId;
  readonly lastCommitHash: Uint8Array;
  readonly dataHash: Uint8Array;
  readonly producersHash: Uint8Array;
  readonly nextProducersHash: Uint8Array;
  readonly consensusHash: Uint8Array;
  /** The Substrate block hash of the height before. */
  readonly appHash: Uint8Array;
  readonly lastResultsHash: Uint8Array;
  readonly evidenceHash: Uint8Array;
  readonly proposerAddress: Uint8Array;
}

/** One producer's part of a commit; only votes for the block carry a time and a signature here. */
export interface CommitVote {
  readonly kind: "absent" | "block" | "nil";
  readonly address: Uint8Array;
  readonly time: Instant | undefined;
  readonly signature: Uint8Array;
}

export interface Commit {
  readonly height: number;
  readonly round: number;
  readonly blockId: BlockId;
  readonly votes: readonly CommitVote[];
}

export interface SignedHeader {
  readonly header: CometHeader;
  readonly commit: Commit;
}

export function readHeight(value: unknown, what = "height"): number {
  return Number(readDecimal(value, what, BigInt(maxHeight)));
}

function readBlockId(value: unknown, lengths: readonly number[]): BlockId {
  const { hash, parts } = readObject(value, "block_id");
  const { total, hash: partsHash } = readObject(parts, "block_id.parts");
  return {
    hash: readHexBytes(hash, "block_id.hash", lengths),
    partsTotal: readNumber(total, "block_id.parts.total", 0xffff_ffff),
    partsHash: readHexBytes(partsHash, "block_id.parts.hash", lengths),
  };
}

/** Throws SdkError `BadAnswer`. */
export function readCometHeader(value: unknown): CometHeader {
  const json = readObject(value, "header");
  const { block, app } = readObject(json.version, "version");
  const hash = (name: string) => readHexBytes(json[name], name, [0, 32]);
  const u64 = (number: unknown, name: string) => readDecimal(number ?? "0", name, 2n ** 64n - 1n);
  return {
    version: { block: u64(block, "version.block"), app: u64(app, "version.app") },
    chainId: readText(json.chain_id, "chain_id", 50),
    height: readHeight(json.height),
    time: readInstant(json.time),
    lastBlockId: readBlockId(json.last_block_id, [0, 32]),
    lastCommitHash: hash("last_commit_hash"),
    dataHash: hash("data_hash"),
    producersHash: hash("validators_hash"),
    nextProducersHash: hash("next_validators_hash"),
    consensusHash: hash("consensus_hash"),
    appHash: readHexBytes(json.app_hash, "app_hash", [0, 8, 32]),
    lastResultsHash: hash("last_results_hash"),
    evidenceHash: hash("evidence_hash"),
    proposerAddress: readHexBytes(json.proposer_address, "proposer_address", [20]),
  };
}

function readVote(value: unknown): CommitVote {
  const json: JsonObject = readObject(value, "signature of a commit");
  const flag = readNumber(json.block_id_flag, "block_id_flag", 3);
  const none = new Uint8Array();
  if (flag === 1) return { kind: "absent", address: none, time: undefined, signature: none };
  const address = readHexBytes(json.validator_address, "validator_address", [20]);
  if (flag === 3) return { kind: "nil", address, time: undefined, signature: none };
  if (flag !== 2) throw badAnswer("a vote of no known kind");
  const signature = readBase64(json.signature, "signature", 64);
  return { kind: "block", address, time: readInstant(json.timestamp), signature };
}

/** The answer to `commit`. Throws SdkError `BadAnswer`. */
export function readSignedHeader(answer: unknown): SignedHeader {
  const { header, commit } = readObject(readObject(answer, "answer").signed_header, "signed_header");
  const json = readObject(commit, "commit");
  return {
    header: readCometHeader(header),
    commit: {
      height: readHeight(json.height, "height of the commit"),
      round: readNumber(json.round, "round", 0x7fff_ffff),
      blockId: readBlockId(json.block_id, [32]),
      votes: readList(json.signatures, "signatures", maxProducers).map(readVote),
    },
  };
}
