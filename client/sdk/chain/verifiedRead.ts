// Reading without trusting the node's word for it: the value comes with a proof under the state root of a header that
// the caller has (architecture §3.6).
import type { CryptoProvider } from "@plexus/core/crypto";
import type { StorageEntry } from "@plexus/core/frame";
import { type Proof, verifyProof } from "@plexus/core/merkle";
import { fromHex, toHex } from "@plexus/core/scale";
import { SdkError } from "../sdkError.js";
import type { ChainHeader } from "./header.js";

/** Whoever can put a question to a node. */
export interface Asking {
  request(method: string, params: readonly unknown[]): Promise<unknown>;
}

export interface ProvenValue {
  /** Undefined: the proof shows that nothing is stored there. */
  readonly value: Uint8Array | undefined;
  readonly proof: Proof;
}

interface ProofJson {
  readonly value: string | null;
  readonly proof: {
    readonly siblings: readonly string[];
    readonly other?: { readonly path: string; readonly valueHash: string } | null;
  };
}

/** The value of a key under a header's state root, proof checked. Throws SdkError `BadProof`, `BadAnswer`. */
export async function getProof(
  rpc: Asking,
  crypto: CryptoProvider,
  key: Uint8Array,
  header: ChainHeader,
): Promise<ProvenValue> {
  const json = (await rpc.request("plexus_getProof", [toHex(key), header.hash])) as ProofJson;
  let proven: ProvenValue;
  try {
    const { siblings, other } = json.proof;
    proven = {
      value: json.value === null ? undefined : fromHex(json.value),
      proof: {
        siblings: siblings.map(fromHex),
        ...(other ? { other: { path: fromHex(other.path), valueHash: fromHex(other.valueHash) } } : {}),
      },
    };
  } catch (cause) {
    throw new SdkError("BadAnswer", "the node sent something that is not a proof", { cause });
  }
  if (!verifyProof(crypto, fromHex(header.stateRoot), key, proven.value, proven.proof)) {
    throw new SdkError("BadProof", `what the node said of ${toHex(key)} is not in the state of block ${header.number}`);
  }
  return proven;
}

/** As `query`, but proven. */
export async function provenQuery<K extends readonly unknown[], V>(
  rpc: Asking,
  crypto: CryptoProvider,
  entry: StorageEntry<K, V>,
  keys: K,
  header: ChainHeader,
): Promise<V> {
  const { value } = await getProof(rpc, crypto, entry.key(crypto, ...keys), header);
  return entry.decodeValue(value);
}
