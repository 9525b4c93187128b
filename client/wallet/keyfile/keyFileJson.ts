// The JSON inside a key file: what we read of any btwallet version, and what we write (spec: substrate-wire.md §6).
import { type CryptoProvider, type KeyPair, ss58Decode, ss58Encode } from "@plexus/core/crypto";
import { fromHex, toHex } from "@plexus/core/scale";
import { z } from "zod";
import { WalletError } from "../walletError.js";
import { toFileSecret, toKeyringSecret } from "./schnorrkelSecret.js";

const shape = z.object({
  publicKey: z.string().optional(),
  privateKey: z.string().optional(),
  secretPhrase: z.string().optional(),
  secretSeed: z.string().optional(),
  ss58Address: z.string().optional(),
  /** 1 sr25519, 0 ed25519; some writers put it down as text. */
  cryptoType: z.union([z.number(), z.string()]).optional(),
});

type KeyFileFields = z.infer<typeof shape>;

function parse(json: string): KeyFileFields {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new WalletError("BadKeyFile", "the key file is not JSON");
  }
  const parsed = shape.safeParse(value);
  if (!parsed.success) throw new WalletError("BadKeyFile", "the key file's fields are not those of a btwallet key");
  const present = Object.entries(parsed.data).filter(([, field]) => field !== "");
  return Object.fromEntries(present) as KeyFileFields;
}

function addressOf(fields: KeyFileFields): string {
  const { ss58Address, publicKey } = fields;
  try {
    if (ss58Address !== undefined) return ss58Encode(ss58Decode(ss58Address));
    if (publicKey !== undefined) return ss58Encode(fromHex(publicKey));
  } catch (cause) {
    throw new WalletError("BadKeyFile", "the key file's address or public key is malformed", { cause });
  }
  throw new WalletError("BadKeyFile", "the key file names neither an address nor a public key");
}

/** The address in a key file, public or not. Throws WalletError `BadKeyFile`. */
export function readKeyFileAddress(json: string): string {
  return addressOf(parse(json));
}

function expandedPair(fields: KeyFileFields, crypto: CryptoProvider): KeyPair {
  const secret = fromHex(fields.privateKey ?? "");
  const publicKey = fromHex(ss58Decode(addressOf(fields)));
  const pair = crypto.keyring.fromSecret(toKeyringSecret(secret), publicKey);
  // The two halves come from a file: only a signature shows that they belong together.
  const message = new TextEncoder().encode("plexus: does this secret belong to this key");
  if (!crypto.signing.verify("sr25519", pair.sign(message), message, publicKey)) {
    throw new WalletError("BadKeyFile", "the key file's secret does not belong to its public key");
  }
  return pair;
}

/**
 * The key pair in a key file; phrase before seed before private key, as btwallet has it. Throws WalletError `PublicOnly`
 * for a file without a secret, `BadKeyFile` for one whose parts contradict one another.
 */
export function readKeyPair(json: string, crypto: CryptoProvider): KeyPair {
  const fields = parse(json);
  const scheme = String(fields.cryptoType ?? "1").trim() === "0" ? "ed25519" : "sr25519";
  let pair: KeyPair;
  try {
    if (fields.secretPhrase !== undefined) pair = crypto.keyring.fromUri(fields.secretPhrase, scheme);
    else if (fields.secretSeed !== undefined) pair = crypto.keyring.fromSeed(fromHex(fields.secretSeed), scheme);
    else if (fields.privateKey === undefined)
      throw new WalletError("PublicOnly", "this key file holds a public key only");
    else if (scheme === "ed25519")
      throw new WalletError("BadKeyFile", "an ed25519 key file without phrase or seed cannot be read");
    else pair = expandedPair(fields, crypto);
  } catch (cause) {
    if (cause instanceof WalletError) throw cause;
    throw new WalletError("BadKeyFile", "the key file's secret is malformed");
  }
  if ((fields.ss58Address ?? fields.publicKey) !== undefined && addressOf(fields) !== pair.address) {
    throw new WalletError("BadKeyFile", "the key file's address is not that of its secret");
  }
  return pair;
}

export interface WrittenKey {
  readonly address: string;
  /** For the .txt file beside it. */
  readonly publicJson: string;
  readonly secretJson: string;
}

/** Both JSON texts of the sr25519 key of a secret URI. Throws WalletError `BadMnemonic`. */
export function writeKeyFileJson(uri: string, crypto: CryptoProvider): WrittenKey {
  let expanded: { secret: Uint8Array; publicKey: Uint8Array };
  try {
    expanded = crypto.keyring.expandUri(uri);
  } catch {
    throw new WalletError("BadMnemonic", "not a phrase, seed or //path that a key can be derived from");
  }
  const publicKey = toHex(expanded.publicKey);
  const address = ss58Encode(publicKey);
  const isPhrase = !uri.includes("/") && !uri.startsWith("0x");
  const shown = { accountId: publicKey, publicKey };
  const secret = {
    privateKey: toHex(toFileSecret(expanded.secret)),
    ...(isPhrase ? { secretPhrase: uri, secretSeed: toHex(crypto.keyring.miniSecret(uri)) } : {}),
    ...(/^0x[0-9a-fA-F]{64}$/.test(uri) ? { secretSeed: uri.toLowerCase() } : {}),
  };
  const tail = { ss58Address: address, cryptoType: 1 };
  return {
    address,
    publicJson: JSON.stringify({ ...shown, ...tail }),
    secretJson: JSON.stringify({ ...shown, ...secret, ...tail }),
  };
}
