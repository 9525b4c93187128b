// What the shape checks look at: the repository's files as values, parsed at most once. Tests plant files in memory.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type ParseResult, parseSync } from "oxc-parser";

/** One file of the checkout. `text` is undefined for files that are not source. */
export interface TreeFile {
  readonly path: string;
  readonly bytes: number;
  readonly text?: string;
}

/** One breach of a rule, as it is printed: `path:line rule message`. */
export interface Problem {
  readonly path: string;
  readonly line?: number;
  readonly rule: string;
  readonly message: string;
}

export type Check = (tree: readonly TreeFile[]) => Problem[];

const sourceEnding = /\.(ts|tsx|mjs)$/;
const readEnding = /\.(ts|tsx|mjs|json|md|sh|html|css|yml)$/;
const parsed = new WeakMap<TreeFile, ParseResult>();

export function isSource(file: TreeFile): file is TreeFile & { text: string } {
  return file.text !== undefined && sourceEnding.test(file.path);
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith("testing/");
}

/** The syntax tree of a source file, from oxc. Throws with path and message when it does not parse. */
export function parse(file: TreeFile & { text: string }): ParseResult {
  const known = parsed.get(file);
  if (known !== undefined) return known;
  const result = parseSync(file.path, file.text);
  const error = result.errors[0];
  if (error !== undefined) throw new Error(`${file.path}: ${error.message}`);
  parsed.set(file, result);
  return result;
}

/** 1-based line of a character offset. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let index = text.indexOf("\n"); index !== -1 && index < offset; index = text.indexOf("\n", index + 1)) line += 1;
  return line;
}

/** Every file that git tracks or would add, with its text where a check may read it. */
export function loadTree(root: string): TreeFile[] {
  const list = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  const paths = [...new Set(list.split("\0"))].filter((path) => path !== "" && existsSync(join(root, path)));
  return paths.map((path) => {
    const full = join(root, path);
    const { size } = statSync(full);
    return readEnding.test(path) && size < 4_000_000
      ? { path, bytes: size, text: readFileSync(full, "utf8") }
      : { path, bytes: size };
  });
}
