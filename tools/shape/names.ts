// Names that say nothing, files without their first sentence, and marks that belong into an issue (architecture §5).
import { type Check, isSource, lineAt, type Problem, parse, type TreeFile } from "./tree.js";

const emptyNames = new Set(["utils", "util", "helpers", "helper", "common", "misc", "types", "globals"]);
const marks = /\b(TODO|FIXME|XXX|HACK)\b/;
const sleepingTest = /\b(?:it|test|describe)\.(?:skip|only|todo)\(/;

function emptyName(path: string): string | undefined {
  return path
    .split("/")
    .map((part) => part.replace(/\..*$/, ""))
    .find((part) => emptyNames.has(part));
}

function sourceProblems(file: TreeFile & { text: string }): Problem[] {
  const problems: Problem[] = [];
  if (!/^(#![^\n]*\n)?\s*(\/\/|\/\*)/.test(file.text)) {
    problems.push({
      path: file.path,
      line: 1,
      rule: "first line",
      message: "say what the file is, and which section rules it, in a comment",
    });
  }
  for (const comment of parse(file).comments) {
    if (marks.test(comment.value)) {
      problems.push({
        path: file.path,
        line: lineAt(file.text, comment.start),
        rule: "marks",
        message: "open an issue instead of a mark",
      });
    }
  }
  const asleep = /\.test\.tsx?$/.test(file.path) ? sleepingTest.exec(file.text) : null;
  if (asleep !== null) {
    problems.push({
      path: file.path,
      line: lineAt(file.text, asleep.index),
      rule: "marks",
      message: `a test that does not run: ${asleep[0]}`,
    });
  }
  return problems;
}

/** Finds forbidden names, files that do not introduce themselves, unfinished marks and tests put to sleep. */
export const names: Check = (tree) => {
  const problems: Problem[] = [];
  for (const file of tree) {
    const name = emptyName(file.path);
    if (name !== undefined)
      problems.push({ path: file.path, rule: "names", message: `"${name}" says nothing: name what it does` });
    if (isSource(file)) problems.push(...sourceProblems(file));
  }
  return problems;
};
