// CometBFT's key files, in its own format (measured on v0.40.0): the consensus key that signs blocks and the node key that
// names the node to its peers. Both are ed25519; an address is the first 20 bytes of sha256(public key).

import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { writePrivateFile } from "./privateFile.js";

const PUBLIC_KEY = "tendermint/PubKeyEd25519";
const PRIVATE_KEY = "tendermint/PrivKeyEd25519";
/** DER of a PKCS #8 ed25519 key up to its 32 bytes. */
const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");

export interface CometKey {
  readonly publicKey: Uint8Array;
  readonly address: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
  /** sha256 over a text and the secret: bound to the key, of no use for finding it. */
  derive(purpose: string, ...parts: readonly Uint8Array[]): Uint8Array;
}

export class BadKeyFile extends Error {
  override name = "BadKeyFile";
}

export function addressOf(publicKey: Uint8Array): Uint8Array {
  return new Uint8Array(createHash("sha256").update(publicKey).digest().subarray(0, 20));
}

/** Throws BadKeyFile, which never tells what the file holds. */
export function readKeyFile(path: string): CometKey {
  let secret: Buffer;
  try {
    const { priv_key: key } = JSON.parse(readFileSync(path, "utf8")) as {
      priv_key?: { type?: string; value?: string };
    };
    secret = Buffer.from(key?.type === PRIVATE_KEY ? (key.value ?? "") : "", "base64");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new BadKeyFile(`the key file ${path} cannot be read${code ? ` (${code})` : ": it is not JSON"}`);
  }
  if (secret.length !== 64) throw new BadKeyFile(`the key file ${path} does not hold an ed25519 key of CometBFT`);
  return keyOf(secret.subarray(0, 32));
}

/** Makes a key and writes it for the owner alone. */
export function createConsensusKey(path: string): void {
  const { seed, publicKey } = generate();
  writePrivateFile(path, {
    address: Buffer.from(addressOf(publicKey)).toString("hex").toUpperCase(),
    pub_key: { type: PUBLIC_KEY, value: Buffer.from(publicKey).toString("base64") },
    priv_key: { type: PRIVATE_KEY, value: Buffer.concat([seed, publicKey]).toString("base64") },
  });
}

export function createNodeKey(path: string): void {
  const { seed, publicKey } = generate();
  writePrivateFile(path, {
    priv_key: { type: PRIVATE_KEY, value: Buffer.concat([seed, publicKey]).toString("base64") },
  });
}

function generate(): { seed: Buffer; publicKey: Uint8Array } {
  const { privateKey } = generateKeyPairSync("ed25519");
  const seed = privateKey.export({ format: "der", type: "pkcs8" }).subarray(-32);
  return { seed, publicKey: publicBytes(privateKey) };
}

function keyOf(seed: Uint8Array): CometKey {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: "der", type: "pkcs8" });
  const publicKey = publicBytes(key);
  return {
    publicKey,
    address: addressOf(publicKey),
    sign: (message) => new Uint8Array(sign(null, message, key)),
    derive(purpose, ...parts) {
      const hash = createHash("sha256").update(purpose).update("\0").update(seed);
      for (const part of parts) hash.update(part);
      return new Uint8Array(hash.digest());
    },
  };
}

function publicBytes(privateKey: KeyObject): Uint8Array {
  return new Uint8Array(createPublicKey(privateKey).export({ format: "der", type: "spki" }).subarray(-32));
}
