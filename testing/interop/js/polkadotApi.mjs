// @polkadot/api from an empty folder (issue, Done when 9): no warning on the console, a transfer in block then finalised
// to the rao, five at once, an overdraft with a decoded error, fee charged, nonce +1, nothing else changed.
// Usage: node polkadotApi.mjs ws://127.0.0.1:9944

import assert from "node:assert/strict";
import { ApiPromise, Keyring, WsProvider } from "@polkadot/api";
import { check, finish } from "./report.mjs";

const complaints = [];
for (const level of ["warn", "error"]) console[level] = (...parts) => complaints.push(parts.join(" "));

const api = await ApiPromise.create({
  provider: new WsProvider(process.argv[2] ?? "ws://127.0.0.1:9944"),
  noInitWarn: true,
});
const keyring = new Keyring({ type: "sr25519" });
const [alice, bob, charlie] = ["//Alice", "//Bob", "//Charlie"].map((uri) => keyring.addFromUri(uri));
const accountOf = async (key) => (await api.query.system.account(key.address)).toJSON();
const freeOf = async (key) => (await api.query.system.account(key.address)).data.free.toBigInt();

/** Sends and waits until finalised; resolves with what happened, in order. */
function send(tx, key, options = {}) {
  return new Promise((resolve, reject) => {
    const seen = [];
    tx.signAndSend(key, options, (result) => {
      seen.push(result.status.type);
      if (result.status.isFinalized) resolve({ seen, result });
      if (result.isError) reject(new Error(`transaction ended as ${result.status.type}`));
    }).catch(reject);
  });
}
const feeOf = (result) => {
  const paid = result.events.find(({ event }) => api.events.transactionPayment.TransactionFeePaid.is(event));
  return paid.event.data.actualFee.toBigInt();
};

await check("connects and knows the chain", async () => {
  assert.equal((await api.rpc.system.chain()).toString(), "Plexus Local");
  assert.equal(api.registry.chainTokens[0], "TAO");
  assert.equal(api.registry.chainDecimals[0], 9);
  assert.ok(api.call.subnetInfoRuntimeApi.getAllDynamicInfo, "runtime APIs come from metadata 15");
});

await check("transfer in block, then finalised, to the rao", async () => {
  const [a, b, c] = [await accountOf(alice), await freeOf(bob), await accountOf(charlie)];
  const { seen, result } = await send(api.tx.balances.transferKeepAlive(bob.address, 1_234_567_891n), alice);
  assert.ok(seen.indexOf("InBlock") >= 0 && seen.indexOf("InBlock") < seen.indexOf("Finalized"), seen.join());
  const fee = feeOf(result);
  assert.ok(fee > 0n);
  assert.equal(await freeOf(bob), b + 1_234_567_891n);
  const after = await accountOf(alice);
  assert.equal(BigInt(after.data.free), BigInt(a.data.free) - 1_234_567_891n - fee);
  assert.equal(after.nonce, a.nonce + 1);
  assert.deepEqual(await accountOf(charlie), c);
});

await check("five at once all land", async () => {
  const before = await freeOf(charlie);
  const nonce = (await api.rpc.system.accountNextIndex(alice.address)).toNumber();
  const sends = [0, 1, 2, 3, 4].map((i) =>
    send(api.tx.balances.transferKeepAlive(charlie.address, 1_000_000n + BigInt(i)), alice, { nonce: nonce + i }),
  );
  await Promise.all(sends);
  assert.equal(await freeOf(charlie), before + 5_000_010n);
});

await check("an overdraft gives a decoded error; only fee and nonce remain of it", async () => {
  const [a, b] = [await accountOf(bob), await freeOf(alice)];
  const { result } = await send(api.tx.balances.transferKeepAlive(alice.address, 10n ** 18n), bob);
  assert.equal(result.dispatchError.asToken.type, "FundsUnavailable");
  const after = await accountOf(bob);
  assert.equal(BigInt(after.data.free), BigInt(a.data.free) - feeOf(result));
  assert.equal(after.nonce, a.nonce + 1);
  assert.equal(await freeOf(alice), b);
});

await check("a module error is decoded with its name and docs", async () => {
  const { result } = await send(api.tx.subtensorModule.startCall(1), alice);
  const { section, name, docs } = api.registry.findMetaError(result.dispatchError.asModule);
  assert.deepEqual([section, name], ["subtensorModule", "NotSubnetOwner"]);
  assert.ok(docs.join(" ").length > 10);
});

await check("payment info is what is then charged", async () => {
  const tx = api.tx.balances.transferKeepAlive(bob.address, 7n * 10n ** 9n);
  const { partialFee } = await tx.paymentInfo(alice);
  const { result } = await send(tx, alice);
  assert.equal(partialFee.toBigInt(), feeOf(result));
});

await check("historic reads, storage subscriptions, runtime calls, block decoding", async () => {
  const head = await api.rpc.chain.getFinalizedHead();
  const at = await api.at(head);
  assert.ok((await at.query.timestamp.now()).toNumber() > 0);
  const blocks = await new Promise((resolve) => {
    const numbers = [];
    let stop;
    api.rpc.chain
      .subscribeNewHeads((header) => {
        numbers.push(header.number.toNumber());
        if (numbers.length === 3) {
          stop?.();
          resolve(numbers);
        }
      })
      .then((unsubscribe) => {
        stop = unsubscribe;
      });
  });
  assert.deepEqual(
    blocks.map((n) => n - blocks[0]),
    [0, 1, 2],
  );
  const infos = (await api.call.subnetInfoRuntimeApi.getAllDynamicInfo()).toJSON();
  assert.equal(infos.length, 2);
  const signed = await api.rpc.chain.getBlock(head);
  assert.equal(signed.block.extrinsics[0].method.section, "timestamp");
});

await check("nothing was written to the console as warning or error", () => assert.deepEqual(complaints, []));
await api.disconnect();
finish();
