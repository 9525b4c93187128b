// Every way in which a key comes to a node that does not know what it has signed.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cometPaths, createCometHome } from "./home/cometHome.js";
import { SignGuard, SigningRefused } from "./signGuard.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plexus-guard-"));
  createCometHome(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

const paths = () => cometPaths(folder);
const state = (height: number) =>
  writeFileSync(paths().signState, JSON.stringify({ height: String(height), round: 0, step: 3 }));
const open = (signedBefore?: number) => new SignGuard(paths(), signedBefore);

test("a new key may sign; votes that its record knows are fine", () => {
  const guard = open();
  state(12);
  guard.seen(11);
  guard.seen(12);
  guard.save();
  expect(() => open()).not.toThrow();
});

test("a vote in the chain that the record does not know of stops it", () => {
  const guard = open();
  state(12);
  expect(() => guard.seen(13)).toThrow(SigningRefused);
  expect(() => guard.seen(13)).toThrow("signs elsewhere");
});

test("a key without a record, or with an older one than ours, does not start", () => {
  const guard = open();
  state(40);
  guard.seen(40);
  guard.save();
  state(20);
  expect(() => open()).toThrow("ends at block 20, but it has signed block 40");
  rmSync(paths().signState);
  expect(() => open()).toThrow("--signed-before HEIGHT");
  writeFileSync(paths().signState, "{");
  expect(() => open()).toThrow("cannot be read");
});

test("the owner's word closes all heights below, but not against what this node has seen", () => {
  rmSync(paths().signState);
  open(100);
  expect(JSON.parse(readFileSync(paths().signState, "utf8"))).toEqual({ height: "99", round: 2_147_483_647, step: 3 });
  // Said again, later, it does not go back.
  state(150);
  open(100);
  expect(JSON.parse(readFileSync(paths().signState, "utf8")).height).toBe("150");
  const guard = open();
  guard.seen(150);
  guard.save();
  expect(() => open(150)).toThrow("has seen the vote of its key for block 150");
  expect(() => open(151)).not.toThrow();
});
