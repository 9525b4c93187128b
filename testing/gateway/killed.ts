// 50 × kill -9 of the gateway between the miner's last byte and settlement, over a real node: receipts = charges =
// transfers on chain + waiting, to the rao (spec: issue, done-when 7).
//
//   bash testing/gateway/run.sh        KILLS=5 for a short run
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { verifyReceipt } from "@plexus/client/axon";
import { getBalance, transfer } from "@plexus/client/sdk";
import { nativeCrypto } from "@plexus/core/crypto/native";
import Database from "libsql";
import { askControl } from "../../apps/control/askControl.js";
import { ledgerProblems, ledgerSums } from "../../apps/gateway/ledger/checkLedger.js";
import { all } from "../../apps/gateway/ledger/statements.js";
import { Tally } from "../localnet/tally.js";
import { customer, type GatewayProcess, startGatewayProcess } from "./gatewayProcess.js";
import { startRealNetwork } from "./realNetwork.js";

const kills = Number(process.env.KILLS ?? 50);
const folder = mkdtempSync(join(tmpdir(), "plexus-killed-"));
const dataPath = join(folder, "gateway");
const tally = new Tally();
const crypto = await nativeCrypto();
const network = await startRealNetwork(crypto, folder);
const place = { rpcPort: network.node.rpcPort, port: 21_000 + (process.pid % 10_000), dataPath, walletPath: folder };

let gateway: GatewayProcess = await startGatewayProcess(place);
const made = (await askControl(dataPath, "POST", "/keys", { name: "customer" })) as {
  key: string;
  depositAddress: string;
};
const depositRao = 10n ** 12n;
await transfer(network.client, crypto.keyring.fromUri("//Alice"), { to: made.depositAddress, amountRao: depositRao });
const ledgerOf = () => new Database(join(dataPath, "ledger.db"), { readonly: true }).defaultSafeIntegers(true);

const whole: string[] = [];
const readyMs: number[] = [];
let firstProblem: string | undefined;
for (let count = 0; count < kills; count++) {
  const customers = [true, false, true, false].map((stream) => customer(gateway.url, made.key, stream, whole));
  const enough = whole.length + 1 + Math.floor(Math.random() * 12);
  for (let waited = 0; whole.length < enough && waited < 1_000; waited++) await sleep(5);
  await sleep(Math.random() * 1_500);
  await gateway.kill();
  await Promise.all(customers);
  const left = ledgerOf();
  firstProblem ??= ledgerProblems(left)[0];
  left.close();
  gateway = await startGatewayProcess(place);
  readyMs.push(gateway.readyMs);
}
tally.check(
  `after each of ${kills} kills the ledger adds up${firstProblem === undefined ? "" : `: ${firstProblem}`}`,
  firstProblem === undefined,
);

const db = ledgerOf();
for (let waited = 0; waited < 300; waited++) {
  const { owed, settling } = ledgerSums(db);
  if (owed + settling === 0n) break;
  await sleep(200);
}
const sums = ledgerSums(db);
const receipts = all<{ id: string; body: string }>(db, "SELECT id, body FROM receipts");
const known = new Set(receipts.map((row) => row.id));
tally.check(
  "every answer that a customer saw whole has its receipt",
  whole.every((id) => known.has(id)),
);
const withMiner = receipts
  .map((row) => JSON.parse(row.body) as { signature: string | null })
  .filter((body) => body.signature !== null);
tally.check(
  "every miner's receipt verifies offline",
  withMiner.every((body) => verifyReceipt(body, crypto).ok),
);
tally.check("everything that was owed is paid", sums.owed === 0n && sums.settling === 0n && sums.charges === sums.paid);
tally.check("the deposit was credited once", sums.deposits === depositRao);
let onChain = 0n;
for (const { coldkey, startRao } of network.miners) {
  const [row] = all<{ total: bigint | null }>(
    db,
    "SELECT SUM(charge_rao) AS total FROM receipts WHERE coldkey = ?",
    coldkey,
  );
  const gained = (await getBalance(network.client, coldkey)).freeRao - startRao;
  onChain += gained;
  tally.check(
    `coldkey ${coldkey.slice(0, 8)} has ${gained} rao more on chain, and its receipts say so`,
    gained === (row?.total ?? 0n),
  );
}
tally.check(`receipts ${sums.charges} = transfers ${onChain} rao`, sums.charges === onChain && onChain > 0n);
const batches = all<{ state: string; count: bigint }>(
  db,
  "SELECT state, COUNT(*) AS count FROM batches GROUP BY state",
);
const written = batches.reduce((sum, { count }) => sum + Number(count), 0);
tally.check(`settlement was at work meanwhile: ${written} batches`, written >= kills / 10);
const longestMs = Math.max(...readyMs);
console.log(
  `${kills} kills, ${receipts.length} receipts, ${whole.length} answers seen whole, batches ` +
    `${batches.map(({ state, count }) => `${count} ${state}`).join(", ")}; ready again in at most ${longestMs.toFixed(0)} ms`,
);
db.close();
await gateway.kill();
await network.close();
rmSync(folder, { recursive: true, force: true });
tally.close();
process.exit();
