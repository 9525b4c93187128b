// Who signed an extrinsic, read from its bytes without decoding the call (substrate-wire.md §5, extrinsic v4). Only for
// limits and for finding what to check again; the runtime alone decides what is valid.

import { compactLength, type Hex, Reader, toHex } from "@plexus/core/scale";

const SIGNED_V4 = 0x84;
const ADDRESS_ID = 0;

/** The signer's public key, or undefined for a bare, foreign or malformed extrinsic. */
export function senderOf(extrinsic: Uint8Array): Hex | undefined {
  try {
    const input = new Reader(extrinsic);
    if (compactLength.decode(input) !== input.remaining) return undefined;
    if (input.u8() !== SIGNED_V4 || input.u8() !== ADDRESS_ID) return undefined;
    return toHex(input.raw(32));
  } catch {
    return undefined;
  }
}
