// The burn follows demand (chain.md §2.2 A).

import { describe, expect, it } from "vitest";
import { PalletScene } from "../../../testing/palletScene.js";
import { Burn, Difficulty, writeParameters } from "../subnets/parameters.js";
import {
  BurnRegistrationsThisInterval,
  LastAdjustmentBlock,
  RegistrationsThisBlock,
  RegistrationsThisInterval,
} from "./storage.js";
import { updateRegistrationTerms } from "./updateRegistrationTerms.js";

const TAO = 1_000_000_000n;

function scene(registrations: number): PalletScene {
  const made = new PalletScene({
    block: 100,
    parameters: { adjustmentInterval: 10, targetRegistrationsPerInterval: 2, adjustmentAlpha: 0n, minBurn: TAO / 10n },
  });
  for (const counter of [RegistrationsThisBlock, RegistrationsThisInterval, BurnRegistrationsThisInterval])
    counter.set(made.ctx, 1, registrations);
  return made;
}

describe("registration terms", () => {
  it("reset the block's counter every block and the interval's at its end", () => {
    const early = scene(3).at(109);
    updateRegistrationTerms(early.ctx);
    expect([
      RegistrationsThisBlock.get(early.ctx, 1),
      RegistrationsThisInterval.get(early.ctx, 1),
      Burn.get(early.ctx, 1),
    ]).toEqual([0, 3, TAO]);
    early.at(110);
    updateRegistrationTerms(early.ctx);
    expect([RegistrationsThisInterval.get(early.ctx, 1), BurnRegistrationsThisInterval.get(early.ctx, 1)]).toEqual([
      0, 0,
    ]);
    expect(LastAdjustmentBlock.get(early.ctx, 1)).toBe(110n);
  });

  it.each([
    [4, (TAO * 6n) / 4n],
    [2, TAO],
    [6, 2n * TAO],
  ])("after %i registrations at a target of 2 the burn is %i", (registrations, burn) => {
    const made = scene(registrations).at(110);
    updateRegistrationTerms(made.ctx);
    // With as many as the target and all by burn, only the other path gets cheaper (chain.md §2.2 A).
    expect(Burn.get(made.ctx, 1)).toBe(burn);
    expect(Difficulty.get(made.ctx, 1)).toBe((1n << 64n) - 1n);
  });

  it("halves the burn of an idle subnet, down to the least", () => {
    const made = scene(0).at(110);
    updateRegistrationTerms(made.ctx);
    expect(Burn.get(made.ctx, 1)).toBe(TAO / 2n);
    for (let block = 120; block <= 160; block += 10) updateRegistrationTerms(made.at(block).ctx);
    expect(Burn.get(made.ctx, 1)).toBe(TAO / 10n);
  });

  it("leaves prices alone where there is no target", () => {
    const made = scene(0).at(110);
    writeParameters(made.ctx, 1, { targetRegistrationsPerInterval: 0 });
    updateRegistrationTerms(made.ctx);
    expect(Burn.get(made.ctx, 1)).toBe(TAO);
  });
});
