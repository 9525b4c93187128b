// The program that crash.test.ts kills: the real server, ledger and settlement over a test chain and test miners.
// Arguments: data path, chain url, views as JSON. Prints its port, its key, and whether the ledger added up at the start.
import { nativeCrypto } from "@plexus/core/crypto/native";
import { pino } from "pino";
import { ledgerProblems, ledgerSums } from "../ledger/checkLedger.js";
import type { MinerView } from "../mirror/chainView.js";
import { createSettlement } from "../settlement/settle.js";
import { testPaymentChain } from "./testChain.js";
import { startTestGateway, testView } from "./testGateway.js";

const [dataDir, chainUrl, miners] = process.argv.slice(2) as [string, string, string];
const views = JSON.parse(miners, (name, value) => (name.startsWith("price_") ? BigInt(value) : value)) as MinerView[];
const test = await startTestGateway({ crypto: await nativeCrypto(), dataDir });
test.setView(testView(views));
const { ledger } = test.gateway;
const problems = ledgerProblems(ledger.db);
const funded = ledgerSums(ledger.db).deposits > 0n ? undefined : test.fundedKey(10n ** 15n).key;
const chain = testPaymentChain(chainUrl);
const settlement = createSettlement({ ledger, chain, log: pino({ level: "silent" }) });
setInterval(
  () =>
    void chain
      .finalHead()
      .then((head) => settlement.onHead(head, 2))
      .catch(() => undefined),
  10,
);
process.stdout.write(`${JSON.stringify({ url: test.url, key: funded, problems })}\n`);
