// Roots of the newest heights, held so that a proof under a header that is a few blocks old costs no more than one under
// the newest: clients read a header first and ask for proofs under it while the chain goes on.

import type { StateTree, View } from "./stateTree.js";

/** Each holds the nodes that one block replaced: tens of kilobytes for a usual block. */
const HELD_HEIGHTS = 8;

export class RecentRoots {
  readonly #views = new Map<number, View>();

  /** The tree's present root is that of `height`. */
  add(tree: StateTree, height: number): void {
    this.#views.set(height, tree.view());
    for (const [held, view] of this.#views) {
      if (held > height - HELD_HEIGHTS) break;
      this.#views.delete(held);
      tree.release(view);
    }
  }

  get(height: number): View | undefined {
    return this.#views.get(height);
  }

  /** Forgets all: another tree holds the state. */
  reset(): void {
    this.#views.clear();
  }
}
