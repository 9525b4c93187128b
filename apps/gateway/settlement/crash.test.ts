// kill -9 between the miner's last byte and settlement: receipts = charges = transfers + waiting (spec: issue, done-when 7).
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { build } from "esbuild";
import Database from "libsql";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ledgerProblems, ledgerSums } from "../ledger/checkLedger.js";
import { openLedger } from "../ledger/openLedger.js";
import { all } from "../ledger/statements.js";
import { createDraws } from "../routing/draws.js";
import { startTestChain, type TestChain } from "../testing/testChain.js";
import { testTreasury } from "../testing/testGateway.js";
import { startTestMiner, type TestMiner } from "../testing/testMiner.js";

// 50 for the figure in docs/figures.md; each start costs about a CPU-second.
const kills = Number(process.env.PLEXUS_CRASHES ?? 8);
const folder = dirname(fileURLToPath(import.meta.url));
const repository = resolve(folder, "../../..");
// Inside node_modules, so that the bundle finds its packages.
const program = join(repository, "node_modules/.cache", `crashing-gateway-${process.pid}.mjs`);
const dataDir = mkdtempSync(join(tmpdir(), "plexus-crash-"));
const draws = createDraws(new Uint8Array(32).fill(9));

let chain: TestChain;
const miners: TestMiner[] = [];

beforeAll(async () => {
  await build({
    entryPoints: [join(folder, "../testing/crashingGateway.ts")],
    outfile: program,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    alias: {},
    logLevel: "error",
    plugins: [
      {
        name: "plexus",
        setup: (setup) =>
          setup.onResolve({ filter: /^@plexus\// }, async (args) => {
            const resolved = await setup.resolve(args.path.replace("@plexus/", "./"), {
              kind: "import-statement",
              resolveDir: repository,
            });
            return resolved.errors.length > 0
              ? { path: join(repository, `${args.path.slice(8)}/index.ts`) }
              : { path: resolved.path };
          }),
      },
    ],
  });
  const crypto = await nativeCrypto();
  chain = await startTestChain(() => draws.next(), 25);
  for (const uid of [0, 1, 2]) {
    miners.push(
      await startTestMiner(crypto, {
        uri: `//Crash${uid}`,
        uid,
        incentive: 1 / 3,
        priceIn: 300_000_000n,
        priceOut: 70_000_000n,
        wordMs: 1,
      }),
    );
  }
}, 30_000);

afterAll(async () => {
  for (const miner of miners) await miner.close();
  await chain.close();
  rmSync(dataDir, { recursive: true, force: true });
  rmSync(program, { force: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  readonly key: string | undefined;
  readonly problems: string[];
}

function start(): Promise<Started> {
  const views = JSON.stringify(
    miners.map((miner) => miner.view),
    (_, value) => (typeof value === "bigint" ? value.toString() : value),
  );
  const child = spawn(process.execPath, [program, dataDir, chain.url, views], { stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolveStart, reject) => {
    child.once("exit", () => reject(new Error("the gateway ended before it was ready")));
    child.stdout.once("data", (line: Buffer) =>
      resolveStart({ child, ...(JSON.parse(line.toString()) as Omit<Started, "child">) }),
    );
  });
}

/** Asks until the gateway is gone; ids of answers that came whole are what the customer can prove. */
async function customer(url: string, key: string, stream: boolean, whole: string[]): Promise<void> {
  const body = JSON.stringify({ model: "plexus/text", stream, messages: [{ role: "user", content: "capital?" }] });
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  try {
    for (;;) {
      const response = await fetch(`${url}/v1/chat/completions`, { method: "POST", headers, body });
      const text = await response.text();
      if (response.status === 200 && (!stream || text.endsWith("[DONE]\n\n")))
        whole.push(response.headers.get("x-plexus-receipt") as string);
    }
  } catch {
    // Killed.
  }
}

const wait = (ms: number) => new Promise((resolveWait) => setTimeout(resolveWait, ms));

function kill(child: ChildProcess): Promise<void> {
  return new Promise((resolveKill) => {
    child.once("exit", () => resolveKill());
    child.kill("SIGKILL");
  });
}

it(`loses no charge and pays none twice over ${kills} kill -9`, { timeout: 300_000 }, async () => {
  const whole: string[] = [];
  let key = "";
  for (let count = 0; count < kills; count++) {
    const started = await start();
    expect(started.problems).toEqual([]);
    key = started.key ?? key;
    const customers = [true, false, true, false].map((stream) => customer(started.url, key, stream, whole));
    // In the middle of work: after some answers of this life, and a moment more.
    const enough = whole.length + 1 + Math.floor(draws.next() * 8);
    for (let waited = 0; whole.length < enough && waited < 1_000; waited++) await wait(5);
    await wait(draws.next() * 20);
    await kill(started.child);
    await Promise.all(customers);
  }

  const last = await start();
  const seen = new Database(join(dataDir, "ledger.db"), { readonly: true }).defaultSafeIntegers(true);
  const waiting = () => {
    const { owed, settling } = ledgerSums(seen);
    return owed + settling;
  };
  await expect.poll(waiting, { timeout: 60_000, interval: 50 }).toBe(0n);
  seen.close();
  await kill(last.child);

  const ledger = openLedger({ dataDir, genesis: `0x${"00".repeat(32)}`, treasury: testTreasury });
  const { db } = ledger;
  expect(ledgerProblems(db)).toEqual([]);
  const receipts = new Set(all<{ id: string }>(db, "SELECT id FROM receipts").map((row) => row.id));
  expect(whole.filter((id) => !receipts.has(id))).toEqual([]);
  const charged = all<{ coldkey: string; total: bigint }>(
    db,
    "SELECT coldkey, SUM(charge_rao) AS total FROM receipts GROUP BY coldkey",
  );
  expect(new Map(charged.map((row) => [row.coldkey, row.total]))).toEqual(new Map(chain.received));
  const { charges, paid } = ledgerSums(db);
  expect(charges).toBe(paid);
  expect(receipts.size).toBeGreaterThan(kills);
  expect(chain.counts.paid).toBeGreaterThan(0);
  await ledger.close();
  process.stdout.write(
    `${kills} kills: ${receipts.size} receipts, ${whole.length} answers seen whole, batches ${JSON.stringify(chain.counts)}, ${charges} rao\n`,
  );
});
