// A real node in this process, and test miners that joined its subnet by ordinary extrinsics (spec: issue, done-when 7).
import { silentLogger } from "@plexus/chain/engine";
import { createNode, type Node } from "@plexus/chain/node";
import {
  connect,
  getBalance,
  type PlexusClient,
  registerNeuron,
  serveAxon,
  setCommitment,
  setOffer,
  transfer,
} from "@plexus/client/sdk";
import { createColdkey, createHotkey } from "@plexus/client/wallet";
import type { CryptoProvider } from "@plexus/core/crypto";
import { developmentSpec } from "@plexus/core/runtime";
import { startTestMiner, type TestMiner } from "../../apps/gateway/testing/testMiner.js";

export interface RealNetwork {
  readonly node: Node;
  readonly client: PlexusClient;
  readonly miners: readonly { miner: TestMiner; coldkey: string; startRao: bigint }[];
  close(): Promise<void>;
}

const tao = 10n ** 9n;

function must(result: { ok: boolean; error?: { name: string } }): void {
  if (!result.ok) throw new Error(`refused: ${result.error?.name}`);
}

async function join(client: PlexusClient, crypto: CryptoProvider, uid: number) {
  const miner = await startTestMiner(crypto, { uri: `//Killed${uid}`, uid, incentive: 0, wordMs: 1 });
  const cold = crypto.keyring.fromUri(`//Killed${uid}//cold`);
  const model = "test-model";
  must(await transfer(client, crypto.keyring.fromUri("//Alice"), { to: cold.address, amountRao: 3n * tao }));
  must(await registerNeuron(client, cold, { netuid: 1, hotkey: miner.key.address }));
  must(await serveAxon(client, miner.key, { netuid: 1, ip: "127.0.0.1", port: miner.axon.port }));
  const offer = { netuid: 1, model, priceIn: 300n * tao, priceOut: 70n * tao, slots: 8, validFor: 100_000 };
  must(await setOffer(client, miner.key, offer));
  must(await setCommitment(client, miner.key, { netuid: 1, model, sha256: "ab".repeat(32), bytes: 1 }));
  return { miner, coldkey: cold.address, startRao: (await getBalance(client, cold.address)).freeRao };
}

/** @param folder gets the gateway's wallet, with 100 TAO on its coldkey. Blocks of 250 ms, batches every 4. */
export async function startRealNetwork(crypto: CryptoProvider, folder: string): Promise<RealNetwork> {
  const node = await createNode({
    spec: developmentSpec({ blockTimeMs: 250, tempo: 4 }),
    crypto,
    basePath: null,
    rpcPort: 0,
    rpcExternal: false,
    prometheusPort: null,
    sealing: { kind: "interval", ms: 250 },
    archive: true,
    name: "killed",
    logger: silentLogger,
  });
  const client = await connect(`ws://127.0.0.1:${node.rpcPort}`, { crypto });
  const { address } = await createColdkey({ name: "gateway", path: folder, crypto, password: null });
  await createHotkey({ name: "gateway", path: folder, crypto });
  must(await transfer(client, crypto.keyring.fromUri("//Alice"), { to: address, amountRao: 100n * tao }));
  const miners: Awaited<ReturnType<typeof join>>[] = [];
  for (const uid of [0, 1, 2]) miners.push(await join(client, crypto, uid));
  return {
    node,
    client,
    miners,
    async close() {
      for (const { miner } of miners) await miner.close();
      client.close();
      await node.close();
    },
  };
}
