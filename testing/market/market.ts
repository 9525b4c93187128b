// One local network, and the market's promises held against it, one after the other: the order of quality, the share of
// traffic, a death in the middle of streams, a newcomer, a stopped validator, a swapped model.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "@plexus/client/sdk";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { Started } from "../localnet/startedNetwork.js";
import { Tally } from "../localnet/tally.js";
import { checkIdle } from "./idle.js";
import { checkNewcomer } from "./newcomer.js";
import { checkOrder } from "./order.js";
import { checkStoppedValidator } from "./stoppedValidator.js";
import { checkStreams } from "./streams.js";
import { checkSwap } from "./swap.js";
import { checkTraffic } from "./traffic.js";
import type { Trial } from "./trial.js";

/** Of its own, so that a network that runs here already is left alone. */
const PORT_OFFSET = 14_000 + (process.pid % 400) * 20;
const count = (name: string, fallback: number) => Number(process.env[name] ?? fallback);
const bestSlot = count("BEST_SLOT", 1);

const PARTS: readonly (readonly [name: string, run: (trial: Trial) => Promise<void>])[] = [
  ["order", (trial) => checkOrder(trial, count("EPOCHS", 6))],
  ["idle", (trial) => checkIdle(trial, count("IDLE_EPOCHS", 0))],
  ["traffic", (trial) => checkTraffic(trial, count("REQUESTS", 150))],
  ["streams", (trial) => checkStreams(trial, count("STREAMS", 24))],
  ["newcomer", checkNewcomer],
  ["stopped validator", checkStoppedValidator],
  ["swap", checkSwap],
];

async function main(): Promise<void> {
  const tally = new Tally();
  const folder = mkdtempSync(join(tmpdir(), "plexus-market-"));
  const network = new Started(folder, [
    "--fresh",
    "--port-offset",
    String(PORT_OFFSET),
    "--best-slot",
    String(bestSlot),
  ]);
  const wanted = process.env.PARTS?.split(",");
  try {
    const readyMs = await network.readyAfterMs(240_000);
    tally.check(`the network is ready (${readyMs} ms), the best model in slot ${bestSlot}`, readyMs !== undefined);
    if (readyMs === undefined) return void console.log(network.output.slice(-3_000));
    const client = await connect(network.endpoints().rpc, { crypto: await nativeCrypto() });
    const trial: Trial = { tally, folder, client, network, bestSlot };
    for (const [name, run] of PARTS) {
      if (wanted && !wanted.includes(name)) continue;
      try {
        await run(trial);
      } catch (error) {
        tally.check(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : error}`, false);
      }
    }
    client.close();
  } finally {
    await network.interrupt();
    rmSync(folder, { recursive: true, force: true });
    tally.close();
  }
}

await main();
