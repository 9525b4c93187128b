// `plexus localnet status`: is the local network of this checkout up, and which processes does it consist of?

import { readEndpoints } from "../../../localnet/endpoints.js";
import { localnetPaths } from "../../../localnet/paths.js";
import { isAlive, readSupervisorPid } from "../../../localnet/supervisorPid.js";
import { defineCommand } from "../../command.js";
import { CommandFailure } from "../../failure.js";
import { formatTable } from "../../table.js";

export const localnetStatusCommand = defineCommand({
  words: "localnet status",
  summary: "show the local network of this checkout",
  examples: [
    { line: "localnet status", about: "its addresses and processes" },
    { line: "localnet status --json", about: "endpoints.json with a word for every process" },
  ],
  async run({ folder }) {
    const paths = localnetPaths(folder);
    const pid = readSupervisorPid(paths);
    const endpoints = pid === undefined ? undefined : readEndpoints(paths);
    if (pid === undefined)
      throw new CommandFailure("notReachable", "No local network runs in this checkout.", "Start it with `npm start`.");
    if (endpoints === undefined) return { json: { pid, ready: false }, text: `Starting (pid ${pid}); not ready yet.` };
    const processes = endpoints.processes.map((process) => ({ ...process, alive: isAlive(process.pid) }));
    const rows = processes.map((item) => [
      item.name,
      String(item.pid),
      item.model ?? "",
      item.alive ? "runs" : "down",
      item.log,
    ]);
    const table = formatTable(["process", "pid", "model", "state", "log"], rows, "");
    const others = (endpoints.producers ?? []).slice(1).map(({ rpc, name }) => `\n${name.padEnd(9)}${rpc}`);
    const addresses = `page     ${endpoints.page}\ngateway  ${endpoints.gateway.url}\nRPC      ${endpoints.rpc}${others.join("")}`;
    const text = `${addresses}\n\n${table}`;
    return { json: { pid, ready: true, ...endpoints, processes }, text };
  },
});
