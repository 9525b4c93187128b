// An id in the shape that tools expect of a node (a base58 multihash of an ed25519 key). There is no peer network under
// the solo engine, so it stands for the name alone and gives no key away.

import { createHash } from "node:crypto";

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/** Identity multihash of a protobuf of a 32-byte ed25519 key. */
const PREFIX = [0x00, 0x24, 0x08, 0x01, 0x12, 0x20];

export function peerIdOf(name: string): string {
  const bytes = Buffer.concat([Buffer.from(PREFIX), createHash("sha256").update(`plexus node ${name}`).digest()]);
  let rest = BigInt(`0x${bytes.toString("hex")}`);
  let text = "";
  for (; rest > 0n; rest /= 58n) text = (ALPHABET[Number(rest % 58n)] as string) + text;
  return `1${text}`;
}
