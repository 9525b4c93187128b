// One line a block, in the words that the ecosystem's scripts wait for: `Imported #1 (0x1234…abcd)`.

import type { ChainEvents, Logger } from "@plexus/chain/engine";

export function logImports(events: ChainEvents, logger: Logger): void {
  events.listen({
    best({ number, hash, extrinsics }) {
      const short = `${hash.slice(0, 6)}…${hash.slice(-4)}`;
      logger.info({ block: number, hash, extrinsics: extrinsics.length }, `Imported #${number} (${short})`);
    },
  });
}
