// What a miner says on chain, and what it tells its owner.
import type { PlexusClient } from "@plexus/client/sdk";
import { nativeCrypto } from "@plexus/core/crypto/native";
import type { MarketView } from "@plexus/subnets/kit";
import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { createAnnouncer } from "./announce.js";
import { statusOf } from "./earnings.js";
import { minerOptionsShape } from "./options.js";
import { openServedModel } from "./servedModel.js";

const crypto = await nativeCrypto();
const key = crypto.keyring.fromUri("//Miner");
const settings = minerOptionsShape.parse({
  dataPath: "/tmp/none",
  rpcUrl: "ws://127.0.0.1:1",
  netuid: 1,
  identity: { wallet: "w", hotkey: "h", walletPath: "/tmp/none" },
  model: "plexus-micro",
});
const committed = { model: "plexus-micro", sha256: "a".repeat(64), bytes: 5 };
const neuron = {
  uid: 4,
  hotkey: key.address,
  incentive: 0,
  consensus: 0,
  emissionRao: 0n,
  registeredAtBlock: 10,
  axon: undefined,
};
const viewOf = (more: Partial<Record<keyof MarketView, unknown>> = {}, own: object = {}) =>
  ({
    netuid: 1,
    block: 500,
    tempo: 20,
    nextEpochBlock: 510,
    miners: [],
    offersOfOwn: [],
    commitmentOfOwn: undefined,
    own: { ...neuron, ...own },
    metagraph: { neurons: [] },
    ...more,
  }) as unknown as MarketView;

function announcerThat(sent: string[]) {
  const client = {
    submit: async (call: { call: string }) => {
      sent.push(call.call);
      return { ok: true, blockNumber: 501 };
    },
  } as unknown as PlexusClient;
  return createAnnouncer({ client, key, settings, port: 8091, committed, log: pino({ level: "silent" }) });
}

describe("announcing", () => {
  it("says address, commitment and offer once, and waits before it repeats itself", async () => {
    const sent: string[] = [];
    const announcer = announcerThat(sent);
    expect(await announcer.keepUp(viewOf())).toBe(false);
    expect(sent.sort()).toEqual(["serve_axon", "set_commitment", "set_offer"]);
    await announcer.keepUp(viewOf({ block: 501 }));
    expect(sent).toHaveLength(3);
    await announcer.keepUp(viewOf({ block: 520 }));
    expect(sent).toHaveLength(6);
  });

  it("is silent when all stands, and renews an offer before it ends", async () => {
    const sent: string[] = [];
    const announcer = announcerThat(sent);
    const axon = { ip: "127.0.0.1", port: 8091 };
    const stands = { commitmentOfOwn: committed, offersOfOwn: [{ model: "plexus-micro", validUntilBlock: 900 }] };
    expect(await announcer.keepUp(viewOf(stands, { axon }))).toBe(true);
    expect(sent).toEqual([]);
    await announcer.keepUp(viewOf({ ...stands, block: 750 }, { axon }));
    expect(sent).toEqual(["set_offer"]);
  });
});

describe("the owner's view", () => {
  const counts = {
    requests: 7,
    answered: 6,
    refused: 1,
    aborted: 0,
    failed: 0,
    open: 0,
    tokensOut: 9,
    lastRequestMs: 1,
  };
  const miner = { handle: async () => Promise.reject(new Error()), counts: () => counts };
  const served = { engine: () => ({ info: { name: "noise" } }), committed } as never;
  const told = (view: MarketView | undefined) => statusOf(view, miner, served, key.address, 1_000);
  const axon = { ip: "127.0.0.1", port: 8091 };
  const offers = { offersOfOwn: [{}], commitmentOfOwn: committed };
  const best = { metagraph: { neurons: [{ incentive: 0.9 }] } };

  it.each([
    ["the chain was not read", undefined],
    ["holds no seat", viewOf({ own: undefined })],
    ["axon's address", viewOf()],
    ["no live offer", viewOf({}, { axon })],
    ["has not committed", viewOf({ offersOfOwn: [{}] }, { axon })],
    ["nobody has an incentive", viewOf(offers, { axon })],
    ["it is new", viewOf({ ...offers, ...best }, { axon, registeredAtBlock: 490 })],
    ["give it no weight", viewOf({ ...offers, ...best }, { axon })],
    ["5.0 % of the best", viewOf({ ...offers, ...best }, { axon, incentive: 0.045 })],
  ])("says why it is not asked: %s", (why, view) => {
    expect(told(view).problem).toContain(why);
  });

  it("tells what it earns in an hour, at the last epoch's pay", () => {
    const status = told(
      viewOf({ ...offers, ...best }, { axon, incentive: 0.5, consensus: 0.4, emissionRao: 21_000_000_000n }),
    );
    expect(status).toMatchObject({
      model: "noise",
      committed: "plexus-micro",
      requests: 7,
      score: 0.4,
      incentive: 0.5,
      taoPerHourRao: "3600000000000",
    });
    expect(status.problem).toBeUndefined();
  });
});

describe("the served model", () => {
  it("is swapped at run time, and the commitment stays", async () => {
    const served = await openServedModel(settings);
    const { sha256 } = served.committed;
    expect(served.engine().info.name).toBe("plexus-micro");
    expect(await served.swap("noise")).toBe("noise");
    expect(served.engine().info.name).toBe("noise");
    expect(served.committed).toMatchObject({ model: "plexus-micro", sha256 });
    await expect(served.swap("no-such-model")).rejects.toThrow(/neither a known model/);
    expect(served.engine().info.name).toBe("noise");
    await served.close();
  });

  it("may commit to another model's hash, which is what audits are for", async () => {
    const served = await openServedModel({ ...settings, model: "noise", commitAs: "smollm2-135m" });
    expect(served.committed).toMatchObject({ model: "smollm2-135m", bytes: 98_362_432 });
    await served.close();
  });
});
