// set_weights and set_mechanism_weights: the order of checks, in the pool too, and root (chain.md §2.4 A, stable.md 3 and 4).

import { describe, expect, it } from "vitest";
import { account, outOfOrder, PalletScene } from "../../../../testing/palletScene.js";
import { ValidatorPermit } from "../../epoch/storage.js";
import { writeParameters } from "../../subnets/parameters.js";
import { LastUpdate, Weights } from "../storage.js";

const coldkey = account(1);
const hotkey = (uid: number) => account(100 + uid);
const COUNT = 4;

/** Four neurons; uid 0 is a validator that may set weights at block 200. */
function scene(): PalletScene {
  const made = new PalletScene({ block: 100, parameters: { weightsSetRateLimit: 10n, minAllowedWeights: 1 } });
  for (let uid = 0; uid < COUNT; uid++) made.enrol(1, coldkey, hotkey(uid));
  ValidatorPermit.set(made.ctx, 1, [true, false, false, false]);
  return made.at(200);
}
const set = (made: PalletScene, dests: number[], weights: number[], uid = 0, version_key = 0n) =>
  made.call(hotkey(uid), "set_weights", { netuid: 1, dests, weights, version_key });

describe("set_weights", () => {
  it("checks in the order of chain.md §2.4 A, and the pool refuses the same", () => {
    const made = scene();
    let signer = account(7);
    let args = { netuid: 77, mecid: 5, dests: [9, 9, 1, 2, 3], weights: [1], version_key: 1n };
    writeParameters(made.ctx, 1, { weightsVersionKey: 2n, minAllowedWeights: 3, maxWeightsLimit: 30_000 });
    LastUpdate.set(made.ctx, 1, [191n, 0n, 0n, 0n]);
    ValidatorPermit.set(made.ctx, 1, [false, false, false, false]);
    const pool: (number | undefined)[] = [];
    const attempt = () => {
      pool.push(made.inPool(signer, "set_mechanism_weights", args)?.custom);
      return made.call(signer, "set_mechanism_weights", args);
    };
    const steps = {
      WeightVecNotEqualSize: () => (args = { ...args, weights: [1, 1, 1, 1, 1] }),
      SubnetNotExists: () => (args = { ...args, netuid: 1 }),
      MechanismDoesNotExist: () => (args = { ...args, mecid: 0 }),
      UidsLengthExceedUidsInSubNet: () => (args = { ...args, dests: [9, 9], weights: [3, 1] }),
      HotKeyNotRegisteredInSubNet: () => (signer = hotkey(0)),
      IncorrectWeightVersionKey: () => (args = { ...args, version_key: 2n }),
      SettingWeightsTooFast: () => LastUpdate.set(made.ctx, 1, [190n, 0n, 0n, 0n]),
      NeuronNoValidatorPermit: () => ValidatorPermit.set(made.ctx, 1, [true, false, false, false]),
      DuplicateUids: () => (args = { ...args, dests: [1, 9] }),
      UidVecContainInvalidOne: () => (args = { ...args, dests: [1, 2] }),
      WeightVecLengthIsLow: () => (args = { ...args, dests: [1, 2, 3], weights: [3, 1, 0] }),
      MaxWeightExceeded: () => (args = { ...args, weights: [3, 3, 2] }),
    };
    expect(outOfOrder(attempt, steps)).toEqual([]);
    expect(pool.map((code) => code !== undefined)).toEqual([...Array(12).fill(true), false]);
    expect([pool[1], pool[4], pool[6]]).toEqual([3, 19, 6]);
  });
});

describe("set_weights, once it is let through", () => {
  it("stores upscaled weights and the block, and tells", () => {
    const made = scene();
    expect(set(made, [3, 1, 2], [10, 5, 0])).toBe("ok");
    expect(Weights.get(made.ctx, 1, 0)).toEqual([
      [3, 65_535],
      [1, 32_768],
      [2, 0],
    ]);
    expect(LastUpdate.get(made.ctx, 1)).toEqual([200n, 100n, 100n, 100n]);
    expect(made.events).toEqual([{ pallet: "SubtensorModule", name: "WeightsSet", value: [1, 0] }]);
  });

  it("waits out the rate limit to the block; a validator that never set any need not", () => {
    const made = scene();
    expect([set(made, [1], [1]), set(made.at(209), [1], [1]), set(made.at(210), [1], [1])]).toEqual([
      "ok",
      "SubtensorModule.SettingWeightsTooFast",
      "ok",
    ]);
    LastUpdate.set(made.ctx, 1, [0n, 0n, 0n, 0n]);
    expect(set(made, [1], [1])).toBe("ok");
  });

  it("lets a neuron without permit weigh itself alone, whatever the limits", () => {
    const made = scene();
    writeParameters(made.ctx, 1, { minAllowedWeights: 4, maxWeightsLimit: 1 });
    expect(set(made, [1], [65_535], 1)).toBe("ok");
    expect(set(made, [2], [65_535], 2)).toBe("ok");
    expect(set(made, [1], [65_535], 3)).toBe("SubtensorModule.NeuronNoValidatorPermit");
  });

  it("takes nothing where nothing is the least", () => {
    const made = scene();
    writeParameters(made.ctx, 1, { minAllowedWeights: 0 });
    expect(set(made, [], [])).toBe("ok");
    expect(Weights.get(made.ctx, 1, 0)).toEqual([]);
  });
});

describe("root weights", () => {
  const root = (made: PalletScene, dests: number[], weights: number[]) =>
    made.call(hotkey(0), "set_weights", { netuid: 0, dests, weights, version_key: 0n });

  it("exist under the policy root-weights only", () => {
    const made = new PalletScene({ facts: { emissionPolicy: "price" } });
    expect(root(made, [1], [1])).toBe("SubtensorModule.CanNotSetRootNetworkWeights");
  });

  it("need a seat, not a permit; name existing subnets, each once", () => {
    const made = new PalletScene({ block: 100 });
    expect(root(made, [1, 9], [1, 1])).toBe("SubtensorModule.UidVecContainInvalidOne");
    expect(root(made, [1], [1])).toBe("SubtensorModule.HotKeyNotRegisteredInSubNet");
    made.enrol(0, coldkey, hotkey(0));
    expect(root(made, [1], [1])).toBe("SubtensorModule.SettingWeightsTooFast");
    made.at(200);
    expect(root(made, [1, 1], [1, 1])).toBe("SubtensorModule.DuplicateUids");
    expect(root(made, [0, 1], [1, 3])).toBe("ok");
    expect(Weights.get(made.ctx, 0, 0)).toEqual([
      [0, 21_845],
      [1, 65_535],
    ]);
    expect(LastUpdate.get(made.ctx, 0)).toEqual([200n]);
  });

  it("obeys the limits that a single self weight escapes elsewhere", () => {
    const made = new PalletScene({ block: 100 });
    made.enrol(0, coldkey, hotkey(0));
    writeParameters(made.ctx, 0, { maxWeightsLimit: 32_768, weightsSetRateLimit: 0n });
    made.at(200);
    // Netuid 0 equals the signer's uid 0, and is no self weight.
    expect(root(made, [0], [1])).toBe("SubtensorModule.MaxWeightExceeded");
    expect(root(made, [0, 1], [1, 1])).toBe("ok");
  });
});
