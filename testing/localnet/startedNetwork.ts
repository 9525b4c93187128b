// One run of tools/start.mjs in a folder of its own, with what it printed.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export interface Endpoints {
  readonly rpc: string;
  readonly page: string;
  readonly gateway: { readonly url: string; readonly key: string };
  /** Of a network of several producers. */
  readonly producers?: readonly {
    readonly name: string;
    readonly rpc: string;
    readonly data: string;
    readonly coldkey: string;
    readonly hotkey: string;
  }[];
  readonly processes: readonly {
    readonly name: string;
    readonly role: string;
    readonly pid: number;
    readonly model?: string;
    readonly log: string;
  }[];
}

const script = fileURLToPath(new URL("../../tools/start.mjs", import.meta.url));

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

export function processOf(endpoints: Endpoints, role: string): Endpoints["processes"][number] {
  const found = endpoints.processes.find((item) => item.role === role);
  if (found === undefined) throw new Error(`there is no ${role}`);
  return found;
}

export class Started {
  output = "";
  exitCode: number | null = null;
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  readonly #endpointsPath: string;
  readonly #begunMs = Date.now();

  constructor(folder: string, flags: readonly string[]) {
    this.#endpointsPath = join(folder, ".plexus", "localnet", "endpoints.json");
    this.#child = spawn(process.execPath, [script, ...flags], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on("data", (part) => (this.output += String(part)));
    this.ended = new Promise((resolve) =>
      this.#child.once("exit", (code) => {
        this.exitCode = code;
        resolve();
      }),
    );
  }

  get pid(): number {
    return this.#child.pid as number;
  }

  isReady(): boolean {
    return existsSync(this.#endpointsPath);
  }

  endpoints(): Endpoints {
    return JSON.parse(readFileSync(this.#endpointsPath, "utf8")) as Endpoints;
  }

  /** Milliseconds from the start to readiness; undefined when it ended or took longer than `patienceMs`. */
  async readyAfterMs(patienceMs: number): Promise<number | undefined> {
    while (Date.now() - this.#begunMs < patienceMs && this.exitCode === null) {
      if (this.isReady()) return Date.now() - this.#begunMs;
      await sleep(100);
    }
    return undefined;
  }

  /** What Ctrl-C does, and waits for the end. */
  async interrupt(): Promise<void> {
    if (this.exitCode === null && this.#child.signalCode === null) this.#child.kill("SIGINT");
    await this.ended;
  }
}
