// Files of at most 400 lines, functions of at most 80 (architecture §5). The blocks that only group tests do not count as functions.
import { type Check, isSource, lineAt, type Problem, parse } from "./tree.js";
import { type SyntaxNode, walk } from "./walk.js";

export const maxFileLines = 400;
export const maxFunctionLines = 80;
const functionTypes = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"]);
const groups = new Set(["describe", "suite"]);

/** True for the callback of `describe(...)`, `describe.skipIf(x)(...)` and the like. */
function isTestGroup(parent: SyntaxNode | undefined, field: string): boolean {
  if (parent?.type !== "CallExpression" || field !== "arguments") return false;
  let callee = parent.callee as SyntaxNode | undefined;
  while (callee?.type === "CallExpression" || callee?.type === "MemberExpression")
    callee = (callee.callee ?? callee.object) as SyntaxNode;
  return callee?.type === "Identifier" && groups.has(String(callee.name));
}

function nameOf(node: SyntaxNode, parent: SyntaxNode | undefined): string {
  const holder = (node.id ?? parent?.id ?? parent?.key) as SyntaxNode | null | undefined;
  return typeof holder?.name === "string" ? holder.name : "(anonymous)";
}

/** Finds files and functions that are too long to be read at one sitting. */
export const lengths: Check = (tree) => {
  const problems: Problem[] = [];
  for (const file of tree) {
    if (!isSource(file)) continue;
    const lines = file.text.split("\n").length - 1;
    if (lines > maxFileLines)
      problems.push({ path: file.path, rule: "length", message: `${lines} lines, more than ${maxFileLines}` });
    walk(parse(file).program, (node, parent, field) => {
      if (!functionTypes.has(node.type) || isTestGroup(parent, field)) return;
      const first = lineAt(file.text, node.start);
      const length = lineAt(file.text, node.end) - first + 1;
      if (length > maxFunctionLines) {
        const message = `function ${nameOf(node, parent)} has ${length} lines, more than ${maxFunctionLines}`;
        problems.push({ path: file.path, line: first, rule: "length", message });
      }
    });
  }
  return problems;
};
