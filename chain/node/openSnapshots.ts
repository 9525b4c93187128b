// Snapshots of a node among many: made for newcomers, and taken in by one (issue 4 §3).

import { join } from "node:path";
import type { SnapshotSource, SnapshotTarget } from "@plexus/chain/comet";
import type { Logger } from "@plexus/chain/engine";
import { SnapshotMaker, SnapshotRestore } from "@plexus/chain/snapshots";
import type { CryptoProvider } from "@plexus/core/crypto";
import type { Head } from "@plexus/core/runtime";
import type { CometOptions, EngineParts } from "./makeEngine.js";

export interface OpenSnapshotsOptions {
  readonly basePath: string;
  readonly comet: CometOptions;
  readonly crypto: CryptoProvider;
  readonly parts: EngineParts;
  readonly logger: Logger;
}

export interface OpenedSnapshots {
  readonly source: SnapshotSource;
  readonly target: SnapshotTarget;
  readonly onRestored: (head: Head) => void;
  close(): Promise<void>;
}

export function openSnapshots({ basePath, comet, crypto, parts, logger }: OpenSnapshotsOptions): OpenedSnapshots {
  const { store, events, application } = parts;
  const directory = join(basePath, "snapshots");
  const maker = new SnapshotMaker({ store, events, directory, intervalBlocks: comet.snapshotIntervalBlocks, logger });
  const target = new SnapshotRestore({
    store,
    hashing: crypto,
    onProgress: ({ height, chunks, ofChunks, receivedBytes, totalBytes }) =>
      logger.info({ height, chunks, ofChunks, receivedBytes, totalBytes }, "a snapshot is being restored"),
    onRefusal: (reason) => logger.warn({ reason }, "a snapshot from a peer is refused"),
  });
  return {
    source: maker.shelf,
    target,
    onRestored({ number, hash }) {
      application.reopen();
      logger.info({ block: number, hash }, "restored from a snapshot: the chain goes on from here");
    },
    close: () => maker.close(),
  };
}
