// A gateway for tests: everything real but the chain, of which it gets a view. Never imported by the program.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CryptoProvider } from "@plexus/core/crypto";
import { pino } from "pino";
import { createGateway } from "../createGateway.js";
import type { Gateway, GatewayLimits } from "../gateway.js";
import { probeMiners } from "../health/probeMiners.js";
import { type PublicServer, startServer } from "../http/server.js";
import { creditBlock } from "../ledger/deposits.js";
import { createKey } from "../ledger/keys.js";
import { openLedger } from "../ledger/openLedger.js";
import type { ChainView, MinerView } from "../mirror/chainView.js";

export interface TestGateway {
  readonly gateway: Gateway;
  readonly server: PublicServer;
  readonly url: string;
  readonly dataDir: string;
  setView(view: ChainView | undefined): void;
  /** A key with that much money. */
  fundedKey(rao: bigint, capRao?: bigint): { id: bigint; key: string };
  close(): Promise<void>;
}

export interface TestGatewayOptions {
  readonly crypto: CryptoProvider;
  readonly limits?: Partial<GatewayLimits>;
  readonly openPerKey?: number;
  readonly perMinute?: number;
  readonly dataDir?: string;
  readonly port?: number;
}

export const testTreasury = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

export function testView(miners: readonly MinerView[], more: Partial<ChainView> = {}): ChainView {
  return { block: 100, hash: `0x${"ab".repeat(32)}`, tempo: 20, netuid: 1, miners, validators: [], ...more };
}

export async function startTestGateway(options: TestGatewayOptions): Promise<TestGateway> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "plexus-gateway-"));
  const key = options.crypto.keyring.fromUri("//Gateway");
  const ledger = openLedger({ dataDir, genesis: `0x${"00".repeat(32)}`, treasury: testTreasury });
  const stop = new AbortController();
  let view: ChainView | undefined;
  const gateway = createGateway({
    netuid: 1,
    key,
    crypto: options.crypto,
    ledger,
    log: pino({ level: process.env.TEST_LOG ?? "silent" }),
    limits: options.limits,
    openPerKey: options.openPerKey,
    perMinute: options.perMinute,
    view: () => view,
    viewAgeMs: () => (view === undefined ? Number.POSITIVE_INFINITY : 0),
  });
  probeMiners(() => view, gateway.health, stop.signal);
  const server = await startServer(gateway, "127.0.0.1", options.port ?? 0);
  let block = 0;
  return {
    gateway,
    server,
    url: `http://127.0.0.1:${server.port}`,
    dataDir,
    setView(next) {
      view = next;
    },
    fundedKey(rao, capRao) {
      const { db } = ledger;
      return db
        .transaction(() => {
          const { key: secret, row } = createKey(db, {
            name: "test",
            capRao,
            nowMs: Date.now(),
            depositAddressOf: (id) => `deposit-${id}`,
          });
          block += 1;
          if (rao > 0n)
            creditBlock(db, block, [{ block, eventIndex: 0, keyId: row.id, sender: "somebody", amountRao: rao }]);
          return { id: row.id, key: secret };
        })
        .immediate();
    },
    async close() {
      stop.abort();
      await server.close(500);
      await ledger.close();
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
