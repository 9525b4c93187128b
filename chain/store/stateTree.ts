// The compact sparse Merkle tree over current state (architecture §3.6), kept in memory and updated along dirty paths
// only. Copy on write: an update makes a new root beside the old one and is then kept or dropped, so a proposed block
// costs nothing to abandon. A view holds an old root readable while others are kept: what they replace is freed only once
// no view can reach it. A proof at an old height is a view carried back by the reverse changes (historicRoot.ts).

import * as nodeCrypto from "node:crypto";
import { createHash } from "node:crypto";
import type { Proof } from "@plexus/core/merkle";
import { bitAt, EMPTY } from "@plexus/core/merkle";
import { compareBytes } from "@plexus/core/scale";
import { NodePool } from "./nodePool.js";

export interface TreeChange {
  path: Uint8Array;
  /** sha256 of the value; undefined removes the leaf. */
  valueHash: Uint8Array | undefined;
}

/** A root that is not yet in force. Each is kept or dropped once; when one is kept, the others can only be dropped. */
export interface Draft {
  readonly root: Uint8Array;
  node: number;
  made: number[];
  replaced: number[];
}

/** A root that stays readable until it is released, whatever is kept meanwhile. */
export interface View {
  /** Number of roots kept before this one. */
  readonly version: number;
  node: number;
  /** Nodes of its own: made by `carry`, freed on release. */
  readonly made: number[];
}

/** One-shot hashing is 2.5 times faster than a hash object (engine.md §4.3). */
const oneShot = (nodeCrypto as { hash?: (name: string, data: Uint8Array, encoding: "buffer") => Buffer }).hash;
export const sha256 = (bytes: Uint8Array): Uint8Array =>
  oneShot ? oneShot("sha256", bytes, "buffer") : createHash("sha256").update(bytes).digest();

export class StateTree {
  #pool = new NodePool();
  #root = 0;
  #scratch = new Uint8Array(65);
  #version = 0;
  readonly #views = new Set<View>();
  /** Replaced nodes by the version that still had them, oldest first. */
  readonly #limbo: { version: number; replaced: number[] }[] = [];

  get root(): Uint8Array {
    return this.#root === 0 ? EMPTY : this.#pool.hash(this.#root).slice();
  }
  /** Nodes held, for metrics. */
  get size(): number {
    return this.#pool.size;
  }

  /** The root after `changes`, made beside the present one. Changes may come in any order, one for a path. */
  update(changes: TreeChange[]): Draft {
    const sorted = [...changes].sort((a, b) => compareBytes(a.path, b.path));
    const draft = { node: 0, made: [] as number[], replaced: [] as number[] };
    draft.node = this.#write(draft, this.#root, sorted, 0, sorted.length, 0);
    return Object.assign(draft, { root: draft.node === 0 ? EMPTY : this.#pool.hash(draft.node).slice() });
  }

  keep(draft: Draft): void {
    this.#root = draft.node;
    this.#limbo.push({ version: this.#version++, replaced: draft.replaced });
    this.#freeUnreachable();
  }

  /** Holds the present root. */
  view(): View {
    const view = { version: this.#version, node: this.#root, made: [] };
    this.#views.add(view);
    return view;
  }

  /** Changes a view alone; the tree's own root stays. Cheapest with paths that lie close together. */
  carry(view: View, changes: TreeChange[]): void {
    const sorted = [...changes].sort((a, b) => compareBytes(a.path, b.path));
    // What it replaces is either shared with the tree or listed as made: freed with the view.
    view.node = this.#write({ node: 0, made: view.made, replaced: [] }, view.node, sorted, 0, sorted.length, 0);
  }

  release(view: View): void {
    if (!this.#views.delete(view)) return;
    for (const node of view.made) this.#pool.free(node);
    this.#freeUnreachable();
  }

  rootOf(view: View): Uint8Array {
    return view.node === 0 ? EMPTY : this.#pool.hash(view.node).slice();
  }

  /** Frees what no view of its time or before can reach. */
  #freeUnreachable(): void {
    let oldest = this.#version;
    for (const { version } of this.#views) oldest = Math.min(oldest, version);
    while (this.#limbo[0] !== undefined && this.#limbo[0].version < oldest) {
      for (const node of this.#limbo.shift()?.replaced ?? []) this.#pool.free(node);
    }
  }

  drop(draft: Draft): void {
    for (const node of draft.made) this.#pool.free(node);
  }

  /** The proof for `path` under a view's root, or under the present one. */
  prove(path: Uint8Array, view?: View): Proof {
    const siblings: Uint8Array[] = [];
    let node = view ? view.node : this.#root;
    for (let depth = 0; node !== 0 && !this.#pool.isLeaf(node); depth++) {
      const left = this.#pool.left(node);
      const right = this.#pool.right(node);
      const goLeft = bitAt(path, depth) === 0;
      const sibling = goLeft ? right : left;
      siblings.push(sibling === 0 ? EMPTY : this.#pool.hash(sibling).slice());
      node = goLeft ? left : right;
    }
    if (node === 0 || compareBytes(this.#pool.path(node), path) === 0) return { siblings };
    return { siblings, other: { path: this.#pool.path(node).slice(), valueHash: this.#pool.valueHash(node).slice() } };
  }

  /** `node` with changes[from, to) applied; `node` is the subtree at `depth` that those paths share. */
  #write(
    draft: Omit<Draft, "root">,
    node: number,
    changes: TreeChange[],
    from: number,
    to: number,
    depth: number,
  ): number {
    if (from === to) return node;
    const single = node === 0 || this.#pool.isLeaf(node);
    if (single && to - from === 1) {
      const change = changes[from] as TreeChange;
      const sameLeaf = node !== 0 && compareBytes(this.#pool.path(node), change.path) === 0;
      if (node === 0 || sameLeaf) {
        if (sameLeaf) draft.replaced.push(node);
        return change.valueHash === undefined ? 0 : this.#makeLeaf(draft, change.path, change.valueHash);
      }
      if (change.valueHash === undefined) return node;
    }
    let middle = from;
    while (middle < to && bitAt((changes[middle] as TreeChange).path, depth) === 0) middle++;
    let left = 0;
    let right = 0;
    if (node !== 0 && single) {
      if (bitAt(this.#pool.path(node), depth) === 0) left = node;
      else right = node;
    } else if (node !== 0) {
      left = this.#pool.left(node);
      right = this.#pool.right(node);
    }
    const newLeft = this.#write(draft, left, changes, from, middle, depth + 1);
    const newRight = this.#write(draft, right, changes, middle, to, depth + 1);
    if (node !== 0 && !single && newLeft === left && newRight === right) return node;
    if (node !== 0 && !single) draft.replaced.push(node);
    return this.#join(draft, newLeft, newRight);
  }

  /** A subtree of one leaf is that leaf. */
  #join(draft: Omit<Draft, "root">, left: number, right: number): number {
    if (left === 0 && (right === 0 || this.#pool.isLeaf(right))) return right;
    if (right === 0 && this.#pool.isLeaf(left)) return left;
    const node = this.#pool.inner(left, right, this.#hash(0x01, this.#hashOf(left), this.#hashOf(right)));
    draft.made.push(node);
    return node;
  }

  #makeLeaf(draft: Omit<Draft, "root">, path: Uint8Array, valueHash: Uint8Array): number {
    const node = this.#pool.leaf(path, valueHash, this.#hash(0x00, path, valueHash));
    draft.made.push(node);
    return node;
  }

  #hashOf(node: number): Uint8Array {
    return node === 0 ? EMPTY : this.#pool.hash(node);
  }

  #hash(tag: number, first: Uint8Array, second: Uint8Array): Uint8Array {
    this.#scratch[0] = tag;
    this.#scratch.set(first, 1);
    this.#scratch.set(second, 33);
    return sha256(this.#scratch);
  }
}
