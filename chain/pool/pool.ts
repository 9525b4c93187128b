// Extrinsics waiting for a block: two queues (ready, future) over tags that the runtime names, one provider for a tag, the
// better priority wins (architecture §4, a signed transaction; substrate-wire.md §1.5, §5).

import type { Head, Validity } from "@plexus/core/runtime";
import type { Hex } from "@plexus/core/scale";
import { Bans } from "./bans.js";
import type { PoolEntry } from "./entry.js";
import { EntryIndex } from "./entryIndex.js";
import type { Journal } from "./journal.js";
import { DEFAULT_LIMITS, type PoolLimits } from "./limits.js";
import { readyOrder } from "./readyOrder.js";
import { RecentHashes } from "./recentHashes.js";
import { PoolRefusal } from "./refusal.js";
import { senderOf } from "./sender.js";
import { type StatusListener, Watchers } from "./watchers.js";

export interface PoolOptions {
  /** Validity on the newest state. */
  validate(extrinsic: Uint8Array): Validity;
  /** Validates with what is costly done elsewhere. Throws PoolRefusal, or rejects with it; undefined: `validate` does all. */
  prepare?: ((extrinsic: Uint8Array) => Promise<Prepared> | undefined) | undefined;
  hash(extrinsic: Uint8Array): Hex;
  head(): Head;
  /** Version of the rules of the next block; undefined where they are unknown, and nothing can be checked any more. */
  rules(): number | undefined;
  now(): number;
  limits?: Partial<PoolLimits>;
  /** Where what was handed over here is kept, so that it survives this process. */
  journal?: Journal | undefined;
}

export interface Prepared {
  readonly validity: Extract<Validity, { ok: true }>;
  /** The block on whose state it was found. */
  readonly head: Hex;
}

/** "own": handed over at this node, which answers for it. "peer": heard of by gossip. */
export type Origin = "own" | "peer";

/** An entry that waits is looked at again no sooner than this. */
const RECHECK_AFTER_BLOCKS = 4;

export class Pool {
  readonly #options: PoolOptions;
  readonly #limits: PoolLimits;
  readonly #bans: Bans;
  readonly #watchers = new Watchers();
  readonly #readyListeners = new Set<() => void>();
  readonly #takenListeners = new Set<(entry: PoolEntry, origin: Origin) => void>();
  readonly #included: RecentHashes;
  readonly #index: EntryIndex;
  /** Being prepared. */
  readonly #underway = new Set<Hex>();
  #arrivals = 0;
  #rules: number | undefined;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.#bans = new Bans(this.#limits.banMs, this.#limits.banCount);
    this.#rules = options.rules();
    this.#included = new RecentHashes(this.#limits.includedCount);
    this.#index = new EntryIndex((entry) => this.#watchers.tell(entry.hash, entry.queue));
  }

  /** Takes an extrinsic in and returns its hash. Throws PoolRefusal, or what the disk says. */
  submit(bytes: Uint8Array, origin: Origin = "own"): Hex {
    const hash = this.#options.hash(bytes);
    const sender = senderOf(bytes);
    this.#refuseUnseen(hash, bytes, sender);
    const validity = this.#options.validate(bytes);
    if (!validity.ok) throw PoolRefusal.of(validity);
    return this.#admit({ hash, bytes, sender }, validity, origin);
  }

  /**
   * As `submit`, with what is costly in checking done on another thread. What is refused without that throws here and now;
   * a refusal for the rest rejects.
   */
  takeSoon(bytes: Uint8Array, origin: Origin = "own"): Promise<Hex> {
    const hash = this.#options.hash(bytes);
    if (this.#underway.has(hash)) throw new PoolRefusal({ reason: "alreadyImported", hash });
    const sender = senderOf(bytes);
    this.#refuseUnseen(hash, bytes, sender);
    const prepared = this.#options.prepare?.(bytes);
    if (prepared === undefined) return Promise.resolve(this.submit(bytes, origin));
    this.#underway.add(hash);
    return prepared.then(
      ({ validity, head }) => {
        this.#underway.delete(hash);
        // A block has come meanwhile: what was found may not hold any more.
        if (head !== this.#options.head().hash) return this.submit(bytes, origin);
        this.#refuseUnseen(hash, bytes, sender);
        return this.#admit({ hash, bytes, sender }, validity, origin);
      },
      (error: unknown) => {
        this.#underway.delete(hash);
        throw error;
      },
    );
  }

  /** Tells the present status at once, then each change; returns how to stop. Nothing is told of an unknown hash. */
  watch(hash: Hex, listener: StatusListener): () => void {
    const entry = this.#index.get(hash);
    if (entry) listener(entry.queue);
    return this.#watchers.add(hash, listener);
  }

  /** Calls back whenever an extrinsic comes in ready. */
  onReady(listener: () => void): () => void {
    this.#readyListeners.add(listener);
    return () => this.#readyListeners.delete(listener);
  }

  /** Calls back with every extrinsic that comes in, whichever its queue. */
  onTaken(listener: (entry: PoolEntry, origin: Origin) => void): () => void {
    this.#takenListeners.add(listener);
    return () => this.#takenListeners.delete(listener);
  }

  has(hash: Hex): boolean {
    return this.#index.get(hash) !== undefined;
  }

  /** The very bytes that wait under `hash`: what was learnt of them holds for them only. */
  bytesOf(hash: Hex): Uint8Array | undefined {
    return this.#index.get(hash)?.bytes;
  }

  /** Everything that waits, in no particular order. */
  waiting(): readonly PoolEntry[] {
    return this.#index.all();
  }

  /** Ready ones in the order for a block. */
  ready(): Iterable<PoolEntry> {
    return readyOrder(this.#index.all().filter((entry) => entry.queue === "ready"));
  }

  counts(): { ready: number; future: number; bytes: number } {
    const ready = this.#index.total("ready");
    const future = this.#index.total("future");
    return { ready: ready.count, future: future.count, bytes: ready.bytes + future.bytes };
  }

  /** The nonce after those that `account` has waiting without a gap: its ready ones follow on the nonce in state. */
  nextNonce(account: Hex, stateNonce: number): number {
    let nonce = stateNonce;
    for (const entry of this.#index.ofSender(account)) if (entry.queue === "ready") nonce++;
    return nonce;
  }

  /** Removes one that the runtime would not apply. Those that need it wait in the future queue. */
  reject(hash: Hex): void {
    const entry = this.#index.get(hash);
    if (!entry) return;
    this.#banish(entry);
    this.#index.sort();
  }

  /** A block became best: takes its extrinsics out, lets their followers move up, checks again what it may have spoilt. */
  onBlock(block: Head, extrinsics: readonly { hash: Hex; bytes: Uint8Array }[]): void {
    const doubtful = new Set<PoolEntry>();
    for (const { hash, bytes } of extrinsics) {
      this.#included.add(hash);
      const entry = this.#index.get(hash);
      const sender = entry ? undefined : senderOf(bytes);
      if (entry) {
        this.#index.remove(entry);
        for (const tag of entry.provides) this.#index.satisfy(tag);
      }
      if (sender) for (const other of this.#index.ofSender(sender)) doubtful.add(other);
      this.#watchers.tell(hash, { inBlock: block.hash });
    }
    this.#dropExpired(block.number);
    for (const entry of this.#toCheck(block.number)) doubtful.add(entry);
    if (this.#rules !== undefined) for (const entry of doubtful) this.#checkAgain(entry, block.number);
    this.#index.sort();
    const { journal } = this.#options;
    if (journal?.isLong) journal.compact(this.#index.all().map(({ bytes }) => bytes));
  }

  onFinalised(block: Head, extrinsicHashes: readonly Hex[]): void {
    for (const hash of extrinsicHashes) this.#watchers.tell(hash, { finalized: block.hash });
  }

  #admit(
    { hash, bytes, sender }: Pick<PoolEntry, "hash" | "bytes" | "sender">,
    validity: Prepared["validity"],
    origin: Origin,
  ): Hex {
    const { number } = this.#options.head();
    const entry: PoolEntry = {
      hash,
      bytes,
      sender,
      arrival: this.#arrivals++,
      queue: "future",
      priority: validity.priority,
      requires: new Set(validity.requires),
      provides: validity.provides,
      validUntil: lastBlock(number, validity.longevity),
      checkedAt: number,
      arrivedAt: number,
    };
    this.#replaceRivals(entry);
    this.#index.add(entry);
    this.#enforceLimits(entry);
    if (origin === "own") this.#record(entry);
    for (const listener of this.#takenListeners) listener(entry, origin);
    if (entry.queue === "ready") for (const listener of this.#readyListeners) listener();
    return hash;
  }

  /** Before the sender hears of it. What cannot be kept is not taken. */
  #record(entry: PoolEntry): void {
    try {
      this.#options.journal?.append(entry.bytes);
    } catch (error) {
      this.#index.remove(entry);
      this.#index.sort();
      throw error;
    }
  }

  /** Everything that can be refused without asking the runtime. */
  #refuseUnseen(hash: Hex, bytes: Uint8Array, sender: Hex | undefined): void {
    const { extrinsicBytes, perAccount } = this.#limits;
    if (bytes.length > extrinsicBytes) {
      throw new PoolRefusal({ reason: "tooLarge", bytes: bytes.length, maximum: extrinsicBytes });
    }
    if (this.#index.get(hash)) throw new PoolRefusal({ reason: "alreadyImported", hash });
    if (this.#included.has(hash)) throw new PoolRefusal({ reason: "invalid", name: "Stale" });
    if (this.#bans.has(hash, this.#options.now())) throw new PoolRefusal({ reason: "banned" });
    if (sender && this.#index.ofSender(sender).size >= perAccount)
      throw new PoolRefusal({ reason: "immediatelyDropped" });
  }

  /** One extrinsic gives a tag. A newcomer takes the place of those that give the same if it outbids all of them. */
  #replaceRivals(entry: PoolEntry): void {
    const rivals = new Set<PoolEntry>();
    for (const tag of entry.provides) {
      const rival = this.#index.provider(tag);
      if (rival) rivals.add(rival);
    }
    if (rivals.size === 0) return;
    let old = 0n;
    for (const rival of rivals) old += rival.priority;
    if (entry.priority <= old) throw new PoolRefusal({ reason: "tooLowPriority", old, new: entry.priority });
    for (const rival of rivals) {
      this.#index.remove(rival);
      this.#watchers.tell(rival.hash, { usurped: entry.hash });
    }
  }

  /** Drops the least wanted until both queues fit. Throws if that is the newcomer. */
  #enforceLimits(newcomer: PoolEntry): void {
    const { readyCount, readyBytes, futureCount, futureBytes } = this.#limits;
    const maxima = {
      ready: { count: readyCount, bytes: readyBytes },
      future: { count: futureCount, bytes: futureBytes },
    };
    for (const queue of ["ready", "future"] as const) {
      const total = this.#index.total(queue);
      while (total.count > maxima[queue].count || total.bytes > maxima[queue].bytes) {
        const worst = this.#index.worst(queue) as PoolEntry;
        this.#index.remove(worst);
        this.#index.sort();
        if (worst === newcomer) throw new PoolRefusal({ reason: "immediatelyDropped" });
        this.#watchers.tell(worst.hash, "dropped");
      }
    }
  }

  #dropExpired(number: number): void {
    for (const entry of this.#index.all()) {
      const isLost = entry.queue === "future" && number - entry.arrivedAt > this.#limits.futureLifeBlocks;
      if (entry.validUntil > number && !isLost) continue;
      this.#index.remove(entry);
      this.#watchers.tell(entry.hash, isLost ? "dropped" : "invalid");
    }
  }

  /** Under new rules every waiting entry is in doubt: a signature names the version that it was made for. */
  #toCheck(number: number): PoolEntry[] {
    const rules = this.#options.rules();
    const isSame = rules === this.#rules;
    this.#rules = rules;
    return isSame ? this.#longestUnchecked(number) : this.#index.all();
  }

  #longestUnchecked(number: number): PoolEntry[] {
    const old = this.#index.all().filter((entry) => number - entry.checkedAt >= RECHECK_AFTER_BLOCKS);
    return old.sort((a, b) => a.checkedAt - b.checkedAt).slice(0, this.#limits.revalidatedPerBlock);
  }

  #checkAgain(entry: PoolEntry, number: number): void {
    const validity = this.#options.validate(entry.bytes);
    if (!validity.ok) return this.#banish(entry);
    entry.priority = validity.priority;
    entry.validUntil = lastBlock(number, validity.longevity);
    entry.checkedAt = number;
    this.#index.setRequires(entry, new Set(validity.requires));
  }

  #banish(entry: PoolEntry): void {
    this.#bans.add(entry.hash, this.#options.now());
    this.#index.remove(entry);
    this.#watchers.tell(entry.hash, "invalid");
  }
}

/** Immortal ones have a longevity of 2^64 − 1. */
function lastBlock(number: number, longevity: bigint): number {
  return number + Number(longevity > 0xffff_ffffn ? 0xffff_ffffn : longevity);
}
