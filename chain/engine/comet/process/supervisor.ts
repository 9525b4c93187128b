// Runs CometBFT beside the node (cometbft.md §2). It is a child that may die at any time: it is then started again alone,
// because a living application outlasts any number of its restarts; its exit code says nothing. When the node itself stops,
// CometBFT goes first: SIGTERM, and SIGKILL after three seconds, since a waiting application keeps it from ending.

import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import type { Logger } from "../../logger.js";
import type { CometPaths } from "../home/cometHome.js";
import { CometLog, type LogLine } from "./logLines.js";
import { forgetProcess, noteProcess } from "./orphan.js";

export interface SupervisorOptions {
  readonly binary: string;
  readonly paths: CometPaths;
  /** CometBFT's RPC socket: one that a killed process left would keep it from starting. */
  readonly staleSocket: string;
  readonly logger: Logger;
  readonly onLine: (line: LogLine) => void;
  /** It ends at once, again and again: something is wrong that a restart does not mend. */
  readonly onHopeless: (error: Error) => void;
}

const KILL_AFTER_MS = 3_000;
const FIRST_DELAY_MS = 20;
const LONGEST_DELAY_MS = 10_000;
/** Ends in a row without a block between them, after which the node gives up: about a minute of trying. */
const HOPELESS_AFTER = 12;

export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #log: CometLog;
  #child: ChildProcess | undefined;
  #ended: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #delayMs = FIRST_DELAY_MS;
  #failures = 0;
  #restarts = 0;
  #stopping = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#log = new CometLog(options.paths.log, options.onLine);
  }

  get restarts(): number {
    return this.#restarts;
  }
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** An earlier CometBFT of this home must have ended (orphan.ts). */
  start(): void {
    if (!this.#stopping) this.#spawn();
  }

  /** It has brought a block: whatever ends it now is new. */
  proved(): void {
    this.#failures = 0;
    this.#delayMs = FIRST_DELAY_MS;
  }

  /** Resolves when the process is gone. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#timer);
    const child = this.#child;
    if (child) {
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), KILL_AFTER_MS);
      await this.#ended;
      clearTimeout(timer);
    }
    this.#log.close();
  }

  /** Ends CometBFT now, so that it is started again. */
  kick(): void {
    this.#child?.kill("SIGKILL");
  }

  /** Ends CometBFT now; it does not come back. For a node that must not sign another vote. */
  halt(): void {
    this.#stopping = true;
    clearTimeout(this.#timer);
    this.#child?.kill("SIGKILL");
  }

  #spawn(): void {
    const { binary, paths, logger, staleSocket } = this.#options;
    rmSync(staleSocket, { force: true });
    const startedMs = performance.now();
    const child = spawn(binary, ["start", "--home", paths.home], {
      stdio: ["ignore", "pipe", "pipe"],
      cwd: paths.home,
      env: { PATH: process.env.PATH, HOME: paths.home, GOGC: process.env.GOGC, GOMAXPROCS: process.env.GOMAXPROCS },
    });
    this.#child = child;
    if (child.pid !== undefined) noteProcess(paths, child.pid);
    this.#log.follow(child.stdout);
    this.#log.follow(child.stderr);
    this.#ended = new Promise((resolve) => {
      child.once("error", (error) => {
        logger.error({ err: error, binary }, "CometBFT could not be started");
        this.#onEnd(startedMs, "it could not be started");
        resolve();
      });
      child.once("exit", (code, signal) => {
        forgetProcess(paths);
        this.#onEnd(startedMs, signal === null ? `exit code ${code}` : `signal ${signal}`);
        resolve();
      });
    });
  }

  #onEnd(startedMs: number, how: string): void {
    this.#child = undefined;
    if (this.#stopping) return;
    const livedMs = performance.now() - startedMs;
    this.#failures++;
    const { logger, onHopeless, paths } = this.#options;
    const lastLines = this.#log.lastLines.join("\n");
    if (this.#failures > HOPELESS_AFTER) {
      this.#stopping = true;
      onHopeless(
        new Error(
          `CometBFT ended ${this.#failures} times in a row (${how}); see ${paths.log}. It said last:\n${lastLines}`,
        ),
      );
      return;
    }
    logger.warn(
      { how, livedMs: Math.round(livedMs), restartInMs: this.#delayMs, ...(livedMs < 2_000 && { lastLines }) },
      "CometBFT ended; it is started again",
    );
    this.#timer = setTimeout(() => {
      this.#restarts++;
      this.#spawn();
    }, this.#delayMs);
    this.#delayMs = Math.min(LONGEST_DELAY_MS, this.#delayMs * 2);
  }
}
