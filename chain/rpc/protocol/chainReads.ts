// How methods find a block and its state from the optional hash that most of them take, with the words that clients look
// for when it is not there (substrate-wire.md §1.1).

import type { Block } from "@plexus/chain/engine";
import { decodeHeader, type Header } from "@plexus/chain/engine";
import { type BlockRecord, StateUnavailable } from "@plexus/chain/store";
import type { Head, StateReader } from "@plexus/core/runtime";
import { type Hex, toHex } from "@plexus/core/scale";
import type { RpcContext } from "./method.js";
import { RpcError, STATE_ERROR } from "./rpcError.js";

/** Fast hex of large answers. */
export function hex(bytes: Uint8Array): Hex {
  return `0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex")}`;
}

export const hexOrNull = (bytes: Uint8Array | undefined): Hex | null => (bytes === undefined ? null : hex(bytes));

/** The block of `hash`, without one the best. Throws RpcError for an unknown one. */
export function headOf(context: RpcContext, hash: Uint8Array | undefined): Head {
  if (!hash) return context.application.best;
  const number = context.store.numberOf(hash);
  if (number === undefined) {
    throw new RpcError(
      STATE_ERROR,
      `Client error: Api called for an unknown Block: Header was not found in the database: ${toHex(hash)}`,
    );
  }
  return { number, hash: toHex(hash) };
}

/** The state of a block for a call that ends before the next block is made. */
export function stateOf(context: RpcContext, hash: Uint8Array | undefined): { head: Head; state: StateReader } {
  const head = headOf(context, hash);
  const isBest = head.number === context.application.best.number;
  return { head, state: readState(context, head, isBest ? undefined : head.number) };
}

/** The state of a block that is read in parts: it stays that block's while others are added. */
export function lastingStateOf(context: RpcContext, hash: Uint8Array): StateReader {
  const head = headOf(context, hash);
  return readState(context, head, head.number);
}

function readState(context: RpcContext, head: Head, height: number | undefined): StateReader {
  try {
    return context.application.query(height);
  } catch (error) {
    if (!(error instanceof StateUnavailable)) throw error;
    throw new RpcError(
      STATE_ERROR,
      `Client error: Api called for an unknown Block: State already discarded for ${head.hash}`,
    );
  }
}

export function recordOf(context: RpcContext, hash: Uint8Array | undefined): BlockRecord | undefined {
  const number = hash ? context.store.numberOf(hash) : context.application.best.number;
  return number === undefined ? undefined : context.store.block(number);
}

export interface HeaderJson {
  parentHash: Hex;
  /** Hex text, as Substrate has it. */
  number: string;
  stateRoot: Hex;
  extrinsicsRoot: Hex;
  digest: { logs: Hex[] };
}

export function headerJson(header: Header): HeaderJson {
  return {
    parentHash: header.parentHash,
    number: `0x${header.number.toString(16)}`,
    stateRoot: header.stateRoot,
    extrinsicsRoot: header.extrinsicsRoot,
    digest: { logs: header.digest.map(toHex) },
  };
}

export const recordHeaderJson = (record: BlockRecord): HeaderJson => headerJson(decodeHeader(record.header));
export const blockHeaderJson = (block: Block): HeaderJson => headerJson(block.header);
