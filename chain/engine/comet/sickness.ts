// Faults on purpose, for tests of the other producers (issue 4, "Done when" 1 and 3). Only a test build has them: the
// program refuses the flag without PLEXUS_TEST_BUILD=1.

import type { AbciHandlers } from "./abci/handlers.js";
import { millisecondsOf } from "./blockFacts.js";
import { ResponseProcessProposal_ProposalStatus as Vote } from "./proto/abci.js";

export const SICKNESSES = [
  "tampered-extrinsic",
  "wrong-time",
  "too-large",
  "divergent-root",
  "hang",
  "wrong-clock",
  "double-sign",
] as const;
export type SicknessKind = (typeof SICKNESSES)[number];

export interface Sickness {
  readonly kind: SicknessKind;
  /** Breaks out at this height. */
  readonly fromHeight: number;
}

const FIRST_HEIGHT = 5;
const SIGNED_V4 = 0x84;
/** More than a block of the law holds, less than a block of CometBFT. */
const TOO_MUCH_BYTES = 11 * 1024 * 1024;
/** How wrong a wrong clock is, ms. */
export const CLOCK_ERROR_MS = 3_600_000;

/** "kind" or "kind@height". Throws RangeError. */
export function parseSickness(text: string): Sickness {
  const [word, height = String(FIRST_HEIGHT)] = text.split("@");
  const kind = SICKNESSES.find((each) => each === word);
  if (!kind || !/^\d{1,9}$/.test(height))
    throw new RangeError(`a sickness is one of ${SICKNESSES.join(", ")}, with @height`);
  return { kind, fromHeight: Number(height) };
}

/** `timeInherent`: the extrinsic that sets a time. */
export function withSickness(
  handlers: AbciHandlers,
  { kind, fromHeight }: Sickness,
  timeInherent: (timestampMs: bigint) => Uint8Array,
): AbciHandlers {
  const isOut = (height: bigint) => Number(height) >= fromHeight;
  return {
    ...handlers,
    async prepareProposal(request) {
      const { txs } = await handlers.prepareProposal(request);
      if (!isOut(request.height)) return { txs };
      if (kind === "tampered-extrinsic") return { txs: tampered(txs) };
      if (kind === "wrong-time")
        return { txs: [timeInherent(millisecondsOf(request.time) + 60_000n), ...txs.slice(1)] };
      if (kind === "too-large") return { txs: [...txs, bareExtrinsic(TOO_MUCH_BYTES)] };
      return { txs };
    },
    // A second node with the same key, that never agrees: its prevotes contradict those of the first.
    processProposal: (request) =>
      kind === "double-sign" && isOut(request.height) ? { status: Vote.REJECT } : handlers.processProposal(request),
    async finalizeBlock(request) {
      if (kind === "hang" && isOut(request.height)) return new Promise<never>(() => {});
      const response = await handlers.finalizeBlock(request);
      if (kind !== "divergent-root" || !isOut(request.height)) return response;
      const appHash = new Uint8Array(response.appHash);
      appHash[0] = (appHash[0] ?? 0) ^ 0xff;
      return { ...response, appHash };
    },
  };
}

/** The last signed one with one bit of its signature turned; where none is signed, the last inherent said twice. */
function tampered(txs: readonly Uint8Array[]): Uint8Array[] {
  const at = txs.findLastIndex((tx) => signatureOffset(tx) !== undefined);
  const tx = txs[at];
  if (!tx) return [...txs, txs.at(-1) as Uint8Array];
  const changed = new Uint8Array(tx);
  const offset = signatureOffset(tx) as number;
  changed[offset] = (changed[offset] as number) ^ 1;
  return txs.map((each, index) => (index === at ? changed : each));
}

/** Where the signature's bytes begin: after compact length, version, address (1 + 32) and the kind of signature. */
function signatureOffset(tx: Uint8Array): number | undefined {
  const lengthBytes = [1, 2, 4, 5][(tx[0] ?? 0) & 3] as number;
  return tx[lengthBytes] === SIGNED_V4 ? lengthBytes + 1 + 33 + 1 + 8 : undefined;
}

/** A bare call of so many bytes that no pallet knows. */
function bareExtrinsic(bytes: number): Uint8Array {
  const tx = new Uint8Array(bytes);
  new DataView(tx.buffer).setUint32(0, ((bytes - 4) << 2) | 2, true);
  tx[4] = 0x04;
  return tx;
}
