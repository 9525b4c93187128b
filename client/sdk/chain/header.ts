// Headers as the node tells them in JSON, hashed here: the hash that a client goes by is one that it computed itself
// (spec: substrate-wire.md §5).
import type { Hashing } from "@plexus/core/crypto";
import { DigestItem, type Header, hashHeader } from "@plexus/core/runtime";
import { decode, fromHex, type Hex } from "@plexus/core/scale";
import { SdkError } from "../sdkError.js";

export interface ChainHeader {
  readonly number: number;
  readonly hash: Hex;
  readonly parentHash: Hex;
  readonly stateRoot: Hex;
  readonly extrinsicsRoot: Hex;
  readonly digest: Header["digest"];
}

interface HeaderJson {
  readonly parentHash: Hex;
  readonly number: string;
  readonly stateRoot: Hex;
  readonly extrinsicsRoot: Hex;
  readonly digest: { readonly logs: readonly string[] };
}

/** Throws SdkError `BadAnswer`. */
export function readHeader(crypto: Hashing, json: unknown): ChainHeader {
  try {
    const { parentHash, number, stateRoot, extrinsicsRoot, digest } = json as HeaderJson;
    const header: Header = {
      parent_hash: parentHash,
      number: Number.parseInt(number, 16),
      state_root: stateRoot,
      extrinsics_root: extrinsicsRoot,
      digest: { logs: digest.logs.map((log) => decode(DigestItem, fromHex(log))) },
    };
    const hash = hashHeader(crypto, header);
    return { number: header.number, hash, parentHash, stateRoot, extrinsicsRoot, digest: header.digest };
  } catch (cause) {
    throw new SdkError("BadAnswer", "the node sent something that is not a header", { cause });
  }
}
