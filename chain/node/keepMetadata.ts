// Metadata is kept in the chain's data for each version of the rules that ran it (architecture §3.6), so that a later
// release can still decode what this one wrote, even if it has dropped the rules themselves.

import type { ChainEvents } from "@plexus/chain/engine";
import type { Store } from "@plexus/chain/store";
import { LastRuntimeUpgrade, type Runtimes } from "@plexus/core/runtime";

const VERSIONS = [14, 15] as const;

export const metadataName = (specVersion: number, version: 14 | 15): string => `metadata:${specVersion}:${version}`;

/** Some seconds after the start: making it costs more than all else that a fresh chain does. Returns how to call it off. */
export function keepMetadata(store: Store, runtimes: Runtimes, events: ChainEvents, delayMs = 3_000): () => void {
  const { crypto } = runtimes.genesis.law;
  let kept: number | undefined;
  const keep = () => {
    const version = LastRuntimeUpgrade.get({ crypto, state: store.current() })?.spec_version;
    const runtime = version === undefined || version === kept ? undefined : runtimes.get(version);
    if (!runtime) return;
    kept = version;
    for (const version of VERSIONS) {
      const name = metadataName(runtime.version.specVersion, version);
      const bytes = runtime.metadata(version);
      const held = store.meta(name);
      if (!held || Buffer.compare(held, bytes) !== 0) store.setMeta(name, bytes);
    }
  };
  let stop = () => {};
  const timer = setTimeout(() => {
    keep();
    stop = events.listen({ finalised: keep });
  }, delayMs);
  timer.unref();
  return () => {
    clearTimeout(timer);
    stop();
  };
}
