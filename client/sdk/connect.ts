// A client of one node (spec: architecture.md §2 client/sdk; the interface that programs and the page work with).
import type { CryptoProvider } from "@plexus/core/crypto";
import type { StorageEntry } from "@plexus/core/frame";
import { type Hex, toHex } from "@plexus/core/scale";
import type { Declarations, EventRecord } from "./chain/declarations.js";
import { type FollowOptions, followFinalised, type HeadListener, headerAt } from "./chain/followHeads.js";
import { type ChainHeader, readHeader } from "./chain/header.js";
import { createStateReading, type StateReading } from "./chain/readState.js";
import { type BlockEvents, declarationsOf, eventsOf, nextRules } from "./chain/rulesAt.js";
import { getProof, type ProvenValue, provenQuery } from "./chain/verifiedRead.js";
import { RpcClient, type RpcClientOptions } from "./rpc/rpcClient.js";
import { SdkError } from "./sdkError.js";
import { createSubmit, type Submit } from "./submit/submit.js";

export interface PlexusClient extends StateReading {
  readonly url: string;
  readonly crypto: CryptoProvider;
  readonly genesisHash: Hex;
  /** As `system_chain` says: "Plexus Local". */
  readonly chainName: string;
  /** Of the rules by which the next block runs, as last heard: they change with an upgrade of the chain. */
  readonly declarations: Declarations;
  readonly rpc: RpcClient;
  readonly connected: boolean;
  request: RpcClient["request"];
  submit: Submit;
  /** Every finalised head from now on, in order, none left out; stops when the returned function is called. */
  onFinalized(listener: HeadListener, options?: FollowOptions): Promise<() => void>;
  finalizedHead(): Promise<ChainHeader>;
  bestHead(): Promise<ChainHeader>;
  headerAt(height: number): Promise<ChainHeader>;
  eventsAt(blockHash: Hex): Promise<EventRecord[]>;
  /** Those of the rules by which the next block runs, asked now: what is signed must be signed for them. */
  nextRules(): Promise<Declarations>;
  /** Events with the declarations of the rules that ran the block, to say what they mean. */
  blockEvents(blockHash: Hex): Promise<BlockEvents>;
  /** The value of a raw key, proven against a header. */
  getProof(key: Uint8Array, header: ChainHeader): Promise<ProvenValue>;
  /** As `query`, but with a proof that was checked against the header. */
  provenQuery<K extends readonly unknown[], V>(entry: StorageEntry<K, V>, keys: K, header: ChainHeader): Promise<V>;
  close(): void;
}

export interface ConnectOptions extends RpcClientOptions {
  readonly crypto: CryptoProvider;
}

/** Closes the connection for good where another chain answers after a loss. */
function checkChain(rpc: RpcClient, genesisHash: Hex): void {
  rpc.request("chain_getBlockHash", [0]).then(
    (genesis) => {
      if (genesis !== genesisHash)
        rpc.close(new SdkError("OtherChain", `another chain answers at ${rpc.url}: genesis ${genesis}`));
    },
    // Lost again: the next connection is asked the same.
    () => {},
  );
}

/**
 * Keeps the declarations those of the rules that the chain runs by; taken up again after a loss, since another release
 * may answer then. Rules that this program lacks close the connection for good.
 */
async function followRules(rpc: RpcClient, crypto: CryptoProvider, first: Declarations) {
  const rules = { declarations: first };
  await rpc.subscribe({
    method: "state_subscribeRuntimeVersion",
    unsubscribe: "state_unsubscribeRuntimeVersion",
    onNotification(told) {
      try {
        rules.declarations = declarationsOf(crypto, told);
      } catch (error) {
        rpc.close(error as SdkError);
      }
    },
    onLost: () => {},
  });
  return rules;
}

/** Throws SdkError `Unreachable`, `SpecMismatch`. Once the chain behind it was exchanged, all questions fail with `OtherChain`. */
export async function connect(url: string, options: ConnectOptions): Promise<PlexusClient> {
  const { crypto } = options;
  const rpc = await RpcClient.open(url, options);
  try {
    const [genesisHash, chainName, version] = await Promise.all([
      rpc.request("chain_getBlockHash", [0]),
      rpc.request("system_chain"),
      rpc.request("state_getRuntimeVersion"),
    ]);
    const rules = await followRules(rpc, crypto, declarationsOf(crypto, version));
    rpc.onConnection((connected) => {
      if (connected) checkChain(rpc, genesisHash as Hex);
    });
    return assembleClient(rpc, crypto, rules, genesisHash as Hex, String(chainName));
  } catch (error) {
    rpc.close();
    throw error;
  }
}

function assembleClient(
  rpc: RpcClient,
  crypto: CryptoProvider,
  rules: { readonly declarations: Declarations },
  genesisHash: Hex,
  chainName: string,
): PlexusClient {
  const reading = createStateReading(rpc, crypto);
  const headOf = async (method: string) =>
    readHeader(crypto, await rpc.request("chain_getHeader", [await rpc.request(method)]));
  return {
    ...reading,
    url: rpc.url,
    crypto,
    genesisHash,
    chainName,
    get declarations() {
      return rules.declarations;
    },
    rpc,
    get connected() {
      return rpc.connected;
    },
    request: (method, params, requestOptions) => rpc.request(method, params, requestOptions),
    submit: createSubmit({ rpc, crypto, genesisHash }),
    onFinalized: (listener, followOptions) => followFinalised(rpc, crypto, listener, followOptions),
    finalizedHead: () => headOf("chain_getFinalizedHead"),
    bestHead: () => headOf("chain_getBlockHash"),
    headerAt: (height) => headerAt(rpc, crypto, height),
    eventsAt: async (at) => (await eventsOf(rpc, crypto, at)).records,
    nextRules: () => nextRules(rpc, crypto),
    blockEvents: (at) => eventsOf(rpc, crypto, at),
    getProof: (key, header) => getProof(rpc, crypto, key, header),
    provenQuery: (entry, keys, header) => provenQuery(rpc, crypto, entry, keys, header),
    close: () => rpc.close(),
  };
}

/** The storage key of an entry as the wire has it, for raw questions. */
export function storageKey<K extends readonly unknown[], V>(
  crypto: CryptoProvider,
  entry: StorageEntry<K, V>,
  keys: K,
): Hex {
  return toHex(entry.key(crypto, ...keys));
}
