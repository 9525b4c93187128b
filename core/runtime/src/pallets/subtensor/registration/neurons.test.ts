// Uids stay dense, newcomers start with nothing, the least gives way (yuma.md §12 B, stable.md 8).

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { account, PalletScene } from "../../../testing/palletScene.js";
import { Bonds, Emission, ValidatorPermit } from "../epoch/storage.js";
import { Axons } from "../serving/storage.js";
import { SubnetOwnerHotkey } from "../subnets/storage.js";
import { LastUpdate, Weights } from "../weights/storage.js";
import type { NeuronListener } from "./listeners.js";
import { appendNeuron, chooseNeuronToPrune, hotkeysOf, replaceNeuron, seatNeuron, uidOf } from "./neurons.js";
import { Keys } from "./storage.js";

const axon = { block: 1n, version: 1, ip: 1n, port: 1, ip_type: 4, protocol: 0, placeholder1: 0, placeholder2: 0 };

describe("neurons", () => {
  it("keep uids dense and mirrored whatever comes and goes", () => {
    const step = fc.record({
      hotkey: fc.integer({ min: 0, max: 14 }),
      emission: fc.array(fc.bigInt(0n, 3n), { maxLength: 6 }),
      wait: fc.integer({ min: 0, max: 8 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), fc.integer({ min: 0, max: 6 }), (steps, minNonImmuneUids) => {
        const scene = new PalletScene({ parameters: { maxAllowedUids: 6, immunityPeriod: 10, minNonImmuneUids } });
        let block = 100;
        for (const { hotkey, emission, wait } of steps) {
          block += wait;
          scene.at(block);
          const key = account(100 + hotkey);
          if (uidOf(scene.ctx, 1, key) !== undefined) continue;
          const count = hotkeysOf(scene.ctx, 1).length;
          Emission.set(
            scene.ctx,
            1,
            Array.from({ length: count }, (_, uid) => emission[uid] ?? 0n),
          );
          const pruned = count === 6 ? chooseNeuronToPrune(scene.ctx, 1) : undefined;
          if (count === 6 && pruned === undefined) continue;
          expect(seatNeuron(scene.ctx, 1, key, [])).toBe(pruned ?? count);
          expect(scene.problem).toBeUndefined();
        }
      }),
      { numRuns: 40 },
    );
  });

  it("start with nothing of their predecessor, and the listeners are told first", () => {
    const scene = new PalletScene();
    const [first, second, newcomer] = [account(10), account(11), account(12)];
    appendNeuron(scene.ctx, 1, first);
    appendNeuron(scene.ctx, 1, second);
    ValidatorPermit.set(scene.ctx, 1, [true, true]);
    Emission.set(scene.ctx, 1, [7n, 8n]);
    Weights.set(scene.ctx, 1, 0, [[1, 65_535]]);
    Weights.set(scene.ctx, 1, 1, [[0, 65_535]]);
    Bonds.set(scene.ctx, 1, 0, [[1, 65_535]]);
    Axons.set(scene.ctx, 1, first, axon);
    scene.at(150);
    const told: unknown[] = [];
    const listener: NeuronListener = {
      neuronRemoved: (ctx, netuid, hotkey) => told.push([netuid, hotkey, Keys.get(ctx, netuid, 0)]),
      subnetRemoved: () => told.push("never"),
    };
    replaceNeuron(scene.ctx, 1, 0, newcomer, [listener]);
    expect(told).toEqual([[1, first, first]]);
    expect([ValidatorPermit.get(scene.ctx, 1), Emission.get(scene.ctx, 1), LastUpdate.get(scene.ctx, 1)]).toEqual([
      [false, true],
      [0n, 8n],
      [150n, 100n],
    ]);
    expect([Weights.get(scene.ctx, 1, 0), Bonds.get(scene.ctx, 1, 0)]).toEqual([[], []]);
    // What others say of the uid stays and is masked by age (yuma.md §4 step 3).
    expect(Weights.get(scene.ctx, 1, 1)).toEqual([[0, 65_535]]);
    expect(Axons.has(scene.ctx, 1, first)).toBe(false);
    expect(uidOf(scene.ctx, 1, first)).toBeUndefined();
    expect(scene.problem).toBeUndefined();
  });

  it("spare the owner's hotkey and the young", () => {
    const scene = new PalletScene({ parameters: { immunityPeriod: 10, minNonImmuneUids: 0 } });
    for (const number of [10, 11, 12]) appendNeuron(scene.ctx, 1, account(number));
    SubnetOwnerHotkey.set(scene.ctx, 1, account(10));
    scene.at(109);
    appendNeuron(scene.ctx, 1, account(13));
    Emission.set(scene.ctx, 1, [0n, 5n, 4n, 0n]);
    // All but the owner's are immune at 109: the least of the immune goes.
    expect(chooseNeuronToPrune(scene.ctx, 1)).toBe(3);
    scene.at(110);
    expect(chooseNeuronToPrune(scene.ctx, 1)).toBe(2);
    Emission.set(scene.ctx, 1, [0n, 4n, 4n, 0n]);
    expect(chooseNeuronToPrune(scene.ctx, 1)).toBe(1);
  });
});
