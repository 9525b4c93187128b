// A node that a guide starts: the guide's own line, run until it is stopped.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { adapt, type Surroundings } from "./guide.js";

export interface Health {
  readonly status: string;
  readonly best: number;
}

export class GuideNode {
  output = "";
  readonly #child: ChildProcess;
  readonly #healthUrl: string;
  readonly ended: Promise<unknown>;

  /** Starts the last command of the block, which is a node's, after the commands before it. */
  constructor(block: string, around: Surroundings, values: Readonly<Record<string, string>> = {}) {
    const lines = adapt(block, around, values).trimEnd();
    // exec: a signal must reach the node and not the shell.
    const begins = lines.lastIndexOf('\n"') + 1;
    const script = `${lines.slice(0, begins)}exec ${lines.slice(begins)}`;
    this.#child = spawn("bash", ["-ec", script], { cwd: around.folder, env: around.environment });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on("data", (part) => (this.output += String(part)));
    this.#healthUrl = `http://127.0.0.1:${9994 + around.portOffset}/health`;
    this.ended = once(this.#child, "exit");
  }

  get exitCode(): number | null {
    return this.#child.exitCode;
  }

  async health(): Promise<Health | undefined> {
    const response = await fetch(this.#healthUrl, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    return response && ((await response.json()) as Health);
  }

  /** True when it has caught up with `height` and says that it is well. */
  async keepsUp(height: number, patienceMs: number): Promise<boolean> {
    const untilMs = Date.now() + patienceMs;
    while (Date.now() < untilMs && this.#child.exitCode === null) {
      const health = await this.health();
      if (health?.status === "ok" && health.best >= height) return true;
      await sleep(250);
    }
    return false;
  }

  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill(signal);
    await this.ended;
  }
}
