// The runtime's declarations as values that a client can encode and decode with, for each version of the rules that this
// program knows (architecture §3.14). They come from the same source as the node's own (§3.2); Sudo is among them, which
// only development chains have.
import type { CryptoProvider } from "@plexus/core/crypto";
import type {
  Assembly,
  CallDefinition,
  DecodedEvent,
  RuntimeApi,
  RuntimeCallValue,
  StorageEntry,
} from "@plexus/core/frame";
import { createRuntime, developmentSpec, NEWEST_SPEC_VERSION, RULES, type RuntimeVersion } from "@plexus/core/runtime";
import type { Fields, StructValue } from "@plexus/core/scale";
import { SdkError } from "../sdkError.js";

export interface EventRecord {
  readonly phase: { readonly type: "ApplyExtrinsic" | "Finalization" | "Initialization"; readonly value?: number };
  readonly event: DecodedEvent;
}

export interface Declarations {
  readonly assembly: Assembly;
  readonly version: RuntimeVersion;
  readonly events: StorageEntry<readonly [], EventRecord[]>;
  /** An entry by its name on the wire. Throws SdkError `BadInput`. */
  entry(pallet: string, name: string): StorageEntry;
  /** Throws SdkError `BadInput` where these rules have none of that name. */
  api(name: string): RuntimeApi;
  hasApi(name: string): boolean;
  /** A call as a value, from its declaration. */
  call<F extends Fields>(definition: CallDefinition<F>, args: StructValue<F>): RuntimeCallValue;
}

const made = new WeakMap<CryptoProvider, Map<number, Declarations>>();

/** Those of a version of the rules, without one the newest. Throws SdkError `SpecMismatch` where this program lacks it. */
export function declarationsFor(crypto: CryptoProvider, specVersion = NEWEST_SPEC_VERSION): Declarations {
  // A pure memo: assembling costs some milliseconds.
  const byVersion = made.get(crypto) ?? new Map<number, Declarations>();
  made.set(crypto, byVersion);
  let declarations = byVersion.get(specVersion);
  if (declarations === undefined) {
    declarations = declare(crypto, specVersion);
    byVersion.set(specVersion, declarations);
  }
  return declarations;
}

function declare(crypto: CryptoProvider, specVersion: number): Declarations {
  const versions = RULES.map((rules) => rules.specVersion);
  if (!versions.includes(specVersion)) {
    const known = `this program knows the rules ${versions.join(", ")}`;
    throw new SdkError("SpecMismatch", `the chain runs under rules ${specVersion}, ${known}: update it`);
  }
  const { law, apis, version } = createRuntime(crypto, developmentSpec(), specVersion);
  const { assembly } = law;
  const entries = new Map(
    assembly.pallets.flatMap(({ storage }) => storage.map((entry) => [`${entry.pallet}.${entry.name}`, entry])),
  );
  const palletOf = new Map(
    assembly.pallets.flatMap(({ name, calls }) => calls.map(({ call }) => [call as unknown, name])),
  );
  const entry = (pallet: string, name: string): StorageEntry => {
    const found = entries.get(`${pallet}.${name}`);
    if (found === undefined) throw new SdkError("BadInput", `there is no storage ${pallet}.${name}`);
    return found;
  };
  return {
    assembly,
    version,
    events: entry("System", "Events") as Declarations["events"],
    entry,
    api(name) {
      const found = apis.find((api) => api.name === name);
      if (found === undefined) throw new SdkError("BadInput", `there is no runtime API ${name}`);
      return found;
    },
    hasApi: (name) => apis.some((api) => api.name === name),
    call(definition, args) {
      const pallet = palletOf.get(definition);
      if (pallet === undefined) throw new SdkError("BadInput", `the call ${definition.name} belongs to no pallet`);
      return { pallet, call: definition.name, args };
    },
  };
}
