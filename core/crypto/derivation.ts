// Secret URIs: "phrase//hard/soft///password". The grammar and the chain code of a junction as Substrate has them.

import { encode, str } from "../scale/index.js";
import type { Hashing } from "./provider.js";

/** The public development phrase: what "//Alice" derives from. Worth nothing, known to everybody. */
export const DEVELOPMENT_PHRASE = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";

export interface Junction {
  readonly hard: boolean;
  readonly chainCode: Uint8Array;
}

export interface SecretUri {
  readonly secret: string;
  readonly junctions: readonly Junction[];
  readonly password: string | undefined;
}

const URI = /^(?<secret>[^/]*)(?<path>(?:\/\/?[^/]+)*)(?:\/\/\/(?<password>.*))?$/;

function chainCode(name: string, hashing: Hashing): Uint8Array {
  const code = new Uint8Array(32);
  if (/^\d+$/.test(name) && BigInt(name) < 1n << 64n) {
    new DataView(code.buffer).setBigUint64(0, BigInt(name), true);
    return code;
  }
  const encoded = encode(str, name);
  code.set(encoded.length > 32 ? hashing.blake2b256(encoded) : encoded);
  return code;
}

/** Throws RangeError on a string that is no secret URI. The message never repeats the secret. */
export function parseSecretUri(uri: string, hashing: Hashing): SecretUri {
  const groups = URI.exec(uri.trim())?.groups;
  if (!groups) throw new RangeError("not a secret URI: expected phrase//hard/soft///password");
  const parts = groups.path?.match(/\/\/?[^/]+/g) ?? [];
  return {
    secret: groups.secret ? groups.secret : DEVELOPMENT_PHRASE,
    junctions: parts.map((part) => ({
      hard: part.startsWith("//"),
      chainCode: chainCode(part.replace(/^\/+/, ""), hashing),
    })),
    password: groups.password,
  };
}
