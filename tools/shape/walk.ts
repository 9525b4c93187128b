// Walks an oxc syntax tree: every node once, with its parent and the name under which the parent holds it.

/** A syntax node as the checks see it: only what all nodes have; other fields are looked up by name. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export type Visit = (node: SyntaxNode, parent: SyntaxNode | undefined, field: string) => void;

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
}

/** Calls `visit` for `node` and everything below it, parents first. */
export function walk(node: unknown, visit: Visit, parent?: SyntaxNode, field = ""): void {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, visit, parent, field);
    return;
  }
  if (!isNode(node)) return;
  visit(node, parent, field);
  for (const [name, value] of Object.entries(node)) {
    if (typeof value === "object" && value !== null) walk(value, visit, node, name);
  }
}
