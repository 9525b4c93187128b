// What stands behind a block: CometBFT's next header holds its hash and is signed; the header with that hash holds the
// state root (architecture §3.5).
import type { CryptoProvider } from "@plexus/core/crypto";
import { type Hex, toHex } from "@plexus/core/scale";
import { type ChainHeader, readHeader } from "../chain/header.js";
import { SdkError } from "../sdkError.js";
import type { LightRequestOptions, LightRpc } from "./lightRpc.js";
import { type LightBlock, type Tally, tallyOf } from "./verify/lightBlock.js";
import { instantMs } from "./wire/instant.js";

export interface Attestation extends Tally {
  readonly chainId: string;
  /** Of the CometBFT header: one more than the block's number. */
  readonly height: number;
  /** CometBFT's hash, which later runs may trust. */
  readonly hash: Hex;
  readonly timeMs: number;
  /** How old it was when it was verified. */
  readonly ageMs: number;
  /** Witnesses that have the same header; of all that were asked. */
  readonly witnesses: { readonly confirmed: number; readonly asked: number };
}

export interface VerifiedHeader {
  readonly header: ChainHeader;
  readonly attestation: Attestation;
}

export function attestationOf(block: LightBlock, nowMs: number, witnesses: Attestation["witnesses"]): Attestation {
  const timeMs = instantMs(block.header.time);
  return {
    ...tallyOf(block),
    chainId: block.header.chainId,
    height: block.height,
    hash: toHex(block.hash),
    timeMs,
    ageMs: Math.max(0, nowMs - timeMs),
    witnesses,
  };
}

/** The Substrate header that a verified CometBFT header attests. Throws SdkError `BadHeader`, `BadAnswer`. */
export async function attestedHeader(
  rpc: LightRpc,
  crypto: CryptoProvider,
  block: LightBlock,
  options?: LightRequestOptions,
): Promise<ChainHeader> {
  const hash = toHex(block.header.appHash);
  const json = await rpc.request("chain_getHeader", [hash], options);
  if (json === null || json === undefined)
    throw new SdkError("BadAnswer", `the node does not have the block ${hash} that the producers signed`);
  const header = readHeader(crypto, json);
  if (header.hash !== hash || header.number !== block.height - 1)
    throw new SdkError(
      "BadHeader",
      `the node's block ${header.number} is not the block ${block.height - 1} that the producers signed`,
    );
  return header;
}
