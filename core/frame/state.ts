// State as the law sees it: a flat, byte-ordered map (architecture §3.6), and an overlay on it with nested rollback.

import { compareBytes, fromHex, type Hex, toHex } from "../scale/index.js";

/** What a store offers. `iterate` yields keys that begin with `prefix`, in byte order, strictly after `startAfter`. */
export interface StateReader {
  get(key: Uint8Array): Uint8Array | undefined;
  iterate(prefix: Uint8Array, startAfter?: Uint8Array): Iterable<readonly [key: Uint8Array, value: Uint8Array]>;
}

/** What a block changed; null for a deleted key. Keys as hex, so that the map is keyed by content. */
export type Changes = ReadonlyMap<Hex, Uint8Array | null>;

/** A state with nothing in it: the parent of genesis. */
export const EMPTY_STATE: StateReader = { get: () => undefined, iterate: () => [] };

/** Hex of keys that are used again and again, by identity. A pure memo: keys are never written into. */
const hexes = new WeakMap<Uint8Array, Hex>();

export function rememberHex(key: Uint8Array): void {
  hexes.set(key, toHex(key));
}

const hexOf = (key: Uint8Array): Hex => hexes.get(key) ?? toHex(key);

interface JournalEntry {
  readonly key: Hex;
  /** What the overlay held before: undefined where the key had not been touched. */
  readonly before: Uint8Array | null | undefined;
}

const PREFIX_DIGITS = 2 + 64;

/**
 * Pending changes over a reader. One flat map and a journal: a read costs one lookup however deep the nesting, and
 * undoing costs what was done. Keys are grouped by their first 32 bytes (pallet and item), so that iterating one item
 * does not walk the others' changes.
 */
export class Overlay implements StateReader {
  readonly #parent: StateReader;
  readonly #changes = new Map<Hex, Uint8Array | null>();
  readonly #groups = new Map<string, Set<Hex>>();
  readonly #journal: JournalEntry[] = [];

  constructor(parent: StateReader) {
    this.#parent = parent;
  }

  get(key: Uint8Array): Uint8Array | undefined {
    const own = this.#changes.get(hexOf(key));
    return own === undefined ? this.#parent.get(key) : (own ?? undefined);
  }

  set(key: Uint8Array, value: Uint8Array | null): void {
    const hex = hexOf(key);
    const before = this.#changes.get(hex);
    this.#journal.push({ key: hex, before });
    this.#changes.set(hex, value);
    if (before === undefined) this.#group(hex);
  }

  #group(hex: Hex): void {
    const prefix = hex.slice(0, PREFIX_DIGITS);
    const group = this.#groups.get(prefix);
    if (group) group.add(hex);
    else this.#groups.set(prefix, new Set([hex]));
  }

  #touched(prefix: Hex): Hex[] {
    const found: Hex[] = [];
    for (const [group, keys] of this.#groups) {
      if (!group.startsWith(prefix) && !prefix.startsWith(group)) continue;
      for (const key of keys) if (key.startsWith(prefix)) found.push(key);
    }
    // Lower-case hex of keys sorts as the bytes do, a shorter key before its extensions.
    return found.sort();
  }

  /** A snapshot in byte order: the caller may write while it walks. */
  *iterate(prefix: Uint8Array, startAfter?: Uint8Array): Generator<readonly [Uint8Array, Uint8Array]> {
    const own = this.#touched(toHex(prefix)).map((hex) => [fromHex(hex), this.#changes.get(hex) ?? null] as const);
    const later = startAfter ? own.filter(([key]) => compareBytes(key, startAfter) > 0) : own;
    const below = Array.from(this.#parent.iterate(prefix, startAfter));
    let at = 0;
    for (const [key, value] of below) {
      while (at < later.length && compareBytes((later[at] as readonly [Uint8Array, unknown])[0], key) < 0) {
        const [ownKey, ownValue] = later[at++] as readonly [Uint8Array, Uint8Array | null];
        if (ownValue) yield [ownKey, ownValue];
      }
      const next = later[at];
      if (next && compareBytes(next[0], key) === 0) {
        at++;
        if (next[1]) yield [key, next[1]];
      } else yield [key, value];
    }
    for (; at < later.length; at++) {
      const [ownKey, ownValue] = later[at] as readonly [Uint8Array, Uint8Array | null];
      if (ownValue) yield [ownKey, ownValue];
    }
  }

  /** A mark to come back to. Marks nest: rolling back to an outer one undoes the inner ones too. */
  mark(): number {
    return this.#journal.length;
  }

  rollback(mark: number): void {
    while (this.#journal.length > mark) {
      const { key, before } = this.#journal.pop() as JournalEntry;
      if (before !== undefined) this.#changes.set(key, before);
      else {
        this.#changes.delete(key);
        this.#groups.get(key.slice(0, PREFIX_DIGITS))?.delete(key);
      }
    }
  }

  /** Changes that differ from the parent, in key order. */
  changes(): Changes {
    const result = new Map<Hex, Uint8Array | null>();
    for (const hex of [...this.#changes.keys()].sort()) {
      const value = this.#changes.get(hex) ?? null;
      const before = this.#parent.get(fromHex(hex));
      const same = value === null ? before === undefined : before !== undefined && compareBytes(value, before) === 0;
      if (!same) result.set(hex, value);
    }
    return result;
  }
}
