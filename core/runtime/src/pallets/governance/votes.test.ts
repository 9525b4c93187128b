// Votes, delegation and locks: what stake counts, where it counts once, and when it is free again (issue 4, Done 8).

import { describe, expect, it } from "vitest";
import { TAO } from "../../primitives.js";
import { account, GovernanceScene, setTempo } from "../../testing/governanceScene.js";
import { freeBalance } from "../balances/move.js";
import { creditStake, stakeOf } from "../subtensor/staking/stake.js";
import { locksOf } from "./locks.js";
import { VotingOf } from "./storage.js";

const opened = (scene: GovernanceScene, tempo = 77) => scene.proposed(1, "Parameters", [setTempo(tempo)]);
/** Ayes and nays in TAO of weight. */
const weights = (scene: GovernanceScene, id: number) => {
  const { ayes, nays } = scene.tally(id);
  return [ayes / TAO, nays / TAO];
};

describe("a vote", () => {
  it("counts stake times conviction, replaces the one before, and leaves without a trace", () => {
    const scene = new GovernanceScene();
    const id = opened(scene);
    scene.must(scene.votes(1, id, "Aye", 500n));
    expect(weights(scene, id)).toEqual([500n, 0n]);
    scene.must(scene.votes(1, id, "Nay", 400n, 3));
    expect(weights(scene, id)).toEqual([0n, 1_600n]);
    scene.must(scene.votes(2, id, "Spam", 300n, 1));
    expect(scene.tally(id)).toMatchObject({ nays: 2_200n * TAO, spam: 600n * TAO, nay_stake: 700n * TAO });
    for (const number of [1, 2]) scene.must(scene.governs(number, "remove_vote", { proposal: id }));
    expect(Object.values(scene.tally(id))).toEqual([0n, 0n, 0n, 0n, 0n]);
    expect(VotingOf.has(scene.ctx, account(1))).toBe(false);
  });

  it("is refused where there is nothing to vote with or on", () => {
    const scene = new GovernanceScene();
    const id = opened(scene);
    expect(scene.votes(1, id, "Aye", 501n)).toBe("Governance.NotEnoughStake");
    expect(scene.votes(1, id, "Aye", 0n)).toBe("Governance.NoAmount");
    expect(scene.votes(1, id, "Aye", 1n, 4)).toBe("Governance.UnknownConviction");
    expect(scene.votes(1, 99, "Aye", 1n)).toBe("Governance.NoSuchProposal");
    expect(scene.governs(2, "remove_vote", { proposal: id })).toBe("Governance.NoVote");
    scene.tick(30);
    expect(scene.votes(1, id, "Aye", 1n)).toBe("Governance.NotOpen");
  });

  it("counts all hotkeys of a coldkey at the cost of one: whoever is given dust on a thousand can still vote", () => {
    const scene = new GovernanceScene();
    const whale = scene.stake(9, 0n);
    for (let i = 0; i < 1_000; i++) creditStake(scene.ctx, account(5_000 + i), whale, TAO);
    const id = opened(scene);
    expect(scene.votes(9, id, "Aye", 1_001n)).toBe("Governance.NotEnoughStake");
    expect(scene.reads(() => scene.must(scene.votes(9, id, "Aye", 1_000n)))).toBeLessThan(20);
  });
});

describe("stake that voted", () => {
  it("does not leave, by any way, while the vote is open; what did not vote does", () => {
    const scene = new GovernanceScene();
    const id = opened(scene);
    scene.must(scene.votes(1, id, "Aye", 400n));
    expect(scene.unstake(1, 101n)).toBe("Governance.StakeLocked");
    expect(scene.call(account(1), "unstake_all", { hotkey: account(1_001) })).toBe("Governance.StakeLocked");
    const give = (tao: bigint) =>
      scene.call(account(1), "transfer_stake", {
        destination_coldkey: account(2),
        hotkey: account(1_001),
        origin_netuid: 0,
        destination_netuid: 0,
        alpha_amount: tao * TAO,
      });
    expect(give(101n)).toBe("Governance.StakeLocked");
    // Between hotkeys of one coldkey it may move: it is the coldkey that voted.
    const move = { origin_hotkey: account(1_001), destination_hotkey: account(1_002), alpha_amount: 500n * TAO };
    scene.must(scene.call(account(1), "move_stake", { ...move, origin_netuid: 0, destination_netuid: 0 }));
    expect(stakeOf(scene.ctx, account(1_002), account(1))).toBe(500n * TAO);
    const back = { hotkey: account(1_002), netuid: 0 };
    expect(scene.call(account(1), "remove_stake", { ...back, amount_unstaked: 100n * TAO + 1n })).toBe(
      "Governance.StakeLocked",
    );
    scene.must(scene.call(account(1), "remove_stake", { ...back, amount_unstaked: 100n * TAO }));
  });

  it("cannot vote a second time from another coldkey", () => {
    const scene = new GovernanceScene();
    const id = opened(scene);
    scene.must(scene.votes(1, id, "Aye", 500n));
    const args = { destination_coldkey: account(8), hotkey: account(1_001), origin_netuid: 0, destination_netuid: 0 };
    const give = () => scene.call(account(1), "transfer_stake", { ...args, alpha_amount: 500n * TAO });
    expect(give()).toBe("Governance.StakeLocked");
    scene.must(scene.governs(1, "remove_vote", { proposal: id }));
    scene.must(give());
    scene.endow(account(8), TAO);
    scene.must(scene.votes(8, id, "Aye", 500n));
    expect(weights(scene, id)).toEqual([500n, 0n]);
  });

  it("is free at the end without conviction; with it, on the side that won, at its block and not before", () => {
    const scene = new GovernanceScene({ stakes: [500n, 300n, 200n, 20n] });
    const id = opened(scene);
    scene.must(scene.votes(1, id, "Aye", 500n));
    scene.must(scene.votes(2, id, "Aye", 300n, 2));
    scene.must(scene.votes(3, id, "Aye", 150n, 3));
    scene.must(scene.votes(4, id, "Nay", 20n, 3));
    scene.tick(4);
    const passedAt = scene.block;
    expect(scene.status(id)).toBe("Passed");
    expect(scene.unstake(1, 500n)).toBe("ok");
    // Who lost may leave before it takes effect, whatever the conviction.
    expect(scene.unstake(4, 20n)).toBe("ok");
    expect(locksOf(scene.ctx, account(2))).toEqual([{ amountRao: 300n * TAO, until: passedAt + 40 }]);
    // A free part is free.
    expect(scene.unstake(3, 50n)).toBe("ok");
    scene.tickTo(passedAt + 39);
    expect(scene.unstake(2, 1n)).toBe("Governance.StakeLocked");
    scene.tick();
    expect(scene.unstake(2, 300n)).toBe("ok");
    expect(scene.unstake(3, 1n)).toBe("Governance.StakeLocked");
    scene.must(scene.governs(4, "unlock", { target: account(3) }));
    expect(VotingOf.get(scene.ctx, account(3))).toMatchObject({ votes: [], past: [{ until: passedAt + 80 }] });
    scene.tickTo(passedAt + 79);
    expect(scene.unstake(3, 1n)).toBe("Governance.StakeLocked");
    scene.tick();
    expect(scene.unstake(3, 150n)).toBe("ok");
    scene.must(scene.governs(3, "unlock", { target: account(3) }));
    expect(VotingOf.has(scene.ctx, account(3))).toBe(false);
  });

  it("may vote on several proposals: locks cover one another", () => {
    const scene = new GovernanceScene();
    const [first, second] = [opened(scene), opened(scene, 78)];
    scene.must(scene.votes(1, first, "Aye", 500n));
    scene.must(scene.votes(1, second, "Nay", 300n, 1));
    scene.must(scene.governs(1, "remove_vote", { proposal: first }));
    expect(scene.unstake(1, 200n)).toBe("ok");
    expect(scene.unstake(1, 1n)).toBe("Governance.StakeLocked");
    expect(freeBalance(scene.ctx, account(1))).toBeGreaterThan(0n);
  });
});

describe("a delegation", () => {
  it("follows the delegate's vote on its track, and is withdrawn with it", () => {
    const scene = new GovernanceScene();
    const id = opened(scene);
    const elsewhere = scene.proposed(1, "Subnets", [
      { pallet: "AdminUtils", call: "sudo_set_subnet_limit", args: { max_subnets: 9 } },
    ]);
    scene.must(scene.delegates(3, 2, 200n, 1));
    scene.must(scene.votes(2, id, "Aye", 300n));
    scene.must(scene.votes(2, elsewhere, "Aye", 300n));
    expect([weights(scene, id), weights(scene, elsewhere)]).toEqual([
      [700n, 0n],
      [300n, 0n],
    ]);
    scene.must(scene.governs(2, "remove_vote", { proposal: id }));
    expect(weights(scene, id)).toEqual([0n, 0n]);
    scene.must(scene.votes(2, id, "Nay", 1n));
    expect(weights(scene, id)).toEqual([0n, 401n]);
    scene.must(scene.governs(3, "undelegate", { track: { type: "Parameters" } }));
    expect(weights(scene, id)).toEqual([0n, 1n]);
    expect(scene.problemOfMoney).toBeUndefined();
  });

  it("joins votes that were cast before it", () => {
    const scene = new GovernanceScene();
    const id = opened(scene);
    scene.must(scene.votes(2, id, "Aye", 300n));
    scene.must(scene.delegates(3, 2, 100n));
    expect(weights(scene, id)).toEqual([400n, 0n]);
    scene.must(scene.delegates(3, 2, 200n, 2));
    expect(weights(scene, id)).toEqual([900n, 0n]);
  });

  it("yields to one's own vote, on that proposal, for as long as it stands", () => {
    const scene = new GovernanceScene();
    const [id, other] = [opened(scene), opened(scene, 78)];
    scene.must(scene.delegates(3, 2, 200n));
    for (const each of [id, other]) scene.must(scene.votes(2, each, "Aye", 300n));
    scene.must(scene.votes(3, id, "Nay", 50n));
    expect([weights(scene, id), weights(scene, other)]).toEqual([
      [300n, 50n],
      [500n, 0n],
    ]);
    scene.must(scene.governs(2, "remove_vote", { proposal: id }));
    scene.must(scene.votes(2, id, "Aye", 300n));
    expect(weights(scene, id)).toEqual([300n, 50n]);
    scene.must(scene.governs(3, "remove_vote", { proposal: id }));
    expect(weights(scene, id)).toEqual([500n, 0n]);
    expect(scene.problemOfMoney).toBeUndefined();
  });

  it("is not delegated on, not to oneself, not without stake", () => {
    const scene = new GovernanceScene();
    const id = opened(scene);
    scene.must(scene.delegates(3, 2, 200n));
    scene.must(scene.delegates(2, 1, 300n));
    scene.must(scene.votes(1, id, "Aye", 500n));
    expect(weights(scene, id)).toEqual([800n, 0n]);
    expect(scene.delegates(3, 3, 1n)).toBe("Governance.SelfDelegation");
    expect(scene.delegates(3, 1, 201n)).toBe("Governance.NotEnoughStake");
    expect(scene.governs(1, "undelegate", { track: { type: "Fees" } })).toBe("Governance.NotDelegating");
  });

  it("locks its stake while it stands, and with conviction for its lock periods after", () => {
    const scene = new GovernanceScene();
    scene.must(scene.delegates(3, 2, 200n, 1));
    scene.must(scene.delegates(1, 2, 500n));
    expect([scene.unstake(3, 1n), scene.unstake(1, 1n)]).toEqual(Array(2).fill("Governance.StakeLocked"));
    for (const number of [1, 3]) scene.must(scene.governs(number, "undelegate", { track: { type: "Parameters" } }));
    expect([scene.unstake(3, 1n), scene.unstake(1, 500n)]).toEqual(["Governance.StakeLocked", "ok"]);
    scene.tick(19);
    expect(scene.unstake(3, 1n)).toBe("Governance.StakeLocked");
    scene.tick();
    expect(scene.unstake(3, 200n)).toBe("ok");
  });
});
