// `plexus localnet stop`: ends the local network of this checkout as Ctrl-C would.
import { setTimeout as sleep } from "node:timers/promises";
import { localnetPaths } from "../../../localnet/paths.js";
import { isAlive, readSupervisorPid } from "../../../localnet/supervisorPid.js";
import { defineCommand } from "../../command.js";
import { CommandFailure } from "../../failure.js";

const patienceMs = 8_000;

export const localnetStopCommand = defineCommand({
  words: "localnet stop",
  summary: "stop the local network of this checkout",
  examples: [
    { line: "localnet stop", about: "what Ctrl-C does in its terminal" },
    { line: "localnet stop --json", about: "from a script" },
  ],
  async run({ folder }) {
    const pid = readSupervisorPid(localnetPaths(folder));
    if (pid === undefined) return { json: { stopped: false }, text: "No local network runs in this checkout." };
    process.kill(pid, "SIGTERM");
    const untilMs = Date.now() + patienceMs;
    while (isAlive(pid) && Date.now() < untilMs) await sleep(100);
    if (isAlive(pid))
      throw new CommandFailure(
        "refused",
        `Process ${pid} is still stopping.`,
        "Wait a moment and look with `plexus localnet status`.",
      );
    return { json: { stopped: true, pid }, text: "Stopped." };
  },
});
