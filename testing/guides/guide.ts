// The commands of a guide as this suite runs them: the text of the guide itself, with moved ports, the built program in the place of
// `npx plexus`, and what a person would fill in between < and >.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

export interface Surroundings {
  /** Where the commands run. */
  readonly folder: string;
  readonly portOffset: number;
  readonly environment: NodeJS.ProcessEnv;
}

export interface Outcome {
  readonly code: number;
  /** stdout and stderr. */
  readonly output: string;
}

/** The ```sh blocks of a guide, in order. */
export function shellBlocks(guide: string): string[] {
  const text = readFileSync(join(root, "docs/guides", guide), "utf8");
  return Array.from(text.matchAll(/^```sh\n([\s\S]*?)^```$/gm), ([, block]) => block ?? "");
}

/** The one block that holds `words`. Throws where none does, or several. */
export function blockWith(guide: string, words: string): string {
  const found = shellBlocks(guide).filter((block) => block.includes(words));
  if (found.length !== 1) throw new Error(`${guide} has ${found.length} blocks with "${words}"`);
  return found[0] as string;
}

const ports = /\b(9944|9954|9994|30383|9665)\b/g;

/** Puts values into <names>. Throws for a name without a value. */
export function adapt(block: string, around: Surroundings, values: Readonly<Record<string, string>> = {}): string {
  const program = `"${process.execPath}" "${join(root, "dist/plexus.js")}"`;
  return block
    .replaceAll("npx plexus", program)
    .replace(ports, (port) => String(Number(port) + around.portOffset))
    .replace(/<([\w…]+)>/g, (_, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`the guide asks for <${name}>`);
      return value;
    });
}

/** Runs lines in bash, stopping at the first that fails. */
export function runLines(lines: string, { folder, environment }: Surroundings, timeoutMs = 60_000): Promise<Outcome> {
  return new Promise((resolve) => {
    const given = { cwd: folder, env: environment, timeout: timeoutMs, maxBuffer: 8_000_000 };
    execFile("bash", ["-ec", lines], given, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
      resolve({ code, output: `${stdout}${stderr}` });
    });
  });
}
