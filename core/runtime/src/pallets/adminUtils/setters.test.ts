// AdminUtils: who may, when, within which bounds (chain.md §3).

import { describe, expect, it } from "vitest";
import { account, PalletScene, type SceneOptions } from "../../testing/palletScene.js";
import { SubnetOwnerCut } from "../subtensor/emission/storage.js";
import {
  ActivityCutoff,
  ImmunityPeriod,
  Kappa,
  MaxAllowedUids,
  MinBurn,
  Tempo,
} from "../subtensor/subnets/parameters.js";
import { NetworkRateLimit, SubnetOwner } from "../subtensor/subnets/storage.js";
import { setters } from "./setters.js";

const owner = account(1);

/** Epochs of subnet 1 at tempo 100 fall at 98, 199, 300 … (yuma.md §8 A). The window is 10 blocks. */
function scene(parameters: SceneOptions["parameters"] = {}): PalletScene {
  const made = new PalletScene({ block: 99, parameters: { tempo: 100, ...parameters } });
  SubnetOwner.set(made.ctx, 1, owner);
  return made.at(100);
}
const byOwner = (made: PalletScene, call: string, args: Record<string, unknown>, who = owner) =>
  made.call(who, call, { netuid: 1, ...args }, "AdminUtils");

describe("setters", () => {
  it("are root's where the table says so", () => {
    const made = scene();
    expect(byOwner(made, "sudo_set_kappa", { kappa: 1 })).toBe("BadOrigin");
    expect(made.call(owner, "sudo_set_subnet_owner_cut", { subnet_owner_cut: 1 }, "AdminUtils")).toBe("BadOrigin");
    expect(made.asRoot("sudo_set_kappa", { netuid: 1, kappa: 1 })).toBe("ok");
    expect(made.asRoot("sudo_set_subnet_owner_cut", { subnet_owner_cut: 2 })).toBe("ok");
    expect(made.asRoot("sudo_set_kappa", { netuid: 77, kappa: 1 })).toBe("AdminUtils.SubnetDoesNotExist");
    expect([Kappa.get(made.ctx, 1), SubnetOwnerCut.get(made.ctx)]).toEqual([1, 2]);
    expect(made.events.map(({ name, value }) => [name, value])).toEqual([
      ["KappaSet", [1, 1]],
      ["SubnetOwnerCutSet", [2]],
    ]);
  });

  it("are the owner's within window and rate; root needs neither", () => {
    const made = scene();
    expect(byOwner(made, "sudo_set_immunity_period", { immunity_period: 7 }, account(9))).toBe(
      "SubtensorModule.NotSubnetOwner",
    );
    expect(byOwner(made.at(191), "sudo_set_immunity_period", { immunity_period: 7 })).toBe(
      "SubtensorModule.AdminActionProhibitedDuringWeightsWindow",
    );
    expect(made.asRoot("sudo_set_immunity_period", { netuid: 1, immunity_period: 6 })).toBe("ok");
    expect(byOwner(made.at(189), "sudo_set_immunity_period", { immunity_period: 7 })).toBe("ok");
    // Two tempos for the same parameter; another one is free.
    expect(byOwner(made.at(388), "sudo_set_immunity_period", { immunity_period: 8 })).toBe(
      "SubtensorModule.TxRateLimitExceeded",
    );
    expect(byOwner(made, "sudo_set_serving_rate_limit", { serving_rate_limit: 3n })).toBe("ok");
    expect(byOwner(made.at(389), "sudo_set_immunity_period", { immunity_period: 8 })).toBe("ok");
    expect(ImmunityPeriod.get(made.ctx, 1)).toBe(8);
  });

  it("limit the version key to one change in five tempos", () => {
    const made = scene();
    const set = (block: number) => byOwner(made.at(block), "sudo_set_weights_version_key", { weights_version_key: 3n });
    expect([set(110), set(609), set(610)]).toEqual(["ok", "SubtensorModule.TxRateLimitExceeded", "ok"]);
  });

  it("leave nothing behind when the value is refused", () => {
    const made = scene();
    expect(byOwner(made, "sudo_set_min_burn", { min_burn: 1_000_000_000n })).toBe("AdminUtils.ValueNotInBounds");
    expect(byOwner(made, "sudo_set_min_burn", { min_burn: 999_999_999n })).toBe("ok");
    expect(MinBurn.get(made.ctx, 1)).toBe(999_999_999n);
  });

  it.each([
    ["sudo_set_min_burn", { min_burn: 200_000_001n }, "AdminUtils.ValueNotInBounds", { maxBurn: 200_000_001n }],
    ["sudo_set_max_burn", { max_burn: 100_000_000n }, "AdminUtils.ValueNotInBounds", {}],
    ["sudo_set_max_burn", { max_burn: 100_000_001n }, "ok", {}],
    ["sudo_set_max_burn", { max_burn: 300_000_000n }, "AdminUtils.ValueNotInBounds", { minBurn: 300_000_000n }],
    ["sudo_set_max_allowed_uids", { max_allowed_uids: 63 }, "AdminUtils.MaxAllowedUidsLessThanMinAllowedUids", {}],
    [
      "sudo_set_max_allowed_uids",
      { max_allowed_uids: 257 },
      "AdminUtils.MaxAllowedUidsGreaterThanDefaultMaxAllowedUids",
      {},
    ],
    ["sudo_set_max_allowed_uids", { max_allowed_uids: 64 }, "ok", {}],
    ["sudo_set_min_allowed_uids", { min_allowed_uids: 256 }, "AdminUtils.MinAllowedUidsGreaterThanMaxAllowedUids", {}],
    ["sudo_set_min_allowed_uids", { min_allowed_uids: 1 }, "AdminUtils.MinAllowedUidsGreaterThanCurrentUids", {}],
    [
      "sudo_set_max_allowed_validators",
      { max_allowed_validators: 257 },
      "AdminUtils.MaxValidatorsLargerThanMaxUIds",
      {},
    ],
    ["sudo_set_bonds_moving_average", { bonds_moving_average: 1_000_001n }, "AdminUtils.ValueNotInBounds", {}],
    ["sudo_set_bonds_moving_average", { bonds_moving_average: 1_000_000n }, "ok", {}],
    ["sudo_set_activity_cutoff", { activity_cutoff: 359 }, "SubtensorModule.ActivityCutoffTooLow", {}],
    ["sudo_set_activity_cutoff", { activity_cutoff: 360 }, "ok", {}],
    [
      "sudo_set_target_registrations_per_interval",
      { target_registrations_per_interval: 0 },
      "AdminUtils.ValueNotInBounds",
      {},
    ],
  ])("root: %s(%o) → %s", (call, args, outcome, parameters) => {
    expect(scene(parameters).asRoot(call, { netuid: 1, ...args })).toBe(outcome);
  });

  it("hold an owner's bonds average lower than root's", () => {
    const made = scene();
    expect(byOwner(made, "sudo_set_bonds_moving_average", { bonds_moving_average: 975_001n })).toBe(
      "AdminUtils.BondsMovingAverageMaxReached",
    );
    expect(byOwner(made, "sudo_set_bonds_moving_average", { bonds_moving_average: 975_000n })).toBe("ok");
  });

  it("keep the neurons that are there", () => {
    const made = scene({ minAllowedUids: 0 });
    for (let i = 0; i < 5; i++) made.enrol(1, owner, account(100 + i));
    expect(made.asRoot("sudo_set_max_allowed_uids", { netuid: 1, max_allowed_uids: 4 })).toBe(
      "AdminUtils.MaxAllowedUIdsLessThanCurrentUIds",
    );
    expect(made.asRoot("sudo_set_max_allowed_uids", { netuid: 1, max_allowed_uids: 5 })).toBe("ok");
    expect(MaxAllowedUids.get(made.ctx, 1)).toBe(5);
  });

  it("write what they name", () => {
    const made = scene();
    made.asRoot("sudo_set_tempo", { netuid: 1, tempo: 5 });
    made.asRoot("sudo_set_activity_cutoff", { netuid: 1, activity_cutoff: 400 });
    made.asRoot("sudo_set_network_rate_limit", { rate_limit: 9n });
    expect([Tempo.get(made.ctx, 1), ActivityCutoff.get(made.ctx, 1), NetworkRateLimit.get(made.ctx)]).toEqual([
      5,
      400,
      9n,
    ]);
  });

  it("refuse a signature by nobody in particular, one and all", () => {
    for (const { name, args } of setters) {
      const made = scene();
      const values = Object.fromEntries(Object.keys(args).map((argument) => [argument, argument === "netuid" ? 1 : 0]));
      const outcome = made.call(account(9), name, values, "AdminUtils");
      expect([name, outcome]).toEqual([name, expect.stringMatching(/^(BadOrigin|SubtensorModule\.NotSubnetOwner)$/)]);
    }
  });
});
