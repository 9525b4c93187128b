// The processes of the local network as one thing: started in order, looked up by name, stopped together.
import type { LocalnetPaths } from "./paths.js";
import type { ProcessSpec } from "./processes/processSpec.js";
import { stopAll } from "./processes/stopAll.js";
import { type SupervisedProcess, superviseProcess } from "./processes/superviseProcess.js";

export interface Supervisor {
  readonly processes: readonly SupervisedProcess[];
  /** Starts the processes of these roles, in the order of the specs; those that run already are left alone. */
  start(...roles: readonly ProcessSpec["role"][]): void;
  stop(): Promise<void>;
}

export interface SupervisorOptions {
  readonly specs: readonly ProcessSpec[];
  readonly paths: LocalnetPaths;
  /** dist/plexus.js. */
  readonly program: string;
  /** A sentence about a start or a death after the first start. */
  note(text: string): void;
  /** Called when a pid has changed. */
  onChange(): void;
}

export function createSupervisor(options: SupervisorOptions): Supervisor {
  const processes: SupervisedProcess[] = [];
  const startOne = (spec: ProcessSpec) => {
    const supervised = superviseProcess(spec, {
      program: options.program,
      logFolder: options.paths.logs,
      onChange(item, what, detail) {
        const delay = spec.restartDelayMs === 0 ? "at once" : `in ${spec.restartDelayMs / 1000} s`;
        if (what === "died")
          options.note(`${spec.name} ended (${detail}); it starts again ${delay}. Its log: ${item.log}`);
        options.onChange();
      },
    });
    processes.push(supervised);
  };
  return {
    processes,
    start(...roles) {
      for (const spec of options.specs) {
        if (roles.includes(spec.role) && !processes.some((item) => item.spec.name === spec.name)) startOne(spec);
      }
    },
    stop: () => stopAll(processes),
  };
}
