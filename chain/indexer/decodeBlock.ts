// A block as people read it: its calls, events and outcomes decoded by the runtime's own declarations.

import { type Block, blockTimeOf, decodeHeader } from "@plexus/chain/engine";
import type { BlockRecord } from "@plexus/chain/store";
import type { CryptoProvider } from "@plexus/core/crypto";
import type { DecodedEvent } from "@plexus/core/frame";
import { type AssembledRuntime, eventRecord, type StateReader } from "@plexus/core/runtime";
import { concatBytes, decode, type Hex, toHex, utf8, vec } from "@plexus/core/scale";
import { addressOf, readable } from "./readable.js";

export interface IndexedExtrinsic {
  hash: Hex;
  pallet: string;
  call: string;
  args: unknown;
  /** SS58. */
  signer: string | undefined;
  nonce: number | undefined;
  tipRao: bigint | undefined;
  feeRao: bigint | undefined;
  success: boolean;
  error: string | undefined;
}

export interface IndexedEvent {
  /** Position of the extrinsic in which it fell; undefined for the hooks of the block. */
  extrinsic: number | undefined;
  pallet: string;
  name: string;
  value: unknown;
}

export interface IndexedBlock {
  number: number;
  hash: Hex;
  parentHash: Hex;
  stateRoot: Hex;
  timestampMs: number;
  extrinsics: IndexedExtrinsic[];
  events: IndexedEvent[];
  /** The same as the chain has them: SCALE of Vec<EventRecord>. */
  eventBytes: Uint8Array;
}

/** What is known of a block before it is decoded. */
export type BlockSource = Pick<Block, "number" | "hash" | "header" | "extrinsics" | "extrinsicHashes" | "timestampMs">;

/** A block that was committed in an earlier life of the node. */
export function sourceOf(runtime: AssembledRuntime, record: BlockRecord): BlockSource {
  const { number, hash, extrinsics } = record;
  const { blake2b256 } = runtime.law.crypto;
  return {
    number,
    hash,
    header: decodeHeader(record.header),
    extrinsics,
    extrinsicHashes: extrinsics.map((bytes) => toHex(blake2b256(bytes))),
    timestampMs: blockTimeOf(runtime, extrinsics[0]) ?? 0n,
  };
}

/** `state`: as the block left it, where its events are. */
export function decodeBlock(runtime: AssembledRuntime, source: BlockSource, state: StateReader): IndexedBlock {
  const { number, hash, header, extrinsics, extrinsicHashes, timestampMs } = source;
  const eventBytes = state.get(eventsKey(runtime.law.crypto)) ?? NO_EVENTS;
  const events = decodeEvents(runtime, eventBytes);
  const byExtrinsic = new Map<number | undefined, IndexedEvent[]>();
  for (const event of events) {
    const group = byExtrinsic.get(event.extrinsic);
    if (group) group.push(event);
    else byExtrinsic.set(event.extrinsic, [event]);
  }
  return {
    number,
    hash,
    parentHash: header.parentHash,
    stateRoot: header.stateRoot,
    timestampMs: Number(timestampMs),
    extrinsics: extrinsics.map((bytes, position) => ({
      hash: extrinsicHashes[position] as Hex,
      ...decodeExtrinsic(runtime, bytes, byExtrinsic.get(position) ?? []),
    })),
    events,
    eventBytes,
  };
}

const NO_EVENTS = Uint8Array.of(0);

/** `bytes`: SCALE of Vec<EventRecord>, by the rules that made them. */
export function decodeEvents(runtime: AssembledRuntime, bytes: Uint8Array): IndexedEvent[] {
  return decode(vec(eventRecord(runtime.law.assembly.event)), bytes).map(({ phase, event }) => {
    const { pallet, name, value } = event as DecodedEvent;
    const extrinsic = phase.type === "ApplyExtrinsic" ? (phase.value as number) : undefined;
    return { extrinsic, pallet, name, value };
  });
}

const eventsKey = (crypto: CryptoProvider): Uint8Array =>
  concatBytes(crypto.twox128(utf8.encode("System")), crypto.twox128(utf8.encode("Events")));

function decodeExtrinsic(
  runtime: AssembledRuntime,
  bytes: Uint8Array,
  events: IndexedEvent[],
): Omit<IndexedExtrinsic, "hash"> {
  const decoded = runtime.law.decodeExtrinsic(bytes);
  const failed = events.find(({ pallet, name }) => pallet === "System" && name === "ExtrinsicFailed");
  const paid = events.find(({ pallet, name }) => pallet === "TransactionPayment" && name === "TransactionFeePaid");
  const address = decoded?.signed?.address;
  return {
    pallet: decoded?.call.pallet ?? "?",
    call: decoded?.call.call ?? "?",
    args: readable(decoded?.call.args ?? {}),
    signer: address?.type === "Id" ? addressOf(address.value as Hex) : undefined,
    nonce: decoded?.signed?.extra.nonce,
    tipRao: decoded?.signed?.extra.tip,
    feeRao: (paid?.value as { actual_fee?: bigint } | undefined)?.actual_fee,
    success: failed === undefined,
    error: failed && errorName(runtime, failed.value),
  };
}

/** "Balances.InsufficientBalance", or a general error's name. */
function errorName(runtime: AssembledRuntime, value: unknown): string {
  const { dispatch_error } = value as {
    dispatch_error: Parameters<AssembledRuntime["law"]["assembly"]["describe"]>[0];
  };
  const { pallet, name } = runtime.law.assembly.describe(dispatch_error);
  return pallet === undefined ? name : `${pallet}.${name}`;
}
