// The bare extrinsics with which a block begins: its time, what consensus knows of it, its author's share in the beacon.
// Made by the proposer, read back by everybody who votes; one form only (architecture §3.5).

import type { RuntimeCallValue } from "@plexus/core/frame";
import { compareBytes } from "@plexus/core/scale";
import { encodeExtrinsic } from "./extrinsic.js";
import type { BlockFacts, ConsensusFacts, Misbehaviour } from "./interface.js";
import type { Law } from "./law.js";

function calls({ timestampMs, consensus }: BlockFacts): RuntimeCallValue[] {
  const made: RuntimeCallValue[] = [{ pallet: "Timestamp", call: "set", args: { now: timestampMs } }];
  if (!consensus) return made;
  const { author, absent, beacon } = consensus;
  const evidence = consensus.evidence.map(({ address, height, kind }) => ({ address, height, kind: { type: kind } }));
  made.push({ pallet: "Producers", call: "note", args: { author, absent: [...absent], evidence } });
  if (beacon?.kind === "commit") made.push({ pallet: "Randomness", call: "commit", args: { hash: beacon.value } });
  if (beacon?.kind === "reveal") made.push({ pallet: "Randomness", call: "reveal", args: { secret: beacon.value } });
  return made;
}

/** In the order in which they stand in the block. */
export function inherents(law: Law, facts: BlockFacts): Uint8Array[] {
  return calls(facts).map((call) => encodeExtrinsic(law.assembly.call, { signed: undefined, call }));
}

function bareCall(law: Law, raw: Uint8Array | undefined): RuntimeCallValue | undefined {
  const extrinsic = raw && law.decodeExtrinsic(raw);
  return extrinsic && !extrinsic.signed ? extrinsic.call : undefined;
}

interface NoteArgs {
  readonly author: Uint8Array | undefined;
  readonly absent: readonly Uint8Array[];
  readonly evidence: readonly { address: Uint8Array; height: number; kind: { type: Misbehaviour["kind"] } }[];
}

function consensusOf(law: Law, extrinsics: readonly Uint8Array[]): ConsensusFacts | undefined {
  const note = bareCall(law, extrinsics[1]);
  if (note?.pallet !== "Producers" || note.call !== "note") return undefined;
  const { author, absent, evidence } = note.args as unknown as NoteArgs;
  const share = bareCall(law, extrinsics[2]);
  const beacon =
    share?.pallet !== "Randomness"
      ? undefined
      : share.call === "commit"
        ? ({ kind: "commit", value: (share.args as { hash: Uint8Array }).hash } as const)
        : ({ kind: "reveal", value: (share.args as { secret: Uint8Array }).secret } as const);
  return {
    ...(author && { author }),
    absent,
    evidence: evidence.map(({ address, height, kind }) => ({ address, height, kind: kind.type })),
    ...(beacon && { beacon }),
  };
}

/** Undefined where the block does not begin with the inherents that the chain asks for, byte for byte. */
export function readInherents(law: Law, extrinsics: readonly Uint8Array[]): BlockFacts | undefined {
  const time = bareCall(law, extrinsics[0]);
  if (time?.pallet !== "Timestamp") return undefined;
  const consensus = law.chain.engine === "comet" ? consensusOf(law, extrinsics) : undefined;
  if (law.chain.engine === "comet" && !consensus) return undefined;
  const facts = { timestampMs: (time.args as { now: bigint }).now, ...(consensus && { consensus }) };
  const expected = inherents(law, facts);
  const isSame = expected.every((bytes, index) => compareBytes(bytes, extrinsics[index] as Uint8Array) === 0);
  return isSame ? facts : undefined;
}
