// Nodes of the state tree in flat memory: 40 bytes a node and 64 more a leaf, no objects, so that a million entries cost
// about 160 MB and no garbage collection. A node is a small integer; 0 is the empty subtree. Nodes are never changed
// once made, so an old root stays readable until its nodes are freed.

const FIRST_CAPACITY = 1 << 12;
const LEAF = -1;

export class NodePool {
  /** Left child, or LEAF. */
  #left = new Int32Array(FIRST_CAPACITY);
  /** Right child; of a leaf its place in the leaf table. */
  #right = new Int32Array(FIRST_CAPACITY);
  #hashes = new Uint8Array(FIRST_CAPACITY * 32);
  #nextNode = 1;
  #freeNodes: number[] = [];

  /** Path ‖ value hash of each leaf. */
  #leaves = new Uint8Array(FIRST_CAPACITY * 64);
  #nextLeaf = 0;
  #freeLeaves: number[] = [];

  /** Nodes in use, the empty one not counted. */
  get size(): number {
    return this.#nextNode - 1 - this.#freeNodes.length;
  }

  leaf(path: Uint8Array, valueHash: Uint8Array, hash: Uint8Array): number {
    const node = this.#allocateNode();
    const place = this.#allocateLeaf();
    this.#left[node] = LEAF;
    this.#right[node] = place;
    this.#hashes.set(hash, node * 32);
    this.#leaves.set(path, place * 64);
    this.#leaves.set(valueHash, place * 64 + 32);
    return node;
  }

  inner(left: number, right: number, hash: Uint8Array): number {
    const node = this.#allocateNode();
    this.#left[node] = left;
    this.#right[node] = right;
    this.#hashes.set(hash, node * 32);
    return node;
  }

  free(node: number): void {
    if (this.isLeaf(node)) this.#freeLeaves.push(this.right(node));
    this.#freeNodes.push(node);
  }

  isLeaf(node: number): boolean {
    return this.#left[node] === LEAF;
  }
  left(node: number): number {
    return this.#left[node] as number;
  }
  right(node: number): number {
    return this.#right[node] as number;
  }
  /** This and the next two are views: valid until the next node is made. */
  hash(node: number): Uint8Array {
    return this.#hashes.subarray(node * 32, node * 32 + 32);
  }
  path(leaf: number): Uint8Array {
    const at = this.right(leaf) * 64;
    return this.#leaves.subarray(at, at + 32);
  }
  valueHash(leaf: number): Uint8Array {
    const at = this.right(leaf) * 64 + 32;
    return this.#leaves.subarray(at, at + 32);
  }

  #allocateNode(): number {
    const reused = this.#freeNodes.pop();
    if (reused !== undefined) return reused;
    if (this.#nextNode === this.#left.length) {
      const capacity = this.#left.length * 2;
      this.#left = grown(new Int32Array(capacity), this.#left);
      this.#right = grown(new Int32Array(capacity), this.#right);
      this.#hashes = grown(new Uint8Array(capacity * 32), this.#hashes);
    }
    return this.#nextNode++;
  }

  #allocateLeaf(): number {
    const reused = this.#freeLeaves.pop();
    if (reused !== undefined) return reused;
    if ((this.#nextLeaf + 1) * 64 > this.#leaves.length) {
      this.#leaves = grown(new Uint8Array(this.#leaves.length * 2), this.#leaves);
    }
    return this.#nextLeaf++;
  }
}

function grown<T extends Int32Array | Uint8Array>(larger: T, old: T): T {
  larger.set(old);
  return larger;
}
