// Which chain a node opens: a file, or the development chain. The spec is kept in the data directory, so that a later start
// goes on with the same chain whatever its flags say about new ones.

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BadChainSpec, readChainSpec } from "@plexus/chain/node";
import { type ChainSpec, developmentSpec } from "@plexus/core/runtime";

export interface SpecOptions {
  /** "dev", or a path. */
  chain: string;
  blockTimeMs: number | undefined;
  tempo: number | undefined;
}

const DEVELOPMENT_NAMES = new Set(["dev", "local", "plexus-local"]);

/** The spec that the options ask for. Throws BadChainSpec. */
export function askedSpec({ chain, blockTimeMs, tempo }: SpecOptions): ChainSpec {
  if (DEVELOPMENT_NAMES.has(chain)) {
    return developmentSpec({
      ...(blockTimeMs !== undefined && { blockTimeMs }),
      ...(tempo !== undefined && { tempo }),
    });
  }
  if (!existsSync(chain)) throw new BadChainSpec(`--chain is ${chain}: neither dev nor a file`);
  return readChainSpec(chain);
}

const storedPath = (directory: string): string => join(directory, "chainspec.json");

/** The spec of the chain in `directory`, undefined if there is none yet. */
export function storedSpec(directory: string): ChainSpec | undefined {
  return existsSync(storedPath(directory)) ? readChainSpec(storedPath(directory)) : undefined;
}

export function storeSpec(directory: string, spec: ChainSpec): void {
  mkdirSync(directory, { recursive: true });
  writeFileSync(storedPath(directory), `${JSON.stringify(spec, null, 2)}\n`);
}
