// A signed extrinsic of version 4 with the thirteen signed extensions (spec: target.md §3.2, substrate-wire.md §5).
import type { CryptoProvider, KeyPair } from "@plexus/core/crypto";
import type { Assembly, RuntimeCallValue } from "@plexus/core/frame";
import { type Extra, encodeExtrinsic, extrinsicHash, type Implicit, signingPayload } from "@plexus/core/runtime";
import { encode, type Hex, toHex } from "@plexus/core/scale";
import { SdkError } from "../sdkError.js";

export interface SignedExtrinsic {
  readonly raw: Uint8Array;
  readonly hash: Hex;
}

const schemes = { ed25519: "Ed25519", sr25519: "Sr25519", ecdsa: "Ecdsa" } as const;

/** Throws SdkError `BadInput` for arguments that the call's declaration does not take. */
export function signExtrinsic(
  crypto: CryptoProvider,
  assembly: Assembly,
  call: RuntimeCallValue,
  key: KeyPair,
  extra: Extra,
  implicit: Implicit,
): SignedExtrinsic {
  let encodedCall: Uint8Array;
  try {
    encodedCall = encode(assembly.call, call);
  } catch (cause) {
    throw new SdkError("BadInput", `${call.pallet}.${call.call}: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    });
  }
  const signature = key.sign(signingPayload(crypto, encodedCall, extra, implicit));
  const raw = encodeExtrinsic(assembly.call, {
    signed: {
      address: { type: "Id", value: key.accountId },
      signature: { type: schemes[key.scheme], value: signature },
      extra,
    },
    call,
  });
  return { raw, hash: toHex(extrinsicHash(crypto, raw)) };
}
