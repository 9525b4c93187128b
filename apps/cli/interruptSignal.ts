// When a command must end: Ctrl-C, SIGTERM, or the death of the supervisor that started it.
import { exitCodes } from "./failure.js";

/** How long an orphan may take to end in an orderly way, ms. */
const orphanGraceMs = 5_000;

/** Aborted by the first such event. A second Ctrl-C ends the process at once. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  const interrupt = () => controller.abort(new DOMException("interrupted", "AbortError"));
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.on(name, () => {
      if (controller.signal.aborted && name === "SIGINT") process.exit(exitCodes.interrupted);
      interrupt();
    });
  }
  if (process.env.PLEXUS_SUPERVISED === "1" && process.channel !== undefined) {
    // A supervisor killed with -9 can stop nobody: its children notice by the channel and stop themselves.
    process.once("disconnect", () => {
      interrupt();
      setTimeout(() => process.exit(exitCodes.interrupted), orphanGraceMs).unref();
    });
    process.channel.unref();
  }
  return controller.signal;
}
