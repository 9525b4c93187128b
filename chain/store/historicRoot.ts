// The tree at an old height: a view of the present tree carried back by the reverse of what changed since. It costs as
// much as the number of distinct keys that changed, so it is done in slices between which the node does its other work,
// one at a time, and kept for a while, because who asks for one proof asks for more at the same height.

import { decode } from "@plexus/core/scale";
import type { Databases } from "./databases.js";
import { type Changed, changedSince, readPrevious } from "./history.js";
import { heightKey, historyKey } from "./keys.js";
import { keysCodec } from "./prune.js";
import { StateTree, sha256, type TreeChange, type View } from "./stateTree.js";

/** Work between two turns of the event loop. */
const SLICE_MS = 8;
/** Leaves carried in one go: the sorted list is cut here, so that a slice stays short. */
const CARRIED_AT_ONCE = 512;
/** Distinct keys changed since the height: some 30 s of sliced work and 100 MB. */
export const MAX_CHANGED_KEYS = 1_000_000;
/** Old roots held, and for how long: each keeps nodes alive that the chain has replaced since. */
const HELD_ROOTS = 2;
const HELD_MS = 20_000;
/** So far back the changes of each block are walked; farther, every key that has a history, which may then be fewer. */
const WALKED_BLOCKS = 4_096;
/** Requests that may wait for their turn. */
const WAITING = 64;

/** Proofs at that height would cost more than this node gives; an honest refusal, told to the client. */
export class ProofTooCostly extends Error {
  override name = "ProofTooCostly";
}

interface Held {
  view: View;
  timer: NodeJS.Timeout;
}

export class HistoricRoots {
  readonly #databases: Pick<Databases, "history" | "changes">;
  readonly #head: () => number;
  /** Throws StateUnavailable. */
  readonly #assertReadable: (height: number) => void;
  #tree: StateTree;
  readonly #held = new Map<number, Held>();
  #turn: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(
    databases: Pick<Databases, "history" | "changes">,
    tree: StateTree,
    head: () => number,
    assertReadable: (height: number) => void,
  ) {
    this.#databases = databases;
    this.#head = head;
    this.#tree = tree;
    this.#assertReadable = assertReadable;
  }

  /** Runs `read` with the view of `height`, which is valid during the call only. Throws StateUnavailable, ProofTooCostly. */
  async with<T>(height: number, read: (view: View) => T): Promise<T> {
    const held = this.#held.get(height);
    if (held) return read(held.view);
    if (this.#waiting >= WAITING)
      throw new ProofTooCostly("too many proofs of old heights are being made: try again later");
    this.#waiting++;
    const mine = this.#turn.then(() => this.#viewOf(height)).then(read);
    this.#turn = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      this.#waiting--;
    }
  }

  /** Another tree holds the state from now on. */
  reset(tree: StateTree): void {
    this.close();
    this.#tree = tree;
  }

  close(): void {
    for (const height of this.#held.keys()) this.#release(height);
  }

  async #viewOf(height: number): Promise<View> {
    const held = this.#held.get(height);
    if (held) return held.view;
    const tree = this.#tree;
    this.#assertReadable(height);
    const view = tree.view();
    try {
      await this.#carryBack(tree, view, height);
    } catch (error) {
      tree.release(view);
      throw error;
    }
    const timer = setTimeout(() => this.#release(height), HELD_MS);
    timer.unref();
    this.#held.set(height, { view, timer });
    const [oldest] = this.#held.keys();
    if (this.#held.size > HELD_ROOTS && oldest !== undefined) this.#release(oldest);
    return view;
  }

  /** A key that changes while this goes on is met with what it held at `height`, which the view has already: no harm. */
  async #carryBack(tree: StateTree, view: View, height: number): Promise<void> {
    const reversed: TreeChange[] = [];
    let untilMs = performance.now() + SLICE_MS;
    const pause = async () => {
      if (performance.now() < untilMs) return;
      await new Promise((resume) => setImmediate(resume));
      if (tree !== this.#tree) throw new ProofTooCostly("the state was replaced meanwhile: try again");
      // Pruned meanwhile: what is missing cannot be told from what never changed.
      this.#assertReadable(height);
      untilMs = performance.now() + SLICE_MS;
    };
    for (const [key, previous] of this.#changesSince(height)) {
      if (reversed.length === MAX_CHANGED_KEYS) {
        throw new ProofTooCostly(`more than ${MAX_CHANGED_KEYS} keys have changed since block ${height}`);
      }
      reversed.push({ path: sha256(key), valueHash: previous && sha256(previous) });
      if (reversed.length % 64 === 0) await pause();
    }
    reversed.sort((a, b) => Buffer.compare(a.path, b.path));
    for (let from = 0; from < reversed.length; from += CARRIED_AT_ONCE) {
      tree.carry(view, reversed.slice(from, from + CARRIED_AT_ONCE));
      await pause();
    }
  }

  /** Keys that changed after `height`, each once, with what it held there. */
  *#changesSince(height: number): Generator<Changed> {
    const { history, changes } = this.#databases;
    const head = this.#head();
    if (head - height > WALKED_BLOCKS) return yield* changedSince(history, height);
    const seen = new Set<string>();
    for (let number = height + 1; number <= head; number++) {
      const record = changes.get(heightKey(number));
      for (const key of record ? decode(keysCodec, record) : []) {
        const name = Buffer.from(key).toString("latin1");
        if (seen.has(name)) continue;
        seen.add(name);
        const entry = history.get(historyKey(key, number));
        if (entry) yield [key, readPrevious(entry)];
      }
    }
  }

  #release(height: number): void {
    const held = this.#held.get(height);
    if (!held) return;
    this.#held.delete(height);
    clearTimeout(held.timer);
    this.#tree.release(held.view);
  }
}
