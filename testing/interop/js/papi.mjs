// polkadot-api (PAPI) over chainHead_v1: connect, typed reads without descriptors, a transfer watched to finality, a refused
// call decoded. Usage: node papi.mjs ws://127.0.0.1:9944

import assert from "node:assert/strict";
import { Keyring } from "@polkadot/api";
import { cryptoWaitReady } from "@polkadot/util-crypto";
import { createClient } from "polkadot-api";
import { getPolkadotSigner } from "polkadot-api/signer";
import { getWsProvider } from "polkadot-api/ws";
import { WebSocket } from "ws";
import { check, finish } from "./report.mjs";

await cryptoWaitReady();
const keyring = new Keyring({ type: "sr25519" });
const signerOf = (key) => getPolkadotSigner(key.publicKey, "Sr25519", (payload) => key.sign(payload));
const [dave, eve] = ["//Dave", "//Eve"].map((uri) => keyring.addFromUri(uri));
const EVE = "5HGjWAeFDfFCWPsjFQdVV2Msvz2XtMktvgocEZcCj68kUMaw";
const DAVE = "5DAAnrj7VHTznn2AWBemMuyBwZWs6FNFjdyVXUeYum3PTXFy";

const client = createClient(getWsProvider(process.argv[2] ?? "ws://127.0.0.1:9944", { websocketClass: WebSocket }));
const api = client.getUnsafeApi();
const freeOf = async (address) => (await api.query.System.Account.getValue(address)).data.free;

await check("connects and knows the chain", async () => {
  const { name } = await client.getChainSpecData();
  assert.equal(name, "Plexus Local");
  assert.ok((await client.getFinalizedBlock()).number >= 0);
});

await check("constants, storage, maps, runtime APIs", async () => {
  assert.equal(await api.constants.Balances.ExistentialDeposit(), 500n);
  assert.ok((await freeOf(EVE)) > 0n);
  const added = await api.query.SubtensorModule.NetworksAdded.getEntries();
  assert.ok(added.length >= 2);
  const info = await api.apis.SubnetInfoRuntimeApi.get_dynamic_info(1);
  assert.equal(info.netuid, 1);
});

await check("a transfer is watched to finality", async () => {
  const before = await freeOf(EVE);
  const tx = api.tx.Balances.transfer_keep_alive({ dest: { type: "Id", value: EVE }, value: 7_000_000_000n });
  assert.ok((await tx.getEstimatedFees(DAVE)) > 0n);
  const seen = [];
  await new Promise((resolve, reject) => {
    tx.signSubmitAndWatch(signerOf(dave)).subscribe({
      next: (event) => seen.push(event.type),
      error: reject,
      complete: resolve,
    });
  });
  assert.equal(seen.at(-1), "finalized", seen.join());
  assert.equal((await freeOf(EVE)) - before, 7_000_000_000n);
});

await check("a refused call says why", async () => {
  const result = await api.tx.SubtensorModule.start_call({ netuid: 1 }).signAndSubmit(signerOf(eve));
  assert.equal(result.ok, false);
  assert.equal(result.dispatchError.type, "Module");
  assert.equal(result.dispatchError.value.value.type, "NotSubnetOwner");
});

await check("follows finalised blocks in order, without gaps", async () => {
  const numbers = await new Promise((resolve, reject) => {
    const heard = [];
    const subscription = client.finalizedBlock$.subscribe({
      next: ({ number }) => {
        heard.push(number);
        if (heard.length === 4) {
          subscription.unsubscribe();
          resolve(heard);
        }
      },
      error: reject,
    });
  });
  assert.deepEqual(
    numbers,
    [0, 1, 2, 3].map((i) => numbers[0] + i),
  );
});

client.destroy();
finish();
