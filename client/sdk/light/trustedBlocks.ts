// The headers that were verified, by height: few, so that a long-lived client does not grow.
import type { LightBlock } from "./verify/lightBlock.js";

export interface TrustedBlocks {
  add(block: LightBlock): void;
  /** The nearest one at or below, or at or above, a height. */
  below(height: number): LightBlock | undefined;
  above(height: number): LightBlock | undefined;
  newest(): LightBlock | undefined;
}

/** Keeps the first and the newest one always, and of the others those that were added last. */
export function createTrustedBlocks(limit = 64): TrustedBlocks {
  const blocks = new Map<number, LightBlock>();
  let first: number | undefined;
  let newest: LightBlock | undefined;
  const nearest = (isIn: (height: number) => boolean, isNearer: (one: number, other: number) => boolean) => {
    let found: LightBlock | undefined;
    for (const block of blocks.values()) {
      if (isIn(block.height) && (found === undefined || isNearer(block.height, found.height))) found = block;
    }
    return found;
  };
  function dropOldest(): void {
    for (const height of blocks.keys()) {
      if (height === first || height === newest?.height) continue;
      blocks.delete(height);
      return;
    }
  }
  return {
    add(block) {
      first ??= block.height;
      if (newest === undefined || block.height > newest.height) newest = block;
      if (blocks.size >= limit && !blocks.has(block.height)) dropOldest();
      blocks.set(block.height, block);
    },
    below: (height) =>
      nearest(
        (at) => at <= height,
        (one, other) => one > other,
      ),
    above: (height) =>
      nearest(
        (at) => at >= height,
        (one, other) => one < other,
      ),
    newest: () => newest,
  };
}
