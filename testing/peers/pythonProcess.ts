// Runs Python and reads what it says.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** Runs a script of this folder to its end, with `input` on stdin; gives back its stdout. Throws where it fails. */
export function runPython(python: string, script: string, args: readonly string[], input = ""): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(python, [`testing/peers/${script}`, ...args], { stdio: ["pipe", "pipe", "inherit"] });
    let output = "";
    child.stdout.on("data", (part) => (output += String(part)));
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve(output) : reject(new Error(`${script} ended with ${code}`))));
    child.stdin.end(input);
  });
}

/** Starts a script that stays. */
export function startPython(python: string, script: string, args: readonly string[]) {
  const child = spawn(python, [`testing/peers/${script}`, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  return { child, lines: createInterface({ input: child.stdout }) };
}
