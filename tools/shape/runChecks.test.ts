// Each rule of the house must catch a planted breach, and leave innocent code alone.
import { describe, expect, it } from "vitest";
import { maxTreeBytes } from "./anatomy.js";
import { runChecks } from "./runChecks.js";
import type { TreeFile } from "./tree.js";

const manifests: TreeFile[] = ["core", "chain", "client", "ml", "subnets", "apps"].map((name) =>
  file(`${name}/package.json`, '{"dependencies":{}}'),
);

function file(path: string, text: string): TreeFile {
  return { path, text, bytes: text.length };
}

function rulesBroken(path: string, body: string): string[] {
  return runChecks([...manifests, file(path, `// what it is\n${body}\n`)], []).map(
    ({ rule, message }) => `${rule}: ${message}`,
  );
}

describe("floors", () => {
  it.each([
    ["core/runtime/src/planted.ts", 'import { openStore } from "@plexus/chain/store";'],
    ["core/frame/planted.ts", 'import type { Runtime } from "@plexus/core/runtime";'],
    ["core/scale/planted.ts", 'export { thing } from "../yuma/thing.js";'],
    ["core/yuma/planted.ts", 'import { pallet } from "../frame/pallet.js";'],
    ["chain/store/planted.ts", 'import { connect } from "@plexus/client/sdk";'],
    ["client/sdk/planted.ts", 'const late = await import("@plexus/chain/rpc");'],
    ["ml/engine/planted.ts", 'import { encode } from "@plexus/core/scale";'],
    ["subnets/kit/planted.ts", 'import { score } from "../text/score.js";'],
    ["subnets/text/score.ts", 'import { runNode } from "../../apps/node/runNode.js";'],
    ["chain/store/planted.ts", 'import { encode } from "../../core/scale/index.js";'],
  ])("refuses in %s: %s", (path, body) => {
    expect(rulesBroken(path, body).filter((text) => text.startsWith("floors"))).toHaveLength(1);
  });

  it("refuses a package that the workspace does not declare", () => {
    expect(rulesBroken("chain/rpc/planted.ts", 'import left from "left-pad";')).toEqual([
      "floors: left-pad is not in chain/package.json",
    ]);
  });

  it("allows imports upwards", () => {
    const body =
      'import { encode } from "@plexus/core/scale"; import { connect } from "@plexus/client/sdk"; import { readFileSync } from "node:fs";';
    expect(rulesBroken("apps/node/planted.ts", body)).toEqual([]);
  });
});

describe("purity of core", () => {
  it.each([
    "export const now = () => Date.now();",
    "export const when = new Date();",
    "export const luck = Math.random();",
    'export const page = fetch("http://example.org");',
    "export const place = process.env.HOME;",
    'console.log("seen");',
    "setTimeout(() => undefined, 1);",
    "export const half = 0.5;",
    "export const tiny = 1e-9;",
    "export const root = Math.sqrt(2);",
    "export const loose = (value: any) => value;",
    "export const all = globalThis;",
    "export const clock = { now: Date };",
    'import { readFileSync } from "node:fs";',
  ])("refuses %s", (body) => {
    const found = rulesBroken("core/runtime/src/planted.ts", body);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^purity/);
  });

  it.each([
    "export const fetchless = { fetch: 1, Date: 2 };",
    "export const low = Math.min(1, 2) + 1e3;",
    "export const read = (value: { process: number }) => value.process;",
    "export const hash = (crypto: { sha256(data: string): string }) => crypto.sha256('a');",
    "// Date.now() and 0.5 in a comment\nexport const text = 'Math.random()';",
  ])("allows %s", (body) => {
    expect(rulesBroken("core/runtime/src/planted.ts", body)).toEqual([]);
  });

  it("lets other floors use the clock", () => {
    expect(rulesBroken("chain/engine/planted.ts", "export const now = () => Date.now();")).toEqual([]);
  });
});

describe("lengths, names and marks", () => {
  const filler = (count: number) => Array.from({ length: count }, (_, index) => `  a(${index});`).join("\n");

  it("refuses a function of 81 lines and a file of 401", () => {
    expect(rulesBroken("apps/node/planted.ts", `function long() {\n${filler(79)}\n}`)[0]).toContain(
      "function long has 81 lines",
    );
    expect(rulesBroken("apps/node/planted.ts", filler(400))[0]).toContain("401 lines");
    expect(rulesBroken("apps/node/planted.ts", `function fits() {\n${filler(78)}\n}`)).toEqual([]);
  });

  it("refuses names that say nothing, marks, sleeping tests and silent files", () => {
    expect(rulesBroken("apps/node/utils.ts", "export {};")[0]).toContain('"utils" says nothing');
    expect(rulesBroken("apps/node/planted.ts", ["// TO", "DO: later"].join(""))[0]).toMatch(/^marks/);
    expect(rulesBroken("apps/node/planted.test.ts", ["it.sk", 'ip("x", () => {});'].join(""))[0]).toMatch(/^marks/);
    expect(runChecks([file("apps/node/planted.ts", "export const a = 1;\n")], [])[0]?.rule).toBe("first line");
  });
});

describe("anatomy, size and exemptions", () => {
  it("refuses a pallet without a README, a market without attacks and a tree that is too heavy", () => {
    const messages = (tree: TreeFile[]) => runChecks(tree, []).map(({ path, message }) => `${path} ${message}`);
    expect(messages([file("core/runtime/src/pallets/demo/index.ts", "// demo\n")])).toEqual([
      "core/runtime/src/pallets/demo has no README.md",
    ]);
    expect(messages([file("subnets/image/README.md", "")])).toContain("subnets/image has no attacks.test.ts");
    expect(messages([{ path: "ml/models/big.onnx", bytes: maxTreeBytes + 1 }])).toHaveLength(2);
  });

  it("honours an exemption with a reason and refuses one that covers nothing", () => {
    const tree = [file("chain/engine/globals.ts", "// what it is\n")];
    const exemption = { path: "chain/engine/globals.ts", rule: "names", reason: "the protocol itself calls it so" };
    expect(runChecks(tree, [exemption])).toEqual([]);
    expect(runChecks([], [exemption])[0]?.message).toContain("any more");
  });
});
