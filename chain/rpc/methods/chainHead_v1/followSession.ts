// One chainHead_v1_follow: which blocks the client holds (pins), and the operations that it has running on them
// (substrate-wire.md §1.3). A session ends with "stop" when the client holds more than it may.

import type { Block } from "@plexus/chain/engine";
import type { Head } from "@plexus/core/runtime";
import { type Hex, toHex } from "@plexus/core/scale";
import { RPC_LIMITS } from "../../limits.js";
import type { Connection } from "../../protocol/connection.js";
import type { RpcContext } from "../../protocol/method.js";
import { RpcError } from "../../protocol/rpcError.js";
import { versionAfter } from "../../protocol/rules.js";
import { runtimeEvent } from "./runtimeEvent.js";

interface Operation {
  resume: () => void;
  stop: () => void;
  /** Runs while the operation waits for the client; a snapshot of the database is not held for ever. */
  patience?: NodeJS.Timeout;
}

export class FollowSession {
  readonly #context: RpcContext;
  readonly #pinned = new Set<Hex>();
  readonly #operations = new Map<string, Operation>();
  readonly #send: (event: object) => void;
  readonly #end: () => void;
  #nextOperation = 0;
  /** The last block told; the next one must follow on it. */
  #newest: Hex | undefined;
  /** Version told last, or why there is none. */
  #toldVersion: number | string | undefined;
  #stopListening = () => {};

  constructor(context: RpcContext, send: (event: object) => void, end: () => void) {
    this.#context = context;
    this.#send = send;
    this.#end = end;
  }

  /** Tells the present final block, then each new one: new, best, final. */
  start(withRuntime: boolean): void {
    const { application, events } = this.#context;
    const { hash } = application.finalised;
    this.#pinned.add(hash);
    this.#newest = application.best.hash;
    this.#send({
      event: "initialized",
      finalizedBlockHashes: [hash],
      ...(withRuntime && { finalizedBlockRuntime: this.#runtimeAfter(application.finalised) }),
    });
    this.#send({ event: "bestBlockChanged", bestBlockHash: application.best.hash });
    this.#stopListening = events.listen({
      imported: (block) => this.#imported(block, withRuntime),
      best: (block) => this.#send({ event: "bestBlockChanged", bestBlockHash: block.hash }),
      finalised: (block) =>
        this.#send({ event: "finalized", finalizedBlockHashes: [block.hash], prunedBlockHashes: [] }),
    });
  }

  stop(): void {
    this.#stopListening();
    for (const operationId of this.#operations.keys()) this.stopOperation(operationId);
    this.#pinned.clear();
  }

  /** The pinned block's height. Throws the RpcError that the API asks for if it is not held. */
  heightOf(hash: Uint8Array): number {
    const height = this.#pinned.has(toHex(hash)) ? this.#context.store.numberOf(hash) : undefined;
    if (height === undefined) throw new RpcError(-32801, "Invalid block hash");
    return height;
  }

  unpin(hashes: readonly Uint8Array[]): void {
    const names = hashes.map(toHex);
    for (const name of names) if (!this.#pinned.has(name)) throw new RpcError(-32801, "Invalid block hash");
    if (new Set(names).size !== names.length) throw new RpcError(-32804, "Duplicate block hashes");
    for (const name of names) this.#pinned.delete(name);
  }

  /**
   * Runs `steps` after the reply; each value is an event's fields, `undefined` waits for chainHead_v1_continue. The last
   * event comes from the generator too. A thrown error becomes operationError.
   */
  operate(
    connection: Connection,
    steps: Generator<object | undefined, void>,
    describe: (error: unknown) => string,
  ): object {
    if (this.#operations.size >= RPC_LIMITS.operationsPerFollow) return { result: "limitReached" };
    const operationId = String(this.#nextOperation++);
    const resume = () => this.#advance(operationId, steps, describe);
    this.#operations.set(operationId, { resume, stop: () => steps.return() });
    connection.after(resume);
    return { result: "started", operationId };
  }

  continueOperation(operationId: string): void {
    const operation = this.#operations.get(operationId);
    if (!operation) throw new RpcError(-32803, "Invalid operation id");
    clearTimeout(operation.patience);
    operation.resume();
  }

  stopOperation(operationId: string): void {
    const operation = this.#operations.get(operationId);
    clearTimeout(operation?.patience);
    operation?.stop();
    this.#operations.delete(operationId);
  }

  #advance(
    operationId: string,
    steps: Generator<object | undefined, void>,
    describe: (error: unknown) => string,
  ): void {
    if (!this.#operations.has(operationId)) return;
    try {
      for (let step = steps.next(); !step.done; step = steps.next()) {
        if (step.value === undefined) return this.#waitForContinue(operationId);
        this.#send({ ...step.value, operationId });
      }
    } catch (error) {
      this.#send({ event: "operationError", operationId, error: describe(error) });
    }
    this.#operations.delete(operationId);
  }

  #waitForContinue(operationId: string): void {
    const operation = this.#operations.get(operationId);
    if (!operation) return;
    operation.patience = setTimeout(() => {
      this.stopOperation(operationId);
      this.#send({ event: "operationInaccessible", operationId });
    }, RPC_LIMITS.continueWithinMs);
    this.#send({ event: "operationWaitingForContinue", operationId });
  }

  #imported(block: Block, withRuntime: boolean): void {
    // The chain has jumped: a snapshot was restored beneath the client, which has to begin anew.
    const isGap = block.header.parentHash !== this.#newest;
    this.#newest = block.hash;
    if (isGap || this.#pinned.size >= RPC_LIMITS.pinnedBlocks) {
      this.#send({ event: "stop" });
      return this.#end();
    }
    this.#pinned.add(block.hash);
    this.#send({
      event: "newBlock",
      blockHash: block.hash,
      parentBlockHash: block.header.parentHash,
      ...(withRuntime && { newRuntime: this.#newRuntimeAfter(block) }),
    });
  }

  #runtimeAfter(head: Head): object {
    const version = versionAfter(this.#context, head);
    this.#toldVersion = typeof version === "string" ? version : version.specVersion;
    return runtimeEvent(version);
  }

  /** Null while the rules stay the same. */
  #newRuntimeAfter(head: Head): object | null {
    const before = this.#toldVersion;
    const event = this.#runtimeAfter(head);
    return this.#toldVersion === before ? null : event;
  }
}
