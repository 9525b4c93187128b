// A chain through its versions: a runtime for every version that this program knows, and which of them runs a block
// (architecture §3.14).

import type { CryptoProvider } from "@plexus/core/crypto";
import type { StateReader } from "@plexus/core/frame";
import { toHex } from "@plexus/core/scale";
import { type ChainSpec, genesisVersionOf } from "./chainSpec.js";
import { type AssembledRuntime, createRuntime } from "./createRuntime.js";
import { UnknownSpecVersion } from "./interface.js";
import { LastRuntimeUpgrade } from "./pallets/system/storage.js";
import { Scheduled } from "./pallets/upgrades/index.js";
import { RULES } from "./rules.js";
import { FIRST_SPEC_VERSION } from "./version.js";

export interface Runtimes {
  /** The rules of block 0. */
  readonly genesis: AssembledRuntime;
  /** Versions that this program knows, rising. */
  readonly known: readonly number[];
  get(specVersion: number): AssembledRuntime | undefined;
  /** The rules that run block `number` on top of `state`. Throws UnknownSpecVersion. */
  next(state: StateReader, number: number): AssembledRuntime;
}

export interface RuntimesOptions {
  /** Behave as a release whose newest version this is. */
  readonly newest?: number | undefined;
}

/** Throws UnknownSpecVersion where not even block 0 is known. */
export function createRuntimes(crypto: CryptoProvider, spec: ChainSpec, { newest }: RuntimesOptions = {}): Runtimes {
  const known = RULES.map(({ specVersion }) => specVersion).filter((each) => newest === undefined || each <= newest);
  const made = new Map<number, AssembledRuntime>();
  const get = (specVersion: number): AssembledRuntime | undefined => {
    if (!known.includes(specVersion)) return undefined;
    let runtime = made.get(specVersion);
    if (!runtime) {
      runtime = createRuntime(crypto, spec, specVersion);
      made.set(specVersion, runtime);
    }
    return runtime;
  };
  const genesis = get(genesisVersionOf(spec));
  if (!genesis) throw new UnknownSpecVersion(genesisVersionOf(spec), 0, known);
  return {
    genesis,
    known,
    get,
    next(state, number) {
      const from = { crypto, state };
      const scheduled = Scheduled.get(from);
      const isDue = scheduled !== undefined && scheduled.at_block <= number;
      const specVersion = isDue
        ? scheduled.spec_version
        : (LastRuntimeUpgrade.get(from)?.spec_version ?? FIRST_SPEC_VERSION);
      const runtime = get(specVersion);
      if (runtime) return runtime;
      throw new UnknownSpecVersion(specVersion, number, known, isDue ? toHex(scheduled.release_hash) : undefined);
    },
  };
}
