// The direction of imports: architecture §2. core ← {chain | client | ml} ← subnets ← apps; nothing imports apps, the middle three
// never import one another; inside core: scale, crypto, fixed ← merkle, frame, yuma ← runtime. Also: no relative path across a
// workspace, and no package that the workspace's own package.json does not name.
import { builtinModules } from "node:module";
import { posix } from "node:path";
import { type Check, isSource, isTest, lineAt, type Problem, parse, type TreeFile } from "./tree.js";

const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: ["core"],
  chain: ["core", "chain"],
  client: ["core", "client"],
  ml: ["ml"],
  subnets: ["core", "client", "ml", "subnets"],
  apps: ["core", "chain", "client", "ml", "subnets", "apps"],
};
const coreMayImport: Readonly<Record<string, readonly string[]>> = {
  scale: ["scale"],
  crypto: ["crypto", "scale"],
  fixed: ["fixed", "scale"],
  merkle: ["merkle", "scale", "crypto", "fixed"],
  frame: ["frame", "scale", "crypto", "fixed"],
  yuma: ["yuma", "scale", "crypto", "fixed"],
  runtime: ["runtime", "scale", "crypto", "fixed", "merkle", "frame", "yuma"],
};
const builtins = new Set(builtinModules);

/** Where an import leads: a folder of this repository, a package of the registry, or Node itself. */
type Target = { kind: "ours"; path: string; relative: boolean } | { kind: "package"; name: string } | { kind: "node" };

function targetOf(from: string, specifier: string): Target {
  if (specifier.startsWith("."))
    return { kind: "ours", path: posix.join(posix.dirname(from), specifier), relative: true };
  if (specifier.startsWith("@plexus/"))
    return { kind: "ours", path: specifier.slice("@plexus/".length), relative: false };
  if (specifier.startsWith("node:") || builtins.has(specifier)) return { kind: "node" };
  const parts = specifier.split("/");
  return { kind: "package", name: specifier.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? specifier) };
}

/** Every specifier that a file imports, statically or by `import("…")`, with its offset. */
export function importsOf(file: TreeFile & { text: string }): { specifier: string; start: number }[] {
  const { module } = parse(file);
  const found = module.staticImports.map((item) => ({ specifier: item.moduleRequest.value, start: item.start }));
  for (const item of module.staticExports) {
    for (const entry of item.entries) {
      if (entry.moduleRequest !== null) found.push({ specifier: entry.moduleRequest.value, start: item.start });
    }
  }
  for (const item of module.dynamicImports) {
    const text = file.text.slice(item.moduleRequest.start, item.moduleRequest.end);
    if (/^["'`][^$]*["'`]$/.test(text)) found.push({ specifier: text.slice(1, -1), start: item.start });
  }
  return found;
}

function checkOurs(file: TreeFile, target: { path: string; relative: boolean }): string | undefined {
  const [from = "", fromPart = ""] = file.path.split("/");
  const [to = "", toPart = ""] = target.path.split("/");
  const allowed = mayImport[from];
  if (allowed === undefined) return undefined;
  if (to === "apps" && from !== "apps") return "nothing imports apps";
  if (isTest(file.path) && (to === "testing" || to === "tools")) return undefined;
  if (!allowed.includes(to)) return `${from} may not import ${to}`;
  if (target.relative && from !== to) return `a relative path leaves the workspace: write @plexus/${to}/…`;
  if (from === "core" && to === "core" && !isTest(file.path)) {
    const inner = coreMayImport[fromPart];
    if (inner !== undefined && !inner.includes(toPart)) return `core/${fromPart} may not import core/${toPart}`;
  }
  if (from === "subnets" && fromPart === "kit" && to === "subnets" && toPart !== "kit")
    return "subnets/kit may not import a market";
  return undefined;
}

function declaredPackages(tree: readonly TreeFile[]): Map<string, Set<string>> {
  const declared = new Map<string, Set<string>>();
  for (const file of tree) {
    if (file.text === undefined || !/^([a-z]+\/)?package\.json$/.test(file.path)) continue;
    const manifest = JSON.parse(file.text) as Record<string, Record<string, string> | undefined>;
    const names = ["dependencies", "optionalDependencies", "devDependencies"].flatMap((field) =>
      Object.keys(manifest[field] ?? {}),
    );
    declared.set(posix.dirname(file.path), new Set(names));
  }
  return declared;
}

/** Finds imports against the floors, across workspaces, and of packages that are not declared. */
export const floors: Check = (tree) => {
  const declared = declaredPackages(tree);
  const problems: Problem[] = [];
  for (const file of tree) {
    const from = file.path.split("/")[0] ?? "";
    if (!isSource(file) || mayImport[from] === undefined) continue;
    for (const { specifier, start } of importsOf(file)) {
      const target = targetOf(file.path, specifier);
      const line = lineAt(file.text, start);
      if (target.kind === "ours") {
        const message = checkOurs(file, target);
        if (message !== undefined)
          problems.push({ path: file.path, line, rule: "floors", message: `${message} (${specifier})` });
      } else if (target.kind === "package") {
        const known =
          declared.get(from)?.has(target.name) ||
          ((isTest(file.path) || file.path.endsWith(".config.ts")) && declared.get(".")?.has(target.name));
        if (!known)
          problems.push({
            path: file.path,
            line,
            rule: "floors",
            message: `${target.name} is not in ${from}/package.json`,
          });
      }
    }
  }
  return problems;
};
