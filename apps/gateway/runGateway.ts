// `plexus gateway`: from options to a running gateway, and down again when the signal says so (spec: issue §6;
// architecture.md §3.11).
import type { CryptoProvider } from "@plexus/core/crypto";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { pino } from "pino";
import { openKeys } from "../neuron/openKeys.js";
import { reachNode } from "../neuron/reachNode.js";
import { startControl } from "./control/controlServer.js";
import { createGateway } from "./createGateway.js";
import { defaultLimits } from "./gateway.js";
import { probeMiners } from "./health/probeMiners.js";
import { startServer } from "./http/server.js";
import { listKeys } from "./ledger/keys.js";
import { openLedger } from "./ledger/openLedger.js";
import { type Mirror, startMirror } from "./mirror/mirror.js";
import { type GatewayOptions, gatewayOptionsShape } from "./options.js";
import { openDepositAccounts } from "./settlement/depositAccounts.js";
import { createSettlement } from "./settlement/settle.js";
import { substratePayments } from "./settlement/substratePayments.js";
import { createSweep } from "./settlement/sweepDeposits.js";
import { watchDeposits } from "./settlement/watchDeposits.js";

/** Open answers get this long when the gateway is stopped. */
const closeGraceMs = 2_000;
/** Blocks between two looks at the deposit accounts. */
const sweepBlocks = 10;

async function unlockKeys(crypto: CryptoProvider, identity: GatewayOptions["identity"]) {
  const { hotkey, unlockColdkey } = await openKeys(crypto, identity);
  const treasury = await unlockColdkey();
  if (treasury === undefined)
    throw new Error(`wallet ${identity.wallet} has no coldkey here: the gateway pays miners from it`);
  return { key: hotkey, treasury };
}

/** Resolves when the signal has stopped it. Throws when it cannot start. */
export async function runGateway(given: GatewayOptions, signal: AbortSignal): Promise<void> {
  const options = gatewayOptionsShape.parse(given);
  const log = pino({ base: { part: "gateway" }, level: process.env.PLEXUS_LOG_LEVEL ?? "info" });
  const crypto = await nativeCrypto();
  const { treasury, key } = await unlockKeys(crypto, options.identity);
  const client = await reachNode(options.rpcUrl, crypto, log, signal);
  if (client === undefined) return;
  const stopping = new AbortController();
  const closers: (() => Promise<void> | void)[] = [() => client.close()];
  try {
    const ledger = openLedger({ dataDir: options.dataPath, genesis: client.genesisHash, treasury: treasury.address });
    closers.push(() => ledger.close());

    const deposits = openDepositAccounts(options.dataPath, crypto);
    const sweep = createSweep(client, deposits, treasury.address, log);
    for (const row of listKeys(ledger.db)) sweep.mark(row.id);
    const credits = watchDeposits(client, ledger, log, sweep.mark);
    let mirror: Mirror | undefined;
    const settlement = createSettlement({ ledger, chain: substratePayments(client, treasury), log });
    const gateway = createGateway({
      netuid: options.netuid,
      key,
      crypto,
      ledger,
      log,
      view: () => mirror?.view(),
      viewAgeMs: () => mirror?.ageMs() ?? Number.POSITIVE_INFINITY,
    });
    closers.push(
      await startControl({ gateway, dataPath: options.dataPath, depositAddressOf: (id) => deposits.of(id).address }),
    );

    mirror = await startMirror({
      client,
      netuid: options.netuid,
      expiredMs: defaultLimits.expiredMs,
      log,
      signal: stopping.signal,
      onView: (view) => gateway.health.keepOnly(new Set(view.miners.map((miner) => miner.hotkey))),
      async onHead(head) {
        const tempo = mirror?.view()?.tempo;
        if (tempo !== undefined) void settlement.onHead(head, tempo);
        await credits.onHead(head);
        if (head.number % sweepBlocks === 0) void sweep.run();
      },
    });
    probeMiners(() => mirror?.view(), gateway.health, stopping.signal);
    const server = await startServer(gateway, options.host, options.port);
    closers.push(() => server.close(closeGraceMs));
    log.info(
      { url: `http://${options.host}:${server.port}`, hotkey: key.address, treasury: treasury.address },
      "gateway listens",
    );

    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
  } finally {
    stopping.abort();
    for (const close of closers.reverse()) await close();
  }
}
