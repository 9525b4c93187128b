// SS58 addresses: base58(prefix ‖ 32 bytes ‖ first 2 bytes of blake2b-512("SS58PRE" ‖ prefix ‖ key)).
// substrate-wire §6. blake2b-512 comes from @noble/hashes here, so that an address can be read without a provider.

import { blake2b } from "@noble/hashes/blake2.js";
import { base58 } from "@scure/base";
import { compareBytes, concatBytes, fromHex, type Hex, toHex, utf8 } from "../scale/index.js";

const PREAMBLE = utf8.encode("SS58PRE");

/** The chain's address format (System.SS58Prefix). */
export const SS58_PREFIX = 42;

function checksum(payload: Uint8Array): Uint8Array {
  return blake2b(concatBytes(PREAMBLE, payload), { dkLen: 64 }).slice(0, 2);
}

/** The address of a 32-byte account id. Prefixes up to 63 (one byte) are enough for us. */
export function ss58Encode(accountId: Hex | Uint8Array, prefix: number = SS58_PREFIX): string {
  const key = typeof accountId === "string" ? fromHex(accountId) : accountId;
  if (key.length !== 32) throw new RangeError(`an account id has 32 bytes, not ${key.length}`);
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > 63) throw new RangeError(`address prefix ${prefix}`);
  const payload = concatBytes(Uint8Array.of(prefix), key);
  return base58.encode(concatBytes(payload, checksum(payload)));
}

/** The account id of an address. Throws RangeError where text, length, prefix or checksum is wrong. */
export function ss58Decode(address: string, prefix: number = SS58_PREFIX): Hex {
  if (address.length > 64) throw new RangeError("not an address: too long");
  let raw: Uint8Array;
  try {
    raw = base58.decode(address);
  } catch {
    throw new RangeError(`not an address: ${address}`);
  }
  if (raw.length !== 35) throw new RangeError(`not an address of 32 bytes: ${address}`);
  if (raw[0] !== prefix) throw new RangeError(`address has prefix ${raw[0]}, this chain uses ${prefix}`);
  const payload = raw.slice(0, 33);
  if (compareBytes(raw.slice(33), checksum(payload)) !== 0)
    throw new RangeError(`address has a wrong checksum: ${address}`);
  return toHex(payload.slice(1));
}
