// core is the law: no I/O, clock, randomness, timers, fractional numbers or globals, and no `any` (architecture §2, §5). The two doors
// that fetch native or browser cryptography may load it, and tests may read vectors.
import { importsOf } from "./floors.js";
import { type Check, isSource, isTest, lineAt, type Problem, parse, type TreeFile } from "./tree.js";
import { type SyntaxNode, walk } from "./walk.js";

const forbiddenGlobals = new Set([
  "Date",
  "fetch",
  "process",
  "console",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "queueMicrotask",
  "performance",
  "crypto",
  "globalThis",
  "window",
  "self",
  "document",
  "navigator",
  "localStorage",
  "XMLHttpRequest",
  "WebSocket",
  "require",
  "Intl",
  "WeakRef",
]);
const allowedMath = new Set(["floor", "ceil", "trunc", "min", "max", "abs", "sign", "imul", "clz32"]);
const doors = new Set(["core/crypto/native.ts", "core/crypto/browser.ts"]);

/** True where an identifier is only a name: a property after a dot, a key, a declared member. */
function isOnlyName(parent: SyntaxNode | undefined, field: string): boolean {
  if (parent === undefined) return false;
  if (parent.type === "MemberExpression" && field === "property") return parent.computed !== true;
  if (field === "key") return parent.computed !== true;
  return (
    ["imported", "exported", "label"].includes(field) || (parent.type === "ImportSpecifier" && field === "imported")
  );
}

/** Names that the file binds itself (`crypto: Hashing` as a parameter): those are not the globals of the same name. */
function boundNames(program: unknown): Set<string> {
  const bound = new Set<string>();
  walk(program, (node, parent, field) => {
    if (node.type === "ObjectPattern") {
      for (const { value } of node.properties as { value?: SyntaxNode }[]) {
        if (value?.type === "Identifier") bound.add(String(value.name));
      }
    }
    if (node.type !== "Identifier" || parent === undefined) return;
    const isDeclared =
      (field === "id" && parent.type === "VariableDeclarator") ||
      (field === "left" && parent.type === "AssignmentPattern");
    if (field === "params" || field === "local" || isDeclared) bound.add(String(node.name));
  });
  return bound;
}

function problemOf(node: SyntaxNode, parent: SyntaxNode | undefined, field: string): string | undefined {
  if (node.type === "TSAnyKeyword") return "`any`: name the type, or use unknown";
  if (node.type === "Identifier" && forbiddenGlobals.has(String(node.name)) && !isOnlyName(parent, field))
    return `the global ${node.name}`;
  if (node.type === "Literal" && typeof node.value === "number" && !Number.isInteger(node.value))
    return `a fractional number: ${node.raw}`;
  if (node.type === "MemberExpression" && (node.object as SyntaxNode).name === "Math") {
    const name = String((node.property as SyntaxNode).name);
    if (!allowedMath.has(name))
      return `Math.${name}: ${name === "random" ? "randomness" : "its last bit differs between machines"}`;
  }
  return undefined;
}

function importProblems(file: TreeFile & { text: string }): Problem[] {
  const bare = importsOf(file).filter(
    ({ specifier }) => !specifier.startsWith(".") && !specifier.startsWith("@plexus/core/"),
  );
  const inCrypto = file.path.startsWith("core/crypto/");
  return bare
    .filter(({ specifier }) => !inCrypto || specifier.startsWith("node:"))
    .map(({ specifier, start }) => ({
      path: file.path,
      line: lineAt(file.text, start),
      rule: "purity",
      message: `imports ${specifier}`,
    }));
}

/** Finds whatever could make two machines compute different bytes from the same block. */
export const purity: Check = (tree) => {
  const problems: Problem[] = [];
  for (const file of tree) {
    if (!file.path.startsWith("core/") || !isSource(file) || isTest(file.path) || doors.has(file.path)) continue;
    problems.push(...importProblems(file));
    const { program } = parse(file);
    const bound = boundNames(program);
    walk(program, (node, parent, field) => {
      if (node.type === "Identifier" && bound.has(String(node.name))) return;
      const message = problemOf(node, parent, field);
      if (message !== undefined)
        problems.push({ path: file.path, line: lineAt(file.text, node.start), rule: "purity", message });
    });
  }
  return problems;
};
