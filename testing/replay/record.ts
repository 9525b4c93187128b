// Records two runs of a chain with neurons, stake, weights and money that moves: one sealed at once, one at an interval.
// Usage: record.ts FOLDER; leaves FOLDER/{instant,interval} and the root of each beside it.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { storeSpec } from "../../apps/node/openSpec.js";
import type { Sealing } from "../../chain/engine/index.js";
import type { Node } from "../../chain/node/index.js";
import { type Call, key, sign, spec, startNode, transferCall } from "../../chain/testing/testNode.js";

const folder = process.argv[2] ?? "";
const alice = key("//Alice");
const bob = key("//Bob");
const hotkeys = Array.from({ length: 6 }, (_, index) => key(`//Replay//${index}`));
const subtensor = (call: string, args: object): Call => ({ pallet: "SubtensorModule", call, args });
const EPOCHS = 6;
const BLOCKS_PER_EPOCH = 11;

async function settle(node: Node): Promise<void> {
  while (node.pool.counts().ready > 0) await sleep(20);
}

async function record(name: string, sealing: Sealing): Promise<void> {
  const basePath = join(folder, name);
  const node = await startNode({ basePath, sealing });
  storeSpec(basePath, spec);
  const nonces = new Map<string, number>();
  const send = (from: typeof alice, call: Call) => {
    const nonce = nonces.get(from.address) ?? 0;
    node.pool.submit(sign(node, from, call, { nonce }));
    nonces.set(from.address, nonce + 1);
  };
  for (const hotkey of hotkeys) {
    send(alice, subtensor("burned_register", { netuid: 1, hotkey: hotkey.accountId }));
    await settle(node);
  }
  for (const [index, hotkey] of hotkeys.slice(0, 2).entries()) {
    send(
      alice,
      subtensor("add_stake", {
        hotkey: hotkey.accountId,
        netuid: 0,
        amount_staked: 5_000_000_000_000n - BigInt(index) * 10n ** 12n,
      }),
    );
    send(alice, subtensor("root_register", { hotkey: hotkey.accountId }));
  }
  await settle(node);
  // Permits come with the first epoch.
  node.seal(2 * BLOCKS_PER_EPOCH);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (const [index, validator] of hotkeys.slice(0, 2).entries()) {
      const weights = [65_535, 30_000 + epoch * 3_000, 20_000 - index * 5_000, 777];
      send(validator, subtensor("set_weights", { netuid: 1, dests: [2, 3, 4, 5], weights, version_key: 0n }));
    }
    for (let amountRao = 1_000n; amountRao < 1_005n; amountRao++) send(alice, transferCall(bob, amountRao));
    await settle(node);
    node.seal(2 * BLOCKS_PER_EPOCH);
  }
  writeFileSync(join(folder, `${name}.root`), node.store.stateRoot);
  console.log(`${name}: ${node.application.best.number} blocks, state root ${node.store.stateRoot}`);
  await node.close();
}

await record("instant", { kind: "instant" });
await record("interval", { kind: "interval", ms: 250 });
