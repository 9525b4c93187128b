// The command as it is run: a sound chain, one that kills whoever reads it, and none.

import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Finding } from "@plexus/chain/doctor";
import { silentLogger } from "@plexus/chain/engine";
import { createNode } from "@plexus/chain/node";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { developmentSpec } from "@plexus/core/runtime";
import { afterAll, beforeAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "plexus-run-doctor-"));
const data = join(folder, "data");
const program = resolve(import.meta.dirname, "../cli/main.ts");

beforeAll(async () => {
  const spec = developmentSpec({ blockTimeMs: 250, tempo: 10 });
  const node = await createNode({
    spec,
    crypto: await nativeCrypto(),
    basePath: data,
    rpcPort: 0,
    rpcExternal: false,
    prometheusPort: null,
    sealing: { kind: "manual" },
    archive: true,
    name: "doctor",
    logger: silentLogger,
  });
  node.seal(40);
  await node.close();
  writeFileSync(join(data, "chainspec.json"), JSON.stringify(spec));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

function doctor(
  directory: string,
): Promise<{ code: number; json: Record<string, unknown> & { findings?: Finding[] } }> {
  return new Promise((done) => {
    const words = ["--import", "tsx", program, "node", "doctor", "--json", "--base-path", directory];
    execFile(process.execPath, words, (error, stdout) => {
      done({ code: typeof error?.code === "number" ? error.code : 0, json: JSON.parse(stdout) });
    });
  });
}

test("a sound chain: exit code 0", async () => {
  const { code, json } = await doctor(data);
  expect(json).toMatchObject({ sound: true });
  expect(json.findings?.find(({ subject }) => subject === "blocks")?.text).toContain("41 from 0 to 40");
  expect(code).toBe(0);
}, 120_000);

test("a file that is cut off: told, exit code 1", async () => {
  const copy = join(folder, "cut");
  cpSync(data, copy, { recursive: true });
  truncateSync(join(copy, "state/data.mdb"), 3 * 4096);
  const { code, json } = await doctor(copy);
  expect(code).toBe(1);
  expect(json).toMatchObject({ sound: false, findings: [{ health: "bad", subject: "state/data.mdb" }] });
}, 120_000);

test("no chain: refused", async () => {
  const { code, json } = await doctor(join(folder, "nowhere"));
  expect(code).toBe(1);
  expect(json).toMatchObject({ error: { message: expect.stringContaining("there is no chain in") } });
}, 120_000);
