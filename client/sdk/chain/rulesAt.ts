// Which rules the chain runs by (architecture §3.14): those of the next block, by which one signs, and those that ran a
// block, by which its events are read.
import type { CryptoProvider } from "@plexus/core/crypto";
import { eventsKey, LastRuntimeUpgrade } from "@plexus/core/runtime";
import { fromHex, type Hex, toHex } from "@plexus/core/scale";
import type { RequestOptions, RpcClient } from "../rpc/rpcClient.js";
import { SdkError } from "../sdkError.js";
import { type Declarations, declarationsFor, type EventRecord } from "./declarations.js";

const SPEC_NAME = "node-subtensor";

interface VersionJson {
  readonly specName?: unknown;
  readonly specVersion?: unknown;
}

/** Of a runtime version as the node tells it. Throws SdkError `SpecMismatch`. */
export function declarationsOf(crypto: CryptoProvider, told: unknown): Declarations {
  const { specName, specVersion } = (told ?? {}) as VersionJson;
  if (specName !== SPEC_NAME || typeof specVersion !== "number")
    throw new SdkError("SpecMismatch", `a chain of ${String(specName)} answers; this program speaks ${SPEC_NAME}`);
  return declarationsFor(crypto, specVersion);
}

/** The rules of the block after the best one, asked of the node. Throws SdkError `SpecMismatch`. */
export async function nextRules(
  rpc: RpcClient,
  crypto: CryptoProvider,
  options?: RequestOptions,
): Promise<Declarations> {
  return declarationsOf(crypto, await rpc.request("state_getRuntimeVersion", [], options));
}

export interface BlockEvents {
  /** The rules that ran the block. */
  readonly declarations: Declarations;
  readonly records: EventRecord[];
}

/** Throws SdkError `SpecMismatch`, `BadAnswer`. */
export async function eventsOf(rpc: RpcClient, crypto: CryptoProvider, at: Hex): Promise<BlockEvents> {
  // The state of a block names the rules that ran it.
  const keys = [LastRuntimeUpgrade.key(crypto), eventsKey(crypto)].map((key) => toHex(key));
  const sets = (await rpc.request("state_queryStorageAt", [keys, at])) as { changes: [string, string | null][] }[];
  const changes = sets?.[0]?.changes;
  if (changes?.length !== 2) throw new SdkError("BadAnswer", `the node left out the events of block ${at}`);
  const [upgrade, events] = changes.map(([, value]) => (value === null ? undefined : fromHex(value)));
  const version = LastRuntimeUpgrade.decodeValue(upgrade)?.spec_version;
  if (version === undefined) throw new SdkError("BadAnswer", `block ${at} does not say which rules ran it`);
  const declarations = declarationsFor(crypto, version);
  try {
    return { declarations, records: declarations.events.decodeValue(events) };
  } catch (cause) {
    throw new SdkError("BadAnswer", `the events of block ${at} do not decode`, { cause });
  }
}
