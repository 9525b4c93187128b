// Metadata is kept in the chain's data for each version of the law (architecture §3.6), so that a later release can still
// decode what this one wrote.

import type { Store } from "@plexus/chain/store";
import type { Runtime } from "@plexus/core/runtime";

const VERSIONS = [14, 15] as const;

export const metadataName = (specVersion: number, version: 14 | 15): string => `metadata:${specVersion}:${version}`;

/** Some seconds after the start: making it costs more than all else that a fresh chain does. Returns how to call it off. */
export function keepMetadata(store: Store, runtime: Runtime, delayMs = 3_000): () => void {
  const timer = setTimeout(() => {
    for (const version of VERSIONS) {
      const name = metadataName(runtime.version.specVersion, version);
      const bytes = runtime.metadata(version);
      const held = store.meta(name);
      if (!held || Buffer.compare(held, bytes) !== 0) store.setMeta(name, bytes);
    }
  }, delayMs);
  timer.unref();
  return () => clearTimeout(timer);
}
