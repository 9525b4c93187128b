// A proposal's life on a chain without sudo: what may be proposed, when it passes, what is carried out and what is refused
// even then (issue 4, Done 8).

import { concatBytes } from "@plexus/core/scale";
import { describe, expect, it } from "vitest";
import { TAO } from "../../primitives.js";
import { account, GovernanceScene, setTempo } from "../../testing/governanceScene.js";
import { freeBalance } from "../balances/move.js";
import { Burned } from "../ledger/storage.js";
import { Tempo } from "../subtensor/subnets/parameters.js";
import { NetworksAdded, SubnetLimit, SubnetOwner } from "../subtensor/subnets/storage.js";
import { nameBytes } from "./constitution/governable.js";
import type { TrackName } from "./shapes.js";
import { Parameters, ProposalCalls } from "./storage.js";

const call = (pallet: string, name: string, args: Record<string, unknown>) => ({ pallet, call: name, args });
const dissolve = call("SubtensorModule", "root_dissolve_network", { netuid: 1 });

/** Everybody says aye; goes on until it is carried out. Returns the block that Passed announced. */
function carry(scene: GovernanceScene, id: number): number {
  for (const [number, tao] of [
    [1, 500n],
    [2, 300n],
    [3, 200n],
  ] as const)
    scene.must(scene.votes(number, id, "Aye", tao));
  scene.tick(4);
  const { status } = scene.proposal(id);
  if (status.type !== "Passed") throw new Error(`proposal ${id} is ${status.type}`);
  scene.tickTo(status.value.enact_at - 1);
  return status.value.enact_at;
}

describe("a parameter change within its bounds", () => {
  it("passes early, and takes effect at the block that was announced", () => {
    const scene = new GovernanceScene();
    const before = freeBalance(scene.ctx, account(1));
    const id = scene.proposed(1, "Parameters", [setTempo(77)], 10n);
    expect(freeBalance(scene.ctx, account(1))).toBe(before - 10n * TAO);
    expect(scene.told).toEqual(["Proposed", "DecisionStarted"]);
    scene.must(scene.votes(1, id, "Aye", 500n));
    scene.tick();
    expect(scene.told).toEqual(["Confirming"]);
    scene.tick(3);
    expect(scene.told).toEqual(["Passed"]);
    expect(freeBalance(scene.ctx, account(1))).toBe(before);
    const { status } = scene.proposal(id);
    expect(status).toEqual({ type: "Passed", value: { at: scene.block, enact_at: scene.block + 5 } });
    scene.tick(4);
    expect([Tempo.get(scene.ctx, 1), scene.status(id)]).not.toContain(77);
    scene.tick();
    expect([Tempo.get(scene.ctx, 1), scene.status(id)]).toEqual([77, "Executed"]);
    expect(scene.told).toEqual(["Executed"]);
  });

  it("is carried out once", () => {
    const scene = new GovernanceScene();
    const id = scene.proposed(1, "Parameters", [setTempo(77)]);
    scene.tickTo(carry(scene, id));
    expect(scene.status(id)).toBe("Executed");
    Tempo.set(scene.ctx, 1, 5);
    scene.tick(60);
    expect(Tempo.get(scene.ctx, 1)).toBe(5);
  });

  it("is undone whole where one of its calls is refused, and says which", () => {
    const scene = new GovernanceScene();
    const before = Tempo.get(scene.ctx, 1);
    // No subnet 9: the setter itself refuses.
    const id = scene.proposed(1, "Parameters", [setTempo(77), setTempo(78, 9)]);
    scene.tickTo(carry(scene, id));
    expect([scene.status(id), Tempo.get(scene.ctx, 1)]).toEqual(["Failed", before]);
    const told = scene.events.find(({ name }) => name === "ExecutionFailed");
    expect(told?.value).toMatchObject({ proposal: id, call: 1, error: { type: "Module" } });
    scene.tick(60);
    expect(scene.status(id)).toBe("Failed");
  });
});

describe("a proposal is refused", () => {
  const scene = new GovernanceScene();
  const refused = (track: TrackName, ...calls: (typeof dissolve)[]) => scene.proposes(1, track, calls);

  it("outside the bounds of a parameter", () => {
    expect(refused("Parameters", setTempo(4))).toBe("Governance.ValueBelowBounds");
    expect(refused("Parameters", setTempo(7_201))).toBe("Governance.ValueAboveBounds");
    expect(refused("Parameters", setTempo(77), setTempo(0))).toBe("Governance.ValueBelowBounds");
  });

  it("on a foreign track, or for what the constitution does not name", () => {
    expect(refused("Subnets", setTempo(77))).toBe("Governance.WrongTrack");
    expect(refused("Upgrades", call("Governance", "amend_lock_period", { blocks: 5 }))).toBe("Governance.WrongTrack");
    expect(refused("Parameters", call("AdminUtils", "sudo_set_owner_cut_enabled", { netuid: 1, enabled: false }))).toBe(
      "Governance.NotGovernable",
    );
    expect(refused("Subnets", dissolve)).toBe("Governance.CallNotAllowed");
    const batch = call("Utility", "batch_all", { calls: [setTempo(77)] });
    expect(refused("Parameters", batch)).toBe("Governance.CallNotAllowed");
  });

  it("without calls, too long, or with too little put down", () => {
    expect(refused("Parameters")).toBe("Governance.NoCalls");
    const words = { title: new Uint8Array(129), link: new Uint8Array(), text_hash: undefined };
    const long = { track: { type: "Parameters" }, calls: [setTempo(77)], ...words, deposit: 10n * TAO };
    expect(scene.governs(1, "propose", long)).toBe("Governance.ProposalTooLong");
    expect(scene.proposes(1, "Parameters", [setTempo(77)], 9n)).toBe("Governance.DepositTooLow");
    expect(scene.proposes(1, "Parameters", [setTempo(77)], 1_000_000n)).toBe("Governance.CannotAffordDeposit");
    expect(scene.problemOfMoney).toBeUndefined();
  });
});

describe("what the law refuses to Root", () => {
  // A constitution that its author meant badly: it lists a forbidden call, and a batch to hide it in.
  const hostile = {
    calls: { "SubtensorModule.root_dissolve_network": "Subnets", "Utility.batch": "Subnets" },
  } as const;

  it.each([
    ["directly", dissolve],
    ["in a batch", call("Utility", "batch", { calls: [dissolve] })],
    ["in a batch in a batch", call("Utility", "batch", { calls: [call("Utility", "batch", { calls: [dissolve] })] })],
  ])("stays refused with all stake behind it, %s", (_how, proposal) => {
    const scene = new GovernanceScene({ constitution: hostile });
    const id = scene.proposed(1, "Subnets", [proposal]);
    const at = carry(scene, id);
    expect(scene.tally(id).nays).toBe(0n);
    scene.tickTo(at);
    expect([scene.status(id), NetworksAdded.get(scene.ctx, 1)]).toEqual(["Failed", true]);
    expect(scene.told).toEqual(["ExecutionFailed"]);
  });

  it("is refused at dispatch too, whoever holds Root; on a development chain sudo may", () => {
    const scene = new GovernanceScene();
    expect(scene.asRoot("root_dissolve_network", { netuid: 1 }, "SubtensorModule")).toBe("RootNotAllowed");
    expect(scene.asRoot("batch_all", { calls: [dissolve] }, "Utility")).toBe("RootNotAllowed");
    const development = new GovernanceScene({ chainType: "Development" });
    expect(development.asRoot("root_dissolve_network", { netuid: 1 }, "SubtensorModule")).toBe("ok");
    expect(NetworksAdded.get(development.ctx, 1)).toBe(false);
  });

  it("cannot be put on a track by amendment", () => {
    const scene = new GovernanceScene();
    const name = nameBytes("SubtensorModule.root_dissolve_network");
    const amend = call("Governance", "amend_call", { name, track: { type: "Subnets" } });
    expect(scene.proposes(1, "Constitution", [amend])).toBe("Governance.ForbiddenCall");
  });
});

describe("between vote and effect", () => {
  it("bounds that were drawn tighter bind what passed under wider ones", () => {
    const scene = new GovernanceScene();
    const id = scene.proposed(1, "Parameters", [setTempo(7_000)]);
    const at = carry(scene, id);
    Parameters.set(scene.ctx, nameBytes("SubtensorModule.Tempo"), {
      track: { type: "Parameters" },
      minimum: 5n,
      maximum: 6_999n,
    });
    scene.tickTo(at);
    expect(scene.status(id)).toBe("Failed");
    expect(Tempo.get(scene.ctx, 1)).not.toBe(7_000);
  });

  it("calls that the rules of today do not know fail, and stop no block", () => {
    const scene = new GovernanceScene();
    const id = scene.proposed(1, "Parameters", [setTempo(77)]);
    const at = carry(scene, id);
    ProposalCalls.set(scene.ctx, id, [concatBytes(Uint8Array.of(250, 1), new Uint8Array(3))]);
    scene.tickTo(at);
    expect(scene.status(id)).toBe("Failed");
  });
});

describe("a proposal that does not pass", () => {
  it("gives its deposit back where enough stake was for it", () => {
    const scene = new GovernanceScene();
    const before = freeBalance(scene.ctx, account(3));
    const id = scene.proposed(3, "Parameters", [setTempo(77)]);
    scene.must(scene.votes(3, id, "Aye", 200n));
    scene.must(scene.votes(1, id, "Nay", 500n));
    scene.tick(30);
    expect([scene.status(id), scene.told]).toEqual(["Rejected", ["Rejected"]]);
    expect(freeBalance(scene.ctx, account(3))).toBe(before);
  });

  it.each([
    ["hardly anybody was for it", "Nay", 0n, "Unsupported"],
    ["most votes said spam", "Spam", 200n, "Majority"],
  ] as const)("burns it where %s", (_why, choice, ayeTao, reason) => {
    const scene = new GovernanceScene();
    const [before, burned] = [freeBalance(scene.ctx, account(3)), Burned.get(scene.ctx)];
    const id = scene.proposed(3, "Parameters", [setTempo(77)], 20n);
    if (ayeTao > 0n) scene.must(scene.votes(3, id, "Aye", ayeTao));
    scene.must(scene.votes(1, id, choice, 500n));
    scene.tick(30);
    expect(scene.proposal(id).status).toMatchObject({ type: "Rejected", value: { spam: { type: reason } } });
    expect([freeBalance(scene.ctx, account(3)), Burned.get(scene.ctx)]).toEqual([
      before - 20n * TAO,
      burned + 20n * TAO,
    ]);
  });

  it("does not pass by votes of a single block near the end: it must be confirmed", () => {
    const scene = new GovernanceScene();
    const id = scene.proposed(1, "Parameters", [setTempo(77)]);
    scene.must(scene.votes(2, id, "Nay", 300n));
    scene.tick(28);
    scene.must(scene.votes(1, id, "Aye", 500n));
    scene.tick();
    expect(scene.told).toEqual(["Confirming"]);
    scene.tick();
    // The period is over, the confirmation is not: who disagrees still answers.
    expect(scene.status(id)).toBe("Deciding");
    scene.must(scene.votes(3, id, "Nay", 200n, 3));
    scene.tick();
    expect(scene.status(id)).toBe("Rejected");
  });
});

describe("subnets by vote", () => {
  const admit = (hotkey: number) =>
    call("Governance", "admit_subnet", { coldkey: account(3), hotkey: account(hotkey) });

  it("are admitted without a lock, to the owner of the hotkey", () => {
    const scene = new GovernanceScene();
    const id = scene.proposed(1, "Subnets", [admit(1_003)]);
    scene.tickTo(carry(scene, id));
    expect([scene.status(id), SubnetOwner.get(scene.ctx, 2)]).toEqual(["Executed", account(3)]);
  });

  it("are not, on another's hotkey or where no place is free: none is removed for them", () => {
    const scene = new GovernanceScene();
    const foreign = scene.proposed(1, "Subnets", [admit(1_001)]);
    scene.tickTo(carry(scene, foreign));
    expect(scene.status(foreign)).toBe("Failed");
    const fits = scene.proposed(1, "Subnets", [admit(1_003)]);
    const at = carry(scene, fits);
    SubnetLimit.set(scene.ctx, 1);
    scene.tickTo(at);
    expect([scene.status(fits), NetworksAdded.get(scene.ctx, 1)]).toEqual(["Failed", true]);
  });
});
