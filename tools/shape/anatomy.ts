// Every pallet, slice and market has the parts that a reader expects, and nothing with a name of its own invention (architecture §5);
// and the whole tree stays small enough to clone in a minute (architecture §3.9).
import type { Check, Problem, TreeFile } from "./tree.js";

const pallets = "core/runtime/src/pallets/";
const marketParts = ["README.md", "task.ts", "miner.ts", "validator.ts", "score.ts", "attacks.test.ts"];
export const maxTreeBytes = 40 * 1024 * 1024;
export const maxFileBytes = 16 * 1024 * 1024;

/** Folders directly under `prefix` → the paths in each, relative to it. */
function foldersUnder(tree: readonly TreeFile[], prefix: string): Map<string, string[]> {
  const folders = new Map<string, string[]>();
  for (const { path } of tree) {
    if (!path.startsWith(prefix)) continue;
    const [folder = "", ...rest] = path.slice(prefix.length).split("/");
    if (rest.length === 0) continue;
    folders.set(folder, [...(folders.get(folder) ?? []), rest.join("/")]);
  }
  return folders;
}

function lacking(path: string, present: readonly string[], wanted: readonly string[]): Problem[] {
  const missing = wanted.filter((part) => !present.includes(part));
  return missing.map((part) => ({ path, rule: "anatomy", message: `has no ${part}` }));
}

function palletProblems(tree: readonly TreeFile[], prefix: string): Problem[] {
  const problems: Problem[] = [];
  for (const [name, parts] of foldersUnder(tree, prefix)) {
    problems.push(...lacking(`${prefix}${name}`, parts, ["README.md", "index.ts"]));
    const hasSlices = parts.some((part) => /^[^/]+\/index\.ts$/.test(part) && !part.startsWith("calls/"));
    if (hasSlices)
      problems.push(...palletProblems(tree, `${prefix}${name}/`).filter(({ path }) => !path.endsWith("/calls")));
  }
  return problems;
}

/** Finds pallets, slices and markets that lack a part, and a tree or a file that is too heavy. */
export const anatomy: Check = (tree) => {
  const problems = palletProblems(tree, pallets);
  for (const [name, parts] of foldersUnder(tree, "subnets/")) {
    if (name !== "kit") problems.push(...lacking(`subnets/${name}`, parts, marketParts));
  }
  const total = tree.reduce((sum, file) => sum + file.bytes, 0);
  if (total > maxTreeBytes)
    problems.push({ path: ".", rule: "size", message: `the tree has ${total} bytes, more than ${maxTreeBytes}` });
  for (const { path, bytes } of tree) {
    if (bytes > maxFileBytes)
      problems.push({ path, rule: "size", message: `${bytes} bytes, more than ${maxFileBytes}` });
  }
  return problems;
};
