// The gateway as its own process for bench/gateway.ts: real server, ledger and signatures, a fixed view of the chain.
// Arguments: data path, miners as JSON. Prints its address and a funded key.
import { nativeCrypto } from "@plexus/core/crypto/native";
import type { MinerView } from "../../apps/gateway/mirror/chainView.js";
import { startTestGateway, testView } from "../../apps/gateway/testing/testGateway.js";

const [dataDir, miners] = process.argv.slice(2) as [string, string];
const views = JSON.parse(miners, (name, value) => (name.startsWith("price_") ? BigInt(value) : value)) as MinerView[];
const test = await startTestGateway({
  crypto: await nativeCrypto(),
  dataDir,
  openPerKey: 1_000,
  perMinute: 10_000_000,
});
test.setView(testView(views));
process.stdout.write(`${JSON.stringify({ url: test.url, key: test.fundedKey(10n ** 17n).key })}\n`);
process.once("SIGTERM", () => process.exit(0));
