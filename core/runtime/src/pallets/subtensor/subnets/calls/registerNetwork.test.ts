// register_network: the order of checks, the lock, pruning (stable.md 8, chain.md §2.3 A).

import { describe, expect, it } from "vitest";
import { account, outOfOrder, PalletScene } from "../../../../testing/palletScene.js";
import { freeBalance } from "../../../balances/move.js";
import { Burned } from "../../../ledger/storage.js";
import { LoadedEmission, PendingServerEmission, SubnetTaoInEmission } from "../../emission/storage.js";
import { uidOf } from "../../registration/neurons.js";
import { Keys } from "../../registration/storage.js";
import { Owner } from "../../staking/storage.js";
import { Weights } from "../../weights/storage.js";
import { currentLockCost } from "../lockCost.js";
import { CommitRevealWeightsEnabled, Tempo } from "../parameters.js";
import { LastRateLimitedBlock } from "../rateLimits.js";
import {
  NetworkImmunityPeriod,
  NetworkLastLockCost,
  NetworkMinLockCost,
  NetworkRateLimit,
  NetworksAdded,
  SubnetLimit,
  SubnetLocked,
  SubnetOwner,
  SubnetOwnerHotkey,
  TotalNetworks,
} from "../storage.js";

const TAO = 1_000_000_000n;
const owner = (number: number) => account(number);
const hotkey = (number: number) => account(100 + number);
const register = (scene: PalletScene, number: number) =>
  scene.call(owner(number), "register_network", { hotkey: hotkey(number) });

function scene({ limit = 10, immunity = 1_000n, rateLimit = 0n } = {}): PalletScene {
  const made = new PalletScene({ block: 10 });
  NetworkMinLockCost.set(made.ctx, 100n * TAO);
  NetworkLastLockCost.set(made.ctx, 100n * TAO);
  SubnetLimit.set(made.ctx, limit);
  NetworkImmunityPeriod.set(made.ctx, immunity);
  NetworkRateLimit.set(made.ctx, rateLimit);
  for (const number of [1, 2, 3, 4]) made.endow(owner(number), 1_000n * TAO);
  return made;
}

describe("register_network", () => {
  it("checks in order: rate, hotkey, immunity, lock", () => {
    const made = scene({ limit: 1, immunity: 1_000n, rateLimit: 100n });
    const poor = account(50);
    made.endow(poor, 10n * TAO);
    LastRateLimitedBlock.set(made.ctx, { type: "NetworkLastRegistered" }, 950n);
    Owner.set(made.ctx, hotkey(1), owner(2));
    made.at(1_000);
    const steps = {
      NetworkTxRateLimitExceeded: () => made.at(1_050),
      NonAssociatedColdKey: () => {
        Owner.remove(made.ctx, hotkey(1));
        NetworkImmunityPeriod.set(made.ctx, 2_000n);
      },
      AllNetworksInImmunity: () => NetworkImmunityPeriod.set(made.ctx, 1_000n),
      CannotAffordLockCost: () => made.endow(poor, 1_000n * TAO),
    };
    expect(outOfOrder(() => made.call(poor, "register_network", { hotkey: hotkey(1) }), steps)).toEqual([]);
  });

  it("locks, creates, seats the owner's hotkey, tells", () => {
    const made = scene().at(11);
    expect(register(made, 1)).toBe("ok");
    const { ctx } = made;
    expect(freeBalance(ctx, owner(1))).toBe(900n * TAO);
    expect([SubnetLocked.get(ctx, 2), SubnetOwner.get(ctx, 2), SubnetOwnerHotkey.get(ctx, 2)]).toEqual([
      100n * TAO,
      owner(1),
      hotkey(1),
    ]);
    expect([Keys.get(ctx, 2, 0), uidOf(ctx, 2, hotkey(1)), TotalNetworks.get(ctx), Tempo.get(ctx, 2)]).toEqual([
      hotkey(1),
      0,
      3,
      360,
    ]);
    expect(CommitRevealWeightsEnabled.get(ctx, 2)).toBe(false);
    expect(made.events.map(({ name, value }) => [name, value])).toEqual([
      ["NetworkAdded", [2, 0]],
      ["NeuronRegistered", [2, 0, hotkey(1)]],
    ]);
    expect(made.problem).toBeUndefined();
  });

  it("doubles the lock with each, and lets it fall to the least", () => {
    const made = scene();
    expect(currentLockCost(made.ctx)).toBe(100n * TAO);
    register(made, 1);
    expect(currentLockCost(made.ctx)).toBe(200n * TAO);
    made.at(10 + 50_400);
    expect(currentLockCost(made.ctx)).toBe(200n * TAO - ((100n * TAO) / 100_800n) * 50_400n);
    expect(currentLockCost(made.at(10 + 200_000).ctx)).toBe(100n * TAO);
  });

  it("at the limit prunes the least emission among the old, the older on a tie, and returns its lock", () => {
    const made = scene({ limit: 3, immunity: 100n });
    register(made.at(20), 1);
    register(made.at(30), 2);
    SubnetTaoInEmission.set(made.ctx, 1, 7n);
    SubnetTaoInEmission.set(made.ctx, 2, 5n);
    SubnetTaoInEmission.set(made.ctx, 3, 5n);
    PendingServerEmission.set(made.ctx, 2, 0n);
    LoadedEmission.set(made.ctx, 2, [[hotkey(1), 0n, 0n]]);
    made.enrol(0, owner(4), hotkey(9));
    Weights.set(made.ctx, 0, 0, [
      [1, 10],
      [2, 65_535],
    ]);
    made.at(200);
    expect(register(made, 3)).toBe("ok");
    const { ctx } = made;
    expect(freeBalance(ctx, owner(1))).toBe(1_000n * TAO);
    expect([SubnetOwner.get(ctx, 2), Keys.get(ctx, 2, 0), NetworksAdded.get(ctx, 2)]).toEqual([
      owner(3),
      hotkey(3),
      true,
    ]);
    expect([SubnetTaoInEmission.get(ctx, 2), uidOf(ctx, 2, hotkey(1)), TotalNetworks.get(ctx)]).toEqual([
      0n,
      undefined,
      4,
    ]);
    expect(Weights.get(ctx, 0, 0)).toEqual([
      [1, 10],
      [2, 0],
    ]);
    // Earned before: stays, and is paid in the next block.
    expect(LoadedEmission.get(ctx, 2)).toEqual([[hotkey(1), 0n, 0n]]);
    expect(made.events.map(({ name }) => name)).toEqual(["NetworkRemoved", "NetworkAdded", "NeuronRegistered"]);
    expect(made.problem).toBeUndefined();
  });

  it("burns the pending emission of a pruned subnet", () => {
    const made = scene({ limit: 1, immunity: 0n }).endow(account(60), 50n * TAO);
    // Money on its way: out of the balances, into what is pending.
    expect(made.call(account(60), "register_network", { hotkey: account(61) })).toBe(
      "SubtensorModule.CannotAffordLockCost",
    );
    const before = Burned.get(made.ctx);
    PendingServerEmission.set(made.ctx, 1, 11n);
    expect(register(made, 1)).toBe("ok");
    expect(Burned.get(made.ctx) - before).toBe(11n);
    expect(PendingServerEmission.get(made.ctx, 1)).toBe(0n);
  });
});
