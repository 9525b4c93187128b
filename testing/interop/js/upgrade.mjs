// Both JavaScript clients through an upgrade of the chain, connected all the while (issue 4 §4): they learn the new metadata by
// themselves, sign for the new rules, decode blocks of before and after. Usage: node upgrade.mjs ws://127.0.0.1:9944

import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiPromise, Keyring, WsProvider } from "@polkadot/api";
import { createClient } from "polkadot-api";
import { getPolkadotSigner } from "polkadot-api/signer";
import { getWsProvider } from "polkadot-api/ws";
import { WebSocket } from "ws";
import { check, finish } from "./report.mjs";

const url = process.argv[2] ?? "ws://127.0.0.1:9944";
const complaints = [];
for (const level of ["warn", "error"]) console[level] = (...parts) => complaints.push(parts.join(" "));
const api = await ApiPromise.create({ provider: new WsProvider(url), noInitWarn: true });
const keyring = new Keyring({ type: "sr25519" });
const [alice, bob, eve] = ["//Alice", "//Bob", "//Eve"].map((uri) => keyring.addFromUri(uri));
const papi = createClient(getWsProvider(url, { websocketClass: WebSocket }));
const unsafe = papi.getUnsafeApi();
const signer = getPolkadotSigner(eve.publicKey, "Sr25519", (payload) => eve.sign(payload));
const releaseHash = `0x${"ab".repeat(32)}`;

const send = (tx, key) =>
  new Promise((resolve, reject) => {
    tx.signAndSend(key, (result) => {
      if (result.status.isFinalized) resolve(result);
      if (result.isError) reject(new Error(`transaction ended as ${result.status.type}`));
    }).catch(reject);
  });
const height = async () => (await api.rpc.chain.getHeader()).number.toNumber();
const payByPapi = () =>
  unsafe.tx.Balances.transfer_keep_alive({ dest: { type: "Id", value: bob.address }, value: 1_000n }).signAndSubmit(
    signer,
  );

let atBlock;
let scheduledIn;
await check("Root schedules an upgrade through @polkadot/api", async () => {
  atBlock = (await height()) + 12;
  assert.equal(api.runtimeVersion.specVersion.toNumber(), 462);
  const schedule = api.tx.upgrades.schedule(463, atBlock, releaseHash);
  const result = await send(api.tx.sudo.sudo(schedule), alice);
  scheduledIn = result.status.asFinalized;
  assert.equal((await api.query.upgrades.scheduled()).unwrap().atBlock.toNumber(), atBlock);
  assert.equal((await api.call.upgradesApi.get()).current.toNumber(), 462);
  assert.equal(api.tx.producers.describe, undefined);
  assert.equal((await payByPapi()).ok, true);
});

await check("both go on while it happens", async () => {
  const ends = [];
  while ((await height()) < atBlock + 4) {
    const [one, other] = await Promise.allSettled([
      send(api.tx.balances.transferKeepAlive(bob.address, 1_000n), alice),
      payByPapi(),
    ]);
    ends.push([await height(), one.status, other.status === "fulfilled" ? other.value.ok : String(other.reason)]);
  }
  // A transaction that waits across the switch is signed for rules that are over: a client without a retry may lose one.
  const lost = ends.filter(([, one, other]) => one !== "fulfilled" || other !== true);
  assert.ok(lost.length <= 1, JSON.stringify(lost));
  assert.ok(ends.length >= 4);
});

await check("@polkadot/api has the new metadata without a new connection", async () => {
  for (let tries = 0; api.tx.producers.describe === undefined && tries < 50; tries++) await sleep(100);
  assert.equal(api.runtimeVersion.specVersion.toNumber(), 463);
  const { result, error } = await send(api.tx.producers.describe(bob.address, "0x61"), alice).then(
    (ended) => ({ result: ended }),
    (reason) => ({ error: reason }),
  );
  assert.equal(error, undefined);
  const { section } = api.registry.findMetaError(result.dispatchError.asModule);
  assert.ok(["producers", "subtensorModule"].includes(section), section);
});

await check("polkadot-api too", async () => {
  assert.equal((await payByPapi()).ok, true);
  const version = await unsafe.constants.System.Version();
  assert.equal(version.spec_version, 463);
  const history = await unsafe.query.Upgrades.History.getValue();
  assert.equal(history[0].at_block, atBlock);
});

await check("blocks of before are read by the rules of before", async () => {
  const then = await api.at(scheduledIn);
  assert.equal(then.runtimeVersion.specVersion.toNumber(), 462);
  const names = (await then.query.system.events()).map(({ event }) => `${event.section}.${event.method}`);
  assert.ok(names.includes("upgrades.Scheduled"), names.join());
  const block = await api.derive.chain.getBlock(await api.rpc.chain.getBlockHash(atBlock));
  const first = block.events.map(({ event }) => `${event.section}.${event.method}`)[0];
  assert.equal(first, "upgrades.Applied");
});

await check("nothing was written to the console as warning or error", () => {
  // polkadot.js says when it has swapped metadata, at the level of information; warnings are about what it does not know.
  assert.deepEqual(complaints, []);
});
await api.disconnect();
papi.destroy();
finish();
