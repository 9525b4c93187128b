// Reads flags into values with bounds; every refusal says what was expected (exit code 2).
import { isBlockedPort } from "../control/isBlockedPort.js";
import { wrongUse } from "./failure.js";

/** A whole number between `least` and `most`. */
export function parseWhole(text: unknown, name: string, least: number, most: number): number {
  const value = Number(text);
  if (typeof text === "string" && /^\d{1,10}$/.test(text) && value >= least && value <= most) return value;
  throw wrongUse(
    `${name} must be a whole number from ${least} to ${most}, not "${String(text)}".`,
    "Run the command with --help.",
  );
}

/** A port that is asked by HTTP or WebSocket; 0 where the system may choose one. */
export function parsePort(text: unknown, name: string): number {
  const port = parseWhole(text, name, 0, 65_535);
  if (!isBlockedPort(port)) return port;
  throw wrongUse(
    `${name} ${port} is a port that browsers and fetch refuse to ask.`,
    `Choose another, such as ${port + 20}.`,
  );
}

/** An http:// or https:// (or ws://) address without a trailing slash. */
export function parseUrl(text: unknown, name: string, schemes: readonly string[]): string {
  const url = typeof text === "string" && URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && schemes.includes(url.protocol.replace(":", ""))) return String(text).replace(/\/+$/, "");
  throw wrongUse(
    `${name} must begin with ${schemes.map((scheme) => `${scheme}://`).join(" or ")}, not "${String(text)}".`,
    "Run the command with --help.",
  );
}

/** A text option, or undefined when it was not given. */
export function optionalText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
