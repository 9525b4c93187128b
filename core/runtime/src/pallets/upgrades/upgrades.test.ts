// Upgrades: who decides, which decisions are refused, and that a decision becomes history exactly once.

import { ROOT, signedBy } from "@plexus/core/frame";
import { toHex } from "@plexus/core/scale";
import { describe, expect, it } from "vitest";
import { account, outOfOrder, PalletScene } from "../../testing/palletScene.js";
import { LastRuntimeUpgrade } from "../system/storage.js";
import { upgradesApi } from "./api.js";
import { invariants } from "./invariants.js";
import { noteApplied } from "./noteApplied.js";
import { History, NoticePeriod, noticePeriod, Scheduled } from "./storage.js";

const release_hash = new Uint8Array(32).fill(7);
const upgrade = { spec_version: 463, at_block: 105, release_hash };

function scene(block = 100): PalletScene {
  const made = new PalletScene({ block });
  LastRuntimeUpgrade.set(made.ctx, { spec_version: 462, spec_name: "node-subtensor" });
  return made.at(block);
}
const schedule = (made: PalletScene, changes: Partial<typeof upgrade> = {}) =>
  made.asRoot("schedule", { ...upgrade, ...changes }, "Upgrades");

const problemOf = (made: PalletScene) => invariants.map((each) => each(made.ctx)).find((each) => each !== undefined);

describe("schedule", () => {
  it("refuses in this order: version, another schedule, notice", () => {
    const made = scene();
    let asked = { ...upgrade, spec_version: 462, at_block: 104 };
    Scheduled.set(made.ctx, { ...upgrade, spec_version: 470 });
    const steps = {
      VersionNotHigher: () => (asked = { ...asked, spec_version: 463 }),
      AlreadyScheduled: () => Scheduled.remove(made.ctx),
      TooSoon: () => (asked = { ...asked, at_block: 105 }),
    };
    expect(outOfOrder(() => schedule(made, asked), steps)).toEqual([]);
    expect(Scheduled.get(made.ctx)).toEqual(upgrade);
    expect(made.events).toEqual([{ pallet: "Upgrades", name: "Scheduled", value: upgrade }]);
    expect(problemOf(made)).toBeUndefined();
  });

  it("takes Root alone, as do its siblings", () => {
    const made = scene();
    for (const [call, args] of [
      ["schedule", upgrade],
      ["cancel", {}],
      ["set_notice_period", { blocks: 9 }],
    ] as const) {
      expect(made.dispatch(signedBy(account(1)), "Upgrades", call, args)).toBe("BadOrigin");
    }
    expect(made.events).toEqual([]);
  });

  it("counts the notice by the kind of chain until it is set, within bounds", () => {
    const facts = (chainType: "Live" | "Local" | "Development") => new PalletScene({ facts: { chainType } }).ctx;
    expect((["Live", "Local", "Development"] as const).map((type) => noticePeriod(facts(type)))).toEqual([
      7_200, 20, 5,
    ]);
    const made = scene();
    const set = (blocks: number) => made.asRoot("set_notice_period", { blocks }, "Upgrades");
    expect([set(0), set(500_001)]).toEqual(["Upgrades.NoticeOutOfBounds", "Upgrades.NoticeOutOfBounds"]);
    expect(NoticePeriod.get(made.ctx)).toBeUndefined();
    expect([set(50), schedule(made, { at_block: 149 }), schedule(made, { at_block: 150 })]).toEqual([
      "ok",
      "Upgrades.TooSoon",
      "ok",
    ]);
  });

  it("cancels up to the block before", () => {
    const made = scene();
    expect(made.asRoot("cancel", {}, "Upgrades")).toBe("Upgrades.NothingScheduled");
    schedule(made);
    made.at(104);
    expect(made.asRoot("cancel", {}, "Upgrades")).toBe("ok");
    expect(Scheduled.get(made.ctx)).toBeUndefined();
    expect(() => noteApplied(made.at(105).ctx)).toThrow("no upgrade");
  });
});

describe("the switch", () => {
  it("becomes history in its block, not before and not twice, and never for another version", () => {
    const made = scene();
    schedule(made);
    expect(() => noteApplied(made.at(104).ctx)).toThrow("no upgrade to 462 is due at block 104");
    made.at(105);
    expect(() => noteApplied(made.ctx)).toThrow("no upgrade to 462");
    LastRuntimeUpgrade.set(made.ctx, { spec_version: 463, spec_name: "node-subtensor" });
    noteApplied(made.ctx);
    expect(History.get(made.ctx)).toEqual([upgrade]);
    expect(Scheduled.get(made.ctx)).toBeUndefined();
    expect(problemOf(made)).toBeUndefined();
    expect(() => noteApplied(made.ctx)).toThrow();
    // What was done is done: the same version, or an older one, is no upgrade.
    expect(schedule(made, { at_block: 200 })).toBe("Upgrades.VersionNotHigher");
    expect(schedule(made, { at_block: 200, spec_version: 500 })).toBe("ok");
    const { answer } = upgradesApi.methods.get as never as { answer(ctx: unknown, args: object): unknown };
    expect(answer(made.ctx, {})).toEqual({
      current: 463,
      scheduled: { ...upgrade, at_block: 200, spec_version: 500 },
      history: [upgrade],
      notice_period: 5,
    });
  });

  it("an invariant finds a history that does not fit the rules that run", () => {
    const made = scene();
    History.set(made.ctx, [upgrade]);
    expect(problemOf(made)).toContain("the last upgrade was to 463");
    History.set(made.ctx, [{ ...upgrade, spec_version: 462 }]);
    expect(problemOf(made)).toBeUndefined();
    Scheduled.set(made.ctx, { ...upgrade, spec_version: 462 });
    expect(problemOf(made)).toContain("not new");
    expect(toHex(release_hash)).toMatch(/^0x07/);
    expect(made.dispatch(ROOT, "Upgrades", "cancel", {})).toBe("ok");
  });
});
