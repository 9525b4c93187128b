// Genesis takes what a chainspec says, and nothing that it cannot mean (stable.md 10).

import { ss58Encode } from "@plexus/core/crypto";
import { describe, expect, it } from "vitest";
import { account, PalletScene } from "../../../testing/palletScene.js";
import { FirstEmissionBlockNumber, SubnetTaoInEmission } from "../emission/storage.js";
import { setGenesisParameters } from "../genesisParameters.js";
import { uidOf } from "../registration/neurons.js";
import { createGenesisSubnet } from "./genesis.js";
import { ownerOf } from "./networks.js";
import { Burn, ImmunityPeriod, LiquidAlphaOn, Tempo } from "./parameters.js";
import { NetworkMinLockCost, SubnetLimit } from "./storage.js";

const [coldkey, hotkey] = [account(1), account(2)];

describe("a subnet of block 0", () => {
  it("has its parameters, its emission from block 1, and its owner's hotkey as uid 0", () => {
    const scene = new PalletScene({ block: 0 });
    createGenesisSubnet(scene.ctx, {
      netuid: 5,
      tempo: 20,
      owner: ss58Encode(coldkey),
      ownerHotkey: ss58Encode(hotkey),
      emissionPerBlockRao: "1000000000",
      parameters: { burn: "12345678901234567890", immunityPeriod: 7, liquidAlphaOn: true },
    });
    const { ctx } = scene;
    expect([Tempo.get(ctx, 5), Burn.get(ctx, 5), ImmunityPeriod.get(ctx, 5), LiquidAlphaOn.get(ctx, 5)]).toEqual([
      20,
      12_345_678_901_234_567_890n,
      7,
      true,
    ]);
    expect([SubnetTaoInEmission.get(ctx, 5), FirstEmissionBlockNumber.get(ctx, 5)]).toEqual([1_000_000_000n, 1n]);
    expect([ownerOf(ctx, 5), uidOf(ctx, 5, hotkey)]).toEqual([coldkey, 0]);
    expect(scene.problem).toBeUndefined();
  });

  it("without emission waits for start_call; without owner it has none", () => {
    const { ctx } = new PalletScene({ block: 0 });
    createGenesisSubnet(ctx, { netuid: 5, tempo: 20 });
    expect([SubnetTaoInEmission.get(ctx, 5), FirstEmissionBlockNumber.get(ctx, 5), ownerOf(ctx, 5)]).toEqual([
      0n,
      undefined,
      undefined,
    ]);
  });

  it.each([
    [{ parameters: { tempoo: 1 } }, /tempoo is no parameter/],
    [{ parameters: { immunityPeriod: 65_536 } }, /immunityPeriod = 65536/],
    [{ parameters: { immunityPeriod: -1 } }, /immunityPeriod = -1/],
    [{ parameters: { immunityPeriod: 1.5 } }, /immunityPeriod = 1.5/],
    [{ parameters: { burn: "a lot" } }, /burn = a lot/],
    [{ parameters: { burn: 0.5 } }, /burn = 0.5/],
    [{ parameters: { yuma3On: 1 } }, /yuma3On = 1/],
    [{ owner: ss58Encode(coldkey) }, /both owner and ownerHotkey/],
    [{ netuid: 1 }, /created twice/],
  ])("refuses %o", (changes, message) => {
    const { ctx } = new PalletScene({ block: 0 });
    expect(() => createGenesisSubnet(ctx, { netuid: 5, tempo: 20, ...changes })).toThrow(message);
  });
});

describe("parameters of the chain", () => {
  it("are set by name, large ones as text", () => {
    const { ctx } = new PalletScene({ block: 0 });
    setGenesisParameters(ctx, { subnetLimit: 3, networkMinLockCost: "100000000000" });
    expect([SubnetLimit.get(ctx), NetworkMinLockCost.get(ctx)]).toEqual([3, 100_000_000_000n]);
  });

  it("are known, or refused", () => {
    const { ctx } = new PalletScene({ block: 0 });
    expect(() => setGenesisParameters(ctx, { totalStake: 1 })).toThrow(/totalStake is no parameter/);
    expect(() => setGenesisParameters(ctx, { subnetLimit: "many" })).toThrow(/subnetLimit = many/);
  });
});
