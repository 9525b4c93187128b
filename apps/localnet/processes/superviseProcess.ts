// Keeps one process of the local network running: starts it with its own log and process group, starts it again after its delay, and
// stops it with everything that it started.
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import type { ProcessSpec } from "./processSpec.js";

export interface SupervisedProcess {
  readonly spec: ProcessSpec;
  readonly log: string;
  /** Of the process that runs now, or of the last one. */
  readonly pid: number | undefined;
  readonly isRunning: boolean;
  readonly restarts: number;
  /** Ends it and its group for good: SIGTERM, after `graceMs` SIGKILL. */
  stop(graceMs: number): Promise<void>;
}

export interface SuperviseOptions {
  /** dist/plexus.js. */
  readonly program: string;
  readonly logFolder: string;
  /** Called after every start and every death. */
  onChange(process: SupervisedProcess, what: "started" | "died", detail: string): void;
}

/** A process that dies sooner than this after its start is not started again at once, lest it spin. */
const quickDeathMs = 2_000;
const longestPauseMs = 15_000;

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Above this a log is set aside as <name>.old.log when its process starts again, bytes. */
const maxLogBytes = 20_000_000;

function openLog(log: string): number {
  if (existsSync(log) && statSync(log).size > maxLogBytes) renameSync(log, log.replace(/\.log$/, ".old.log"));
  return openSync(log, "a", 0o600);
}

/** The child leads a group of its own; the ipc channel lets it notice when the supervisor itself was killed. */
function start(spec: ProcessSpec, options: SuperviseOptions, log: string): ChildProcess {
  const fd = openLog(log);
  try {
    return spawn(process.execPath, [options.program, ...spec.arguments], {
      detached: true,
      stdio: ["ignore", fd, fd, "ipc"],
      env: { ...process.env, PLEXUS_SUPERVISED: "1", NO_COLOR: "1" },
    });
  } finally {
    closeSync(fd);
  }
}

/** Starts the process and keeps it running until stop(). */
export function superviseProcess(spec: ProcessSpec, options: SuperviseOptions): SupervisedProcess {
  mkdirSync(options.logFolder, { recursive: true });
  mkdirSync(spec.dataPath, { recursive: true });
  const log = join(options.logFolder, `${spec.name}.log`);
  const state = {
    child: undefined as ChildProcess | undefined,
    pid: undefined as number | undefined,
    restarts: 0,
    quickDeaths: 0,
    isStopping: false,
  };
  let timer: NodeJS.Timeout | undefined;
  const handle: SupervisedProcess = {
    spec,
    log,
    get pid() {
      return state.pid;
    },
    get isRunning() {
      return state.child !== undefined;
    },
    get restarts() {
      return state.restarts;
    },
    async stop(graceMs) {
      state.isStopping = true;
      clearTimeout(timer);
      const { child } = state;
      if (child?.pid === undefined) return;
      const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
      signalGroup(child.pid, "SIGTERM");
      const killer = setTimeout(() => signalGroup(child.pid as number, "SIGKILL"), graceMs);
      await ended;
      clearTimeout(killer);
      signalGroup(child.pid, "SIGKILL");
    },
  };
  const run = () => {
    const child = start(spec, options, log);
    const begunMs = Date.now();
    state.child = child;
    state.pid = child.pid;
    options.onChange(handle, "started", `pid ${child.pid}`);
    child.once("error", () => child.emit("exit", 1, null));
    child.once("exit", (code, signal) => {
      if (state.child !== child) return;
      state.child = undefined;
      if (child.pid !== undefined) signalGroup(child.pid, "SIGKILL");
      if (state.isStopping) return;
      state.quickDeaths = Date.now() - begunMs < quickDeathMs ? state.quickDeaths + 1 : 0;
      const pauseMs = Math.max(
        spec.restartDelayMs,
        state.quickDeaths <= 1 ? 0 : Math.min(longestPauseMs, 500 * 2 ** state.quickDeaths),
      );
      state.restarts += 1;
      options.onChange(handle, "died", signal === null ? `exit code ${code}` : `signal ${signal}`);
      timer = setTimeout(run, pauseMs);
    });
  };
  run();
  return handle;
}
