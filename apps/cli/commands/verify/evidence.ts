// The chain of evidence, from the value to what was trusted before.
import type { Attestation } from "@plexus/client/light";
import type { ChainHeader } from "@plexus/client/sdk";
import { type Hex, toHex } from "@plexus/core/scale";
import type { CommandOutput } from "../../command.js";
import type { ReadableKey } from "./readableKey.js";
import { shareOf } from "./shareOf.js";

export interface Evidence {
  readonly asked: string;
  readonly readable: ReadableKey;
  readonly key: Uint8Array;
  readonly value: Uint8Array | undefined;
  readonly siblings: number;
  readonly header: ChainHeader;
  /** Undefined on a solo chain. */
  readonly attestation?: Attestation;
  readonly trust?: {
    readonly told: string;
    readonly next: { readonly height: number; readonly hash: Hex } | undefined;
  };
}

function ageOf(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return seconds < 120
    ? `${seconds} s old`
    : seconds < 7_200
      ? `${Math.round(seconds / 60)} min old`
      : `${Math.round(seconds / 3_600)} h old`;
}

function witnessLine({ witnesses: { confirmed, asked } }: Attestation): string {
  return `witnesses  ${confirmed} of ${asked} other nodes have the same header${confirmed < asked ? "; the rest could not say" : ""}`;
}

function signedLines({ attestation, trust }: Evidence): string[] {
  if (attestation === undefined || trust === undefined)
    return [
      "signed     by nobody: this is a solo chain, where one node makes all blocks and there are no signatures to check.",
      "           The proof shows that the value is in that block; that the block is the chain's is the node's word.",
    ];
  const { height, hash, signed, of, signedPower, totalPower, ageMs } = attestation;
  const { next } = trust;
  return [
    `signed     header ${height} (${hash}) holds that block's hash: ${signed} of ${of} producers with ${shareOf(signedPower, totalPower)} of votes signed it; ${ageOf(ageMs)}`,
    ...(attestation.witnesses.asked === 0 ? [] : [witnessLine(attestation)]),
    `trust      from ${trust.told}`,
    ...(next === undefined ? [] : [`           to go on from here elsewhere: --trust ${next.height}:${next.hash}`]),
  ];
}

export function evidenceOutput(evidence: Evidence): CommandOutput {
  const { asked, readable, key, value, siblings, header, attestation, trust } = evidence;
  const size = value === undefined ? "nothing is stored there" : `${value.length} bytes`;
  const lines = [
    `${asked}: ${readable.show(value)}`,
    "",
    `key        ${toHex(key)}  (${readable.what}, ${size})`,
    `proof      ${siblings} hashes lead from ${value === undefined ? "its absence" : "the value"} to the state root ${header.stateRoot}`,
    `block      ${header.number} has that root, and the hash ${header.hash}`,
    ...signedLines(evidence),
  ];
  const signed =
    attestation === undefined
      ? null
      : { ...attestation, signedPower: `${attestation.signedPower}`, totalPower: `${attestation.totalPower}` };
  const json = {
    ok: true,
    asked,
    entry: readable.what,
    key: toHex(key),
    value: readable.plain(value),
    stored: value === undefined ? null : toHex(value),
    proofHashes: siblings,
    block: { number: header.number, hash: header.hash, stateRoot: header.stateRoot },
    signed,
    trust: trust === undefined ? null : { from: trust.told, next: trust.next ?? null },
  };
  return { json, text: lines.join("\n") };
}
