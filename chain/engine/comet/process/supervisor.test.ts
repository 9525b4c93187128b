// The supervisor over programs that behave as CometBFT was seen to: ending with code 0, not ending, left over by a killed node.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { silentLogger } from "../../logger.js";
import { cometPaths, createCometHome } from "../home/cometHome.js";
import { CometUnavailable, ensureCometBinary } from "./binary.js";
import type { LogLine } from "./logLines.js";
import { endOrphan, noteProcess } from "./orphan.js";
import { Supervisor } from "./supervisor.js";

let folder: string;
const lines: LogLine[] = [];
const warnings: string[] = [];
const hopeless: Error[] = [];
beforeEach(() => {
  for (const list of [lines, warnings, hopeless]) list.length = 0;
  folder = mkdtempSync(join(tmpdir(), "plexus-super-"));
  createCometHome(folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function program(script: string): string {
  const path = join(folder, "program.sh");
  writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return path;
}

function supervise(script: string): Supervisor {
  return new Supervisor({
    binary: program(script),
    paths: cometPaths(folder),
    staleSocket: join(folder, "stale.sock"),
    logger: { ...silentLogger, warn: (_, message) => warnings.push(message) },
    onLine: (line) => lines.push(line),
    onHopeless: (error) => hopeless.push(error),
  });
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test("an end with code 0 is no reason to stay away; its log is heard and kept; a stale socket goes", async () => {
  writeFileSync(join(folder, "stale.sock"), "");
  const count = join(folder, "count");
  const supervisor = supervise(
    `echo x >> ${count}; echo '{"level":"error","module":"consensus","_msg":"CONSENSUS FAILURE!!!","err":"why"}'; [ $(wc -l < ${count}) -ge 3 ] && exec sleep 60; exit 0`,
  );
  supervisor.start();
  await vi.waitFor(() => expect(readFileSync(count, "utf8")).toBe("x\nx\nx\n"), { timeout: 5_000 });
  expect(supervisor.restarts).toBe(2);
  expect(warnings).toHaveLength(2);
  expect(existsSync(join(folder, "stale.sock"))).toBe(false);
  await vi.waitFor(() => expect(lines).toHaveLength(3));
  expect(lines[0]).toEqual({ level: "error", module: "consensus", message: "CONSENSUS FAILURE!!!", error: "why" });
  const pid = supervisor.pid as number;
  expect(Number(readFileSync(cometPaths(folder).processFile, "utf8"))).toBe(pid);
  await supervisor.stop();
  expect(isAlive(pid)).toBe(false);
  expect(existsSync(cometPaths(folder).processFile)).toBe(false);
  expect(hopeless).toEqual([]);
});

test("one that does not heed SIGTERM is killed after three seconds", async () => {
  const supervisor = supervise("trap '' TERM; echo ready > ready; while :; do sleep 0.1; done");
  supervisor.start();
  await vi.waitFor(() => expect(existsSync(join(folder, "comet/ready"))).toBe(true), { timeout: 5_000 });
  const began = performance.now();
  await supervisor.stop();
  expect(performance.now() - began).toBeGreaterThan(2_500);
  expect(performance.now() - began).toBeLessThan(6_000);
}, 15_000);

test("kick starts it anew", async () => {
  const supervisor = supervise("exec sleep 60");
  supervisor.start();
  const pid = supervisor.pid as number;
  supervisor.kick();
  await vi.waitFor(() => expect(supervisor.pid !== undefined && supervisor.pid !== pid).toBe(true), { timeout: 5_000 });
  await supervisor.stop();
});

test("halt ends it for good", async () => {
  const supervisor = supervise("exec sleep 60");
  supervisor.start();
  const pid = supervisor.pid as number;
  supervisor.halt();
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(supervisor.pid).toBeUndefined();
  await supervisor.stop();
});

test("a CometBFT of a killed node is found and ended; a stranger with its number is left alone", async () => {
  const paths = cometPaths(folder);
  const orphan = spawn("sh", ["-c", "trap '' TERM; sleep 60", "comet", "--home", paths.home], { stdio: "ignore" });
  const ended = new Promise((resolve) => orphan.once("exit", (_, signal) => resolve(signal)));
  noteProcess(paths, orphan.pid as number);
  await endOrphan(paths, silentLogger);
  expect(await ended).toBe("SIGKILL");
  const stranger = spawn("sleep", ["60"], { stdio: "ignore" });
  noteProcess(paths, stranger.pid as number);
  await endOrphan(paths, silentLogger);
  expect(isAlive(stranger.pid as number)).toBe(true);
  stranger.kill("SIGKILL");
}, 15_000);

test("without CometBFT and without Go it says what is needed", async () => {
  vi.stubEnv("PATH", folder);
  vi.stubEnv("HOME", folder);
  vi.stubEnv("PLEXUS_COMETBFT", undefined);
  const notes: string[] = [];
  await expect(ensureCometBinary({ note: (text) => notes.push(text) })).rejects.toThrow(
    /no Go here.*needs Go 1\.25.*--engine solo/,
  );
  expect(notes).toEqual([]);
  // A Go that cannot reach its proxy: what is about to happen was said before.
  writeFileSync(
    join(folder, "go"),
    '#!/bin/sh\n[ "$1" = env ] && echo go1.26.8 && exit 0; echo "dial tcp: no route" >&2; exit 1',
    { mode: 0o755 },
  );
  await expect(ensureCometBinary({ note: (text) => notes.push(text) })).rejects.toThrow(/no route.*GOPROXY/s);
  expect(notes[0]).toContain("60 MB");
});

test("a program that is not there, or not CometBFT, is named with what to do", async () => {
  const note = () => {};
  await expect(ensureCometBinary({ path: join(folder, "none"), note })).rejects.toThrow("--comet-bin");
  await expect(ensureCometBinary({ path: program("exit 0"), note })).rejects.toThrow(CometUnavailable);
});
