// Where the node's lines go: readable ones on a terminal, JSON for files and other programs (surfaces, "Logs and metrics").
// Both carry the words `Imported #1 (0x…)` that scripts wait for.

import { inspect } from "node:util";
import type { Logger } from "@plexus/chain/engine";
import { pino } from "pino";

export function nodeLogger(isTerminal: boolean): Logger {
  if (!isTerminal) {
    return pino({
      base: { part: "node" },
      timestamp: pino.stdTimeFunctions.isoTime,
      level: process.env.PLEXUS_LOG ?? "info",
    });
  }
  return { debug() {}, info: line("info"), warn: line("warn"), error: line("error") };
}

function line(level: string): (fields: object, message: string) => void {
  return (fields, message) => {
    const time = new Date().toISOString().slice(11, 23);
    const rest = Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(
        ([name, value]) =>
          `${name}=${typeof value === "object" ? inspect(value, { breakLength: Infinity }) : String(value)}`,
      )
      .join(" ");
    const mark = level === "info" ? "" : `${level.toUpperCase()} `;
    (level === "error" ? process.stderr : process.stdout).write(`${time} node ${mark}${message}  ${rest}\n`);
  };
}
