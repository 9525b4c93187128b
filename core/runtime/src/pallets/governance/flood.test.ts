// A flood of proposals, votes and delegations costs its author, not the chain: the work of a block stays the same (Done 8).

import { describe, expect, it } from "vitest";
import { TAO } from "../../primitives.js";
import { account, GovernanceScene, setTempo } from "../../testing/governanceScene.js";
import { freeBalance } from "../balances/move.js";
import { Burned } from "../ledger/storage.js";
import { Deciding, DepositsHeld, ProposalCount, Proposals, Queue } from "./storage.js";

const PARAMETERS = { type: "Parameters" } as const;

function hookReads(scene: GovernanceScene): number {
  return scene.reads(() => scene.runGovernance());
}

describe("a thousand proposals", () => {
  const scene = new GovernanceScene();
  const flooder = scene.stake(66, 0n);
  scene.endow(flooder, 1_000_000n * TAO);
  const quiet = hookReads(scene);
  const outcomes = Array.from({ length: 1_000 }, () => scene.proposes(66, "Parameters", [setTempo(77)], 10n));

  it("fill the places of one track and no more; the rest is refused", () => {
    const taken = outcomes.filter((outcome) => outcome === "ok").length;
    expect([taken, new Set(outcomes)]).toEqual([4 + 32, new Set(["ok", "Governance.QueueFull"])]);
    expect([Deciding.get(scene.ctx).length, Queue.get(scene.ctx, PARAMETERS).length]).toEqual([4, 32]);
    expect(DepositsHeld.get(scene.ctx)).toBe(360n * TAO);
  });

  it("make no block's work depend on their number", () => {
    // Four open ones, a few rows each; the 32 that wait are not looked at.
    expect(quiet).toBeLessThanOrEqual(2);
    expect(hookReads(scene)).toBeLessThanOrEqual(quiet + 1 + 4 * 3);
  });

  it("do not keep out whoever puts down more, on this track or another", () => {
    expect(scene.proposes(66, "Parameters", [setTempo(55)], 10n)).toBe("Governance.QueueFull");
    const honest = scene.proposed(1, "Parameters", [setTempo(55)], 11n);
    expect(Queue.get(scene.ctx, PARAMETERS)[0]?.[0]).toBe(honest);
    expect(scene.told).toContain("Evicted");
    scene.proposed(
      1,
      "Subnets",
      [{ pallet: "AdminUtils", call: "sudo_set_subnet_limit", args: { max_subnets: 9 } }],
      10n,
    );
    expect(Deciding.get(scene.ctx).map(([, { type }]) => type)).toContain("Subnets");
    scene.tick(30);
    expect(scene.status(honest)).toBe("Deciding");
  });

  it("cost their author every deposit that was voted on", () => {
    const [before, burned] = [freeBalance(scene.ctx, flooder), Burned.get(scene.ctx)];
    scene.must(scene.votes(1, ProposalCount.get(scene.ctx) - 2, "Aye", 500n));
    while (Queue.get(scene.ctx, PARAMETERS).length > 0 || Deciding.get(scene.ctx).length > 0) {
      scene.tick();
      expect(hookReads(scene)).toBeLessThanOrEqual(quiet + 1 + 5 * 3 + 40);
    }
    // One place fell to the honest proposal; its occupant got its deposit back. Four had burned above.
    expect(freeBalance(scene.ctx, flooder)).toBe(before);
    expect(Burned.get(scene.ctx) - burned).toBeGreaterThanOrEqual(31n * 10n * TAO);
    expect(DepositsHeld.get(scene.ctx)).toBe(0n);
    const kept = Array.from(Proposals.entries(scene.ctx)).length;
    expect(kept).toBe(4 + 31 + 2);
  }, 60_000);
});

describe("a crowd", () => {
  it("of a thousand delegators costs their delegate's vote no more than one does", () => {
    const work = (delegators: number): number => {
      const scene = new GovernanceScene();
      for (let i = 0; i < delegators; i++) {
        scene.stake(100 + i, 1n);
        scene.must(scene.delegates(100 + i, 1, 1n));
      }
      const id = scene.proposed(1, "Parameters", [setTempo(77)]);
      const reads = scene.reads(() => scene.must(scene.votes(1, id, "Aye", 500n)));
      expect(scene.tally(id).aye_stake).toBe((500n + BigInt(delegators)) * TAO);
      return reads;
    };
    expect(work(1_000)).toBe(work(1));
  }, 60_000);

  it("of open proposals bounds what an account can be bound to", () => {
    const scene = new GovernanceScene();
    const ids = Array.from({ length: 4 }, (_, i) => scene.proposed(1, "Parameters", [setTempo(70 + i)]));
    for (const id of ids) scene.must(scene.votes(1, id, "Aye", 1n));
    expect(scene.reads(() => scene.unstake(1, 1n))).toBeLessThan(60);
    expect(freeBalance(scene.ctx, account(1))).toBeGreaterThan(0n);
  });
});
