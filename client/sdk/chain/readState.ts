// Typed reading of state and runtime APIs at a block (spec: substrate-wire.md §1.1, §5).
import type { CryptoProvider } from "@plexus/core/crypto";
import type { ApiMethod, RuntimeApi, StorageEntry } from "@plexus/core/frame";
import { decode, encode, fields, fromHex, type Hex, type StructValue, toHex } from "@plexus/core/scale";
import type { RequestOptions, RpcClient } from "../rpc/rpcClient.js";
import { SdkError } from "../sdkError.js";

export interface ReadOptions extends RequestOptions {
  /** Hash of the block; the best one if left out. */
  readonly at?: Hex;
}

export type MethodArgs<M> = M extends ApiMethod<infer F, unknown> ? StructValue<F> : never;
export type MethodResult<M> = M extends { readonly output: { decode(input: never): infer R } } ? R : never;

export interface StateReading {
  /** One value; the declared default (or undefined) where nothing is stored. */
  query<K extends readonly unknown[], V>(entry: StorageEntry<K, V>, keys: K, options?: ReadOptions): Promise<V>;
  /** Many values of one entry in one question, in the order of the keys. */
  queryMany<K extends readonly unknown[], V>(
    entry: StorageEntry<K, V>,
    keys: readonly K[],
    options?: ReadOptions,
  ): Promise<V[]>;
  /** All rows that share the first keys, at one block, in byte order of the hashed key. */
  queryMap<K extends readonly unknown[], V>(
    entry: StorageEntry<K, V>,
    prefix?: readonly unknown[],
    options?: ReadOptions,
  ): Promise<(readonly [keys: K, value: Exclude<V, undefined>])[]>;
  /** A question to a runtime API. */
  call<A extends RuntimeApi, N extends keyof A["methods"] & string>(
    api: A,
    method: N,
    args: MethodArgs<A["methods"][N]>,
    options?: ReadOptions,
  ): Promise<MethodResult<A["methods"][N]>>;
}

const keysPerPage = 1_000;

function decoding<T>(what: string, decodeIt: () => T): T {
  try {
    return decodeIt();
  } catch (cause) {
    throw new SdkError("BadAnswer", `${what} from the node does not decode: is it another version of the chain?`, {
      cause,
    });
  }
}

export function createStateReading(rpc: RpcClient, crypto: CryptoProvider): StateReading {
  const withBlock = (params: readonly unknown[], at: Hex | undefined) => (at === undefined ? params : [...params, at]);

  async function valuesOf(keys: readonly Uint8Array[], options: ReadOptions): Promise<(Uint8Array | undefined)[]> {
    const params = withBlock([keys.map(toHex)], options.at);
    const sets = (await rpc.request("state_queryStorageAt", params, options)) as {
      changes: [string, string | null][];
    }[];
    const changes = sets?.[0]?.changes;
    if (changes?.length !== keys.length)
      throw new SdkError("BadAnswer", "the node left out values that were asked for");
    return changes.map(([, value]) => (value === null ? undefined : fromHex(value)));
  }

  const reading: StateReading = {
    async query(entry, keys, options = {}) {
      const params = withBlock([toHex(entry.key(crypto, ...keys))], options.at);
      const found = (await rpc.request("state_getStorage", params, options)) as string | null;
      return decoding(`${entry.pallet}.${entry.name}`, () =>
        entry.decodeValue(found === null ? undefined : fromHex(found)),
      );
    },
    async queryMany(entry, keys, options = {}) {
      if (keys.length === 0) return [];
      const values = await valuesOf(
        keys.map((each) => entry.key(crypto, ...each)),
        options,
      );
      return decoding(`${entry.pallet}.${entry.name}`, () => values.map((value) => entry.decodeValue(value)));
    },
    async queryMap(entry, prefix = [], options = {}) {
      // All pages at one block, or rows could be missed or doubled while the chain moves on.
      const at = options.at ?? ((await rpc.request("chain_getBlockHash", [], options)) as Hex);
      const start = toHex(entry.key(crypto, ...(prefix as never)));
      const rows: (readonly [never, never])[] = [];
      for (let startKey: string | null = null; ; ) {
        const page = (await rpc.request("state_getKeysPaged", [start, keysPerPage, startKey, at], options)) as Hex[];
        if (page.length > 0) {
          const keys = page.map(fromHex);
          const values = await valuesOf(keys, { ...options, at });
          decoding(`${entry.pallet}.${entry.name}`, () => {
            keys.forEach((key, row) =>
              rows.push([entry.decodeKeys(key) as never, entry.decodeValue(values[row]) as never]),
            );
          });
        }
        if (page.length < keysPerPage) return rows;
        startKey = page[page.length - 1] as string;
      }
    },
    async call(api, method, args, options = {}) {
      const definition = api.methods[method];
      if (definition === undefined) throw new SdkError("BadInput", `there is no method ${api.name}.${method}`);
      const encoded = toHex(encode(fields(definition.inputs), args));
      const params = withBlock([`${api.name}_${method}`, encoded], options.at);
      const answer = (await rpc.request("state_call", params, options)) as string;
      return decoding(`${api.name}.${method}`, () => decode(definition.output, fromHex(answer))) as never;
    },
  };
  return reading;
}
