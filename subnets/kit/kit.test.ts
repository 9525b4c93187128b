// Evidence that survives a crash, schedules, randomness.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { openEvidence } from "./evidence.js";
import { createRng } from "./random.js";
import { poissonTimes, runAtTimes } from "./schedule.js";

const root = mkdtempSync(join(tmpdir(), "plexus-evidence-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("evidence", () => {
  it("is read back as it was written, an epoch a file", () => {
    const store = openEvidence<{ n: number }>({ folder: join(root, "a") });
    store.append(3, { n: 1 });
    store.append(4, { n: 2 });
    store.append(3, { n: 3 });
    store.close();
    const again = openEvidence<{ n: number }>({ folder: join(root, "a") });
    expect(again.epochs()).toEqual([3, 4]);
    expect(again.read(3)).toEqual([{ n: 1 }, { n: 3 }]);
    expect(again.read(9)).toEqual([]);
    again.close();
  });

  it("leaves a torn line out and goes on behind it", () => {
    const folder = join(root, "b");
    openEvidence<{ n: number }>({ folder }).append(1, { n: 1 });
    appendFileSync(join(folder, "epoch-000000001.jsonl"), '{"n":2,"half');
    const store = openEvidence<{ n: number }>({ folder });
    expect(store.read(1)).toEqual([{ n: 1 }]);
    store.append(1, { n: 3 });
    expect(store.read(1)).toEqual([{ n: 1 }, { n: 3 }]);
    store.close();
  });

  it("is bounded in bytes and in epochs", () => {
    const store = openEvidence<{ text: string }>({ folder: join(root, "c"), maxEpochBytes: 100, keptEpochs: 2 });
    expect(store.append(1, { text: "x".repeat(50) })).toBe(true);
    expect(store.append(1, { text: "x".repeat(50) })).toBe(false);
    store.append(2, { text: "" });
    store.append(3, { text: "" });
    expect(store.epochs()).toEqual([2, 3]);
    store.close();
  });

  it("survives kill -9: every record that was reported is there", async () => {
    const folder = join(root, "d");
    const script = join(root, "writer.mjs");
    writeFileSync(
      script,
      `import { openEvidence } from ${JSON.stringify(new URL("./evidence.ts", import.meta.url).href)};
      const store = openEvidence({ folder: ${JSON.stringify(folder)} });
      for (let n = 0; ; n++) { store.append(1, { n }); process.stdout.write(n + "\\n"); }`,
    );
    const child = spawn(process.execPath, ["--import", "tsx", script], { stdio: ["ignore", "pipe", "inherit"] });
    let told = "";
    child.stdout.on("data", (part: Buffer) => {
      told += part.toString();
      if (told.length > 400) child.kill("SIGKILL");
    });
    await once(child, "close");
    const last = Number(told.trim().split("\n").at(-1));
    const numbers = openEvidence<{ n: number }>({ folder })
      .read(1)
      .map(({ n }) => n);
    expect(numbers.length).toBeGreaterThanOrEqual(last);
    expect(numbers).toEqual(numbers.map((_, at) => at));
    expect(readFileSync(join(folder, "epoch-000000001.jsonl")).length).toBeGreaterThan(0);
  }, 30_000);
});

describe("schedule", () => {
  it("gives ascending times inside the window", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 16, maxLength: 32 }),
        fc.nat(40),
        fc.integer({ min: 1, max: 60_000 }),
        (seed, count, window) => {
          const times = poissonTimes(createRng(seed), count, window);
          expect(times).toHaveLength(count);
          expect(times.every((time, at) => time >= 0 && time < window && time >= (times[at - 1] ?? 0))).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("runs one work at a time, in order, and stops with the signal", async () => {
    const stop = new AbortController();
    const done: number[] = [];
    let open = 0;
    const running = runAtTimes(
      [0, 0, 5, 100_000].map((atMs, work) => ({ atMs, work })),
      async (work) => {
        open += 1;
        expect(open).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 5));
        open -= 1;
        done.push(work);
        if (work === 2) setTimeout(() => stop.abort(), 5);
      },
      stop.signal,
    );
    await expect(running).rejects.toThrow();
    expect(done).toEqual([0, 1, 2]);
  });
});

describe("randomness", () => {
  it("depends on seed and label alone, and forks are independent of what was drawn before", () => {
    const seed = new Uint8Array(32).fill(7);
    const one = createRng(seed);
    const other = createRng(seed);
    other.unit();
    expect(one.fork("x").unit()).toBe(other.fork("x").unit());
    expect(one.fork("x").unit()).not.toBe(one.fork("y").unit());
    expect(() => createRng(new Uint8Array(4))).toThrow(/16 bytes/);
  });

  it("is even: a chi-square of 64 cells stays in its bounds", () => {
    const rng = createRng(new Uint8Array(32).fill(1));
    const counts = new Array<number>(64).fill(0);
    for (let n = 0; n < 64_000; n++) {
      const cell = rng.below(64);
      counts[cell] = (counts[cell] as number) + 1;
    }
    const chi = counts.reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0);
    expect(chi).toBeLessThan(115);
    expect(chi).toBeGreaterThan(28);
  });
});
