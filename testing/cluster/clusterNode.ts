// One node of the cluster as processes: `plexus node` and the CometBFT that it started. What a person with a terminal could do to
// them, this does: start, end, kill -9 either or both, freeze, go on, ask over RPC.
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Hex } from "@plexus/core/scale";
import { cometOf, isAlive, signal } from "./processes.js";

export interface NodePlace {
  readonly name: string;
  readonly basePath: string;
  readonly rpcPort: number;
  readonly p2pPort: number;
  readonly metricsPort: number;
  readonly nodeId: string;
  /** Of the program `plexus`. */
  readonly arguments: readonly string[];
}

export interface StartOptions {
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Answers of the wire; scenarios look inside without a type for each. */
export type Json = ReturnType<typeof JSON.parse>;

export class RpcRefusal extends Error {
  override name = "RpcRefusal";
  readonly code: number;
  readonly data: unknown;
  constructor(method: string, error: { code: number; message: string; data?: unknown }) {
    super(`${method}: ${error.message} ${error.data === undefined ? "" : JSON.stringify(error.data)}`);
    this.code = error.code;
    this.data = error.data;
  }
}

export class ClusterNode {
  readonly place: NodePlace;
  readonly logPath: string;
  readonly #program: string;
  #child: ChildProcess | undefined;
  #started: StartOptions = {};
  exitCode: number | null | undefined;

  constructor(place: NodePlace, program: string) {
    this.place = place;
    this.#program = program;
    this.logPath = `${place.basePath}.log`;
  }

  get name(): string {
    return this.place.name;
  }
  get pid(): number | undefined {
    return this.isRunning ? this.#child?.pid : undefined;
  }
  get cometPid(): number | undefined {
    return cometOf(this.place.basePath);
  }
  get isRunning(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }
  get log(): string {
    return readFileSync(this.logPath, "utf8");
  }

  /** With other options these stay for later starts as well. */
  start(options: StartOptions = this.#started): void {
    if (this.isRunning) return;
    this.#started = options;
    const log = openSync(this.logPath, "a");
    const words = [this.#program, ...withFlags(this.place.arguments, options.flags ?? [])];
    this.exitCode = undefined;
    const child = spawn(process.execPath, words, {
      stdio: ["ignore", log, log],
      env: { ...process.env, ...options.env },
    });
    closeSync(log);
    child.once("exit", (code) => (this.exitCode = code));
    this.#child = child;
  }

  killApp(): void {
    this.#child?.kill("SIGKILL");
  }
  killComet(): boolean {
    return signal(this.cometPid, "SIGKILL");
  }
  killBoth(): void {
    const comet = this.cometPid;
    this.#child?.kill("SIGKILL");
    signal(comet, "SIGKILL");
  }
  freeze(): void {
    signal(this.pid, "SIGSTOP");
  }
  goOn(): void {
    signal(this.pid, "SIGCONT");
  }

  /** SIGTERM, then SIGKILL for both after `patienceMs`. Returns how long the end took, ms. */
  async stop(patienceMs = 10_000): Promise<number> {
    const begunMs = performance.now();
    const comet = this.cometPid;
    if (this.isRunning) this.#child?.kill("SIGTERM");
    const isGone = () => !this.isRunning && (comet === undefined || !isAlive(comet));
    while (!isGone() && performance.now() - begunMs < patienceMs) await sleep(20);
    if (!isGone()) {
      this.#child?.kill("SIGKILL");
      signal(comet, "SIGKILL");
      signal(this.cometPid, "SIGKILL");
      while (this.isRunning) await sleep(20);
    }
    return performance.now() - begunMs;
  }

  async rpc<T = Json>(method: string, params: unknown = [], timeoutMs = 5_000): Promise<T> {
    const response = await fetch(`http://127.0.0.1:${this.place.rpcPort}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const body = (await response.json()) as { result?: T; error?: { code: number; message: string } };
    if (body.error) throw new RpcRefusal(method, body.error);
    return body.result as T;
  }

  async head(): Promise<{ number: number; stateRoot: Hex; parentHash: Hex }> {
    const header = await this.rpc("chain_getHeader");
    return { ...header, number: Number(header.number) };
  }
  /** −1 while it does not answer. */
  async height(timeoutMs = 2_000): Promise<number> {
    return this.rpc("chain_getHeader", [], timeoutMs).then(
      (header) => Number(header.number),
      () => -1,
    );
  }
  /** Hashes of a range of heights, a thousand a question; null where the node has none. */
  async hashes(from: number, to: number): Promise<(Hex | null)[]> {
    const found: (Hex | null)[] = [];
    for (let low = from; low <= to; low += 1_000) {
      const heights = Array.from({ length: Math.min(1_000, to - low + 1) }, (_, index) => low + index);
      found.push(...((await this.rpc("chain_getBlockHash", [heights], 20_000)) as (Hex | null)[]));
    }
    return found;
  }
  async health(): Promise<Json> {
    const response = await fetch(`http://127.0.0.1:${this.place.rpcPort}/health`, {
      signal: AbortSignal.timeout(3_000),
    });
    return { httpStatus: response.status, ...((await response.json()) as object) };
  }
  async metrics(): Promise<string> {
    const response = await fetch(`http://127.0.0.1:${this.place.metricsPort}/metrics`, {
      signal: AbortSignal.timeout(5_000),
    });
    return response.text();
  }

  /** True once the height is reached; false after `patienceMs`. */
  async reaches(height: number, patienceMs: number): Promise<boolean> {
    const untilMs = Date.now() + patienceMs;
    while (Date.now() < untilMs) {
      if ((await this.height()) >= height) return true;
      await sleep(50);
    }
    return false;
  }
}

/** A flag given twice counts once: the later one. */
function withFlags(base: readonly string[], flags: readonly string[]): string[] {
  const given = new Set(flags.filter((word) => word.startsWith("--")));
  const kept: string[] = [];
  for (let index = 0; index < base.length; index++) {
    const word = base[index] as string;
    const hasValue = word.startsWith("--") && base[index + 1] !== undefined && !base[index + 1]?.startsWith("--");
    if (given.has(word)) {
      if (hasValue) index++;
      continue;
    }
    kept.push(word);
  }
  return [...kept, ...flags];
}
