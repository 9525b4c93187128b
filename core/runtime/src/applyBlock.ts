// The story of a block: (state, block) → (changes, outcomes). Initialise hooks, each extrinsic, finalise hooks, events.

import { Execution, type StateReader } from "@plexus/core/frame";
import { compactLength, decode, encode, type Hex, toHex, Writer } from "@plexus/core/scale";
import { applyExtrinsic } from "./applyExtrinsic.js";
import type { DispatchInfo } from "./dispatchInfo.js";
import {
  type BlockBuilder,
  type BlockInput,
  type BlockResult,
  type BlockStart,
  type ExtrinsicOutcome,
  InvalidBlock,
} from "./interface.js";
import type { Law } from "./law.js";
import { producerUpdates as updatesOf } from "./pallets/producers/index.js";
import { BLOCK_HASH_COUNT } from "./pallets/system/index.js";
import {
  BlockHash,
  Digest,
  DigestStorage,
  EventCount,
  eventsKey,
  NumberItem,
  ParentHash,
  Phase,
} from "./pallets/system/storage.js";
import { HOOK_ORDER } from "./pallets.js";
import { migrate } from "./rules.js";
import { FIRST_SPEC_VERSION } from "./version.js";

/** A block's share for extrinsics: 10 MiB and 4 s of ref-time, of which normal ones get 75 % (chain.md §1.1). */
const BLOCK_BYTES = 10 * 1024 * 1024;
const NORMAL_BYTES = (BLOCK_BYTES / 4) * 3;
const NORMAL_WEIGHT_PS = 3_000_000_000_000n;

type PhaseName = "Initialization" | "Finalization" | number;

/** Events gathered with the phase in which they fell. */
class EventLog {
  readonly #out = new Writer();
  count = 0;

  add(phase: PhaseName, events: readonly Uint8Array[]): void {
    const value =
      typeof phase === "number" ? ({ type: "ApplyExtrinsic", value: phase } as const) : ({ type: phase } as const);
    const prefix = encode(Phase, value);
    for (const event of events) {
      this.#out.raw(prefix);
      this.#out.raw(event);
      this.#out.u8(0); // no topics
    }
    this.count += events.length;
  }

  /** Vec<EventRecord>. */
  bytes(): Uint8Array {
    const out = new Writer();
    compactLength.encode(this.count, out);
    out.raw(this.#out.bytes());
    return out.bytes();
  }
}

function begin(execution: Execution, { number, parentHash, digest }: BlockStart): void {
  NumberItem.set(execution, number);
  ParentHash.set(execution, parentHash);
  BlockHash.set(execution, number - 1, parentHash);
  const expired = number - 1 - BLOCK_HASH_COUNT;
  if (expired > 0) BlockHash.remove(execution, expired);
  DigestStorage.set(execution, { logs: decode(Digest, concatDigest(digest)).logs });
}

function concatDigest(items: readonly Uint8Array[]): Uint8Array {
  const out = new Writer();
  compactLength.encode(items.length, out);
  for (const item of items) out.raw(item);
  return out.bytes();
}

export function startBlock(law: Law, parent: StateReader, start: BlockStart): BlockBuilder {
  const execution = new Execution(law.assembly, law.crypto, law.chain, parent, {
    number: start.number,
    parentHash: start.parentHash,
  });
  const log = new EventLog();
  const outcomes: ExtrinsicOutcome[] = [];
  let [bytes, weightPs] = [0, 0n];
  const flush = (phase: PhaseName) => log.add(phase, execution.events.splice(0));
  const hooks = HOOK_ORDER.flatMap((name) =>
    law.assembly.pallets.filter((pallet) => pallet.name === name).map((pallet) => pallet.hooks),
  );

  begin(execution, start);
  migrate(law, execution);
  for (const hook of hooks) hook.initialise?.(execution);
  flush("Initialization");

  const builder: BlockBuilder = {
    get remainingBytes() {
      return NORMAL_BYTES - bytes;
    },
    apply(raw) {
      const hasRoom = (info: DispatchInfo) =>
        info.class === "Mandatory" ||
        (bytes + raw.length <= NORMAL_BYTES && weightPs + info.weight <= NORMAL_WEIGHT_PS);
      let accepted: DispatchInfo | undefined;
      const mark = execution.state.mark();
      const applied = applyExtrinsic(law, execution, raw, (info) => {
        if (hasRoom(info)) accepted = info;
        return accepted !== undefined;
      });
      if (!applied.applicable) {
        execution.state.rollback(mark);
        execution.events.length = 0;
        return applied;
      }
      bytes += raw.length;
      weightPs += accepted?.weight ?? 0n;
      flush(outcomes.length);
      outcomes.push(applied.outcome);
      return applied;
    },
    finish() {
      for (const hook of hooks) hook.finalise?.(execution);
      flush("Finalization");
      execution.state.set(eventsKey(execution.crypto), log.bytes());
      EventCount.set(execution, log.count);
      const producerUpdates = law.version.specVersion > FIRST_SPEC_VERSION ? updatesOf(execution) : [];
      return { changes: execution.state.changes(), outcomes, producerUpdates };
    },
  };
  return builder;
}

/** Executes a block made elsewhere. Throws InvalidBlock where an extrinsic does not belong into it. */
export function applyBlock(law: Law, parent: StateReader, input: BlockInput): BlockResult {
  const builder = startBlock(law, parent, input);
  input.extrinsics.forEach((raw, index) => {
    const applied = builder.apply(raw);
    if (!applied.applicable) {
      const hash: Hex = toHex(law.crypto.blake2b256(raw));
      throw new InvalidBlock(
        `extrinsic ${index} (${hash}) of block ${input.number}: ${applied.validity.name}, ${applied.validity.message}`,
      );
    }
  });
  return builder.finish();
}
