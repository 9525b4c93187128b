// Governance with polkadot.js alone, and polkadot-api beside it (issue 4 §4): stake, propose, delegate, vote, read how it
// stands, see it take effect at the block announced, be refused outside the bounds. Usage: node governance.mjs ws://127.0.0.1:9944

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
const [alice, bob, charlie, hot] = ["//Alice", "//Bob", "//Charlie", "//hot"].map((uri) => keyring.addFromUri(uri));
const papi = createClient(getWsProvider(url, { websocketClass: WebSocket }));
const unsafe = papi.getUnsafeApi();
const TAO = 1_000_000_000n;

const send = (tx, key) =>
  new Promise((resolve, reject) => {
    tx.signAndSend(key, (result) => {
      if (result.status.isFinalized) resolve(result);
      if (result.isError) reject(new Error(`transaction ended as ${result.status.type}`));
    }).catch(reject);
  });
/** Sends, and fails where the chain refused. */
async function done(tx, key) {
  const result = await send(tx, key);
  if (result.dispatchError) throw new Error(refusal(result));
  return result;
}
const refusal = ({ dispatchError }) => api.registry.findMetaError(dispatchError.asModule).name;
const tempo = async () => (await api.query.subtensorModule.tempo(1)).toNumber();
const propose = (...calls) => api.tx.governance.propose("Parameters", calls, "Shorter epochs", "", null, 10n * TAO);

await check("stake on root", async () => {
  await done(api.tx.subtensorModule.rootRegister(hot.address), alice);
  await Promise.all(
    [
      [alice, 600n],
      [bob, 300n],
      [charlie, 100n],
    ].map(([key, tao]) => done(api.tx.subtensorModule.addStake(hot.address, 0, tao * TAO), key)),
  );
});

await check("a value outside its bounds is refused at proposal, by name", async () => {
  const result = await send(propose(api.tx.adminUtils.sudoSetTempo(1, 60_000)), alice);
  assert.equal(refusal(result), "ValueAboveBounds");
});

let id;
await check("propose, delegate and vote; each reads how it stands", async () => {
  const made = await done(propose(api.tx.adminUtils.sudoSetTempo(1, 33)), alice);
  const event = made.events.find(({ event }) => api.events.governance.Proposed.is(event)).event;
  id = event.data.proposal.toNumber();
  assert.equal(event.data.title.toUtf8(), "Shorter epochs");
  await Promise.all([
    done(api.tx.governance.delegate("Parameters", bob.address, 100n * TAO, 0), charlie),
    done(api.tx.governance.vote(id, "Aye", 300n * TAO, 0), bob),
  ]);
  const detail = (await api.call.governanceApi.getProposal(id)).unwrap();
  assert.deepEqual(
    [detail.changes[0].current.toNumber(), detail.changes[0].proposed.toNumber(), detail.info.tally.ayes.toBigInt()],
    [20, 33, 400n * TAO],
  );
  assert.equal(detail.calls[0].call.toUtf8(), "sudo_set_tempo");
  const open = await unsafe.apis.GovernanceApi.get_open();
  assert.deepEqual([open.length, open[0].id, open[0].tally.ayes], [1, id, 400n * TAO]);
});

await check("polkadot-api votes too, and its stake is locked", async () => {
  const signer = getPolkadotSigner(alice.publicKey, "Sr25519", (payload) => alice.sign(payload));
  const choice = { type: "Aye", value: undefined };
  const vote = unsafe.tx.Governance.vote({ proposal: id, choice, amount: 600n * TAO, conviction: 1 });
  assert.equal((await vote.signAndSubmit(signer)).ok, true);
  const account = await api.call.governanceApi.getAccount(alice.address);
  assert.equal(account.locked.toBigInt(), 600n * TAO);
  const result = await send(api.tx.subtensorModule.removeStake(hot.address, 0, TAO), alice);
  assert.equal(refusal(result), "StakeLocked");
});

await check("it takes effect at the block announced", async () => {
  let status;
  do {
    await sleep(300);
    status = (await api.query.governance.proposals(id)).unwrap().status;
  } while (status.isDeciding);
  assert.ok(status.isPassed, status.type);
  const at = status.asPassed.enactAt.toNumber();
  while ((await api.rpc.chain.getHeader()).number.toNumber() < at) await sleep(300);
  assert.equal(await tempo(), 33);
  const [hash, before] = await Promise.all([api.rpc.chain.getBlockHash(at), api.rpc.chain.getBlockHash(at - 1)]);
  assert.equal((await (await api.at(before)).query.subtensorModule.tempo(1)).toNumber(), 20);
  const names = (await (await api.at(hash)).query.system.events()).map(
    ({ event }) => `${event.section}.${event.method}`,
  );
  assert.ok(names.includes("governance.Executed"), names.join());
});

await check("the constitution reads as names, bounds and values", async () => {
  const constitution = await api.call.governanceApi.getConstitution();
  const bond = constitution.parameters.find(({ name }) => name.toUtf8() === "Producers.MinimumBond");
  assert.ok(bond.rule.minimum.toBigInt() <= bond.current.unwrap().toBigInt());
  assert.equal(constitution.tracks.length, 5);
});

await check("nothing was written to the console as warning or error", () => assert.deepEqual(complaints, []));
await api.disconnect();
papi.destroy();
finish();
