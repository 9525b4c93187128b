// `npm run check`: prints every breach of the house's shape as path:line, and the figures that the shape is judged by. Exit 1 on a breach.
import { readFileSync } from "node:fs";
import { type Exemption, runChecks } from "./shape/runChecks.js";
import { isSource, loadTree } from "./shape/tree.js";

const root = new URL("..", import.meta.url).pathname;
const tree = loadTree(root);
const { entries } = JSON.parse(readFileSync(new URL("./shape/exempt.json", import.meta.url), "utf8")) as {
  entries: Exemption[];
};
const problems = runChecks(tree, entries);
for (const { path, line, rule, message } of problems)
  console.log(`${path}${line === undefined ? "" : `:${line}`}  ${rule}: ${message}`);

const lineCounts = tree
  .filter(isSource)
  .map((file) => file.text.split("\n").length - 1)
  .sort((a, b) => a - b);
const median = lineCounts[Math.floor(lineCounts.length / 2)] ?? 0;
const mebibytes = (tree.reduce((sum, file) => sum + file.bytes, 0) / 2 ** 20).toFixed(1);
console.log(
  `${lineCounts.length} source files, median ${median} lines, longest ${lineCounts.at(-1) ?? 0}; tree ${mebibytes} MiB; ${problems.length} problems`,
);
process.exitCode = problems.length > 0 ? 1 : 0;
