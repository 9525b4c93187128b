// Whatever people do with votes, delegations, proposals and stake, block after block: money is conserved, every tally equals
// its recount, no lock exceeds its stake, no proposal is carried out twice (invariants.ts, asked after every call). 400 calls;
// PLEXUS_CALLS=100000 for the figure of docs/figures.md.

import fc from "fast-check";
import { expect, it } from "vitest";
import { TAO } from "../../primitives.js";
import { account, GovernanceScene, setTempo } from "../../testing/governanceScene.js";
import { holdings } from "../ledger/invariants.js";
import { Burned, Genesis, Issued } from "../ledger/storage.js";
import { TRACKS } from "./shapes.js";

const CALLS_PER_RUN = 100;
const RUNS = Math.ceil(Number(process.env.PLEXUS_CALLS ?? 400) / CALLS_PER_RUN);
const LONG_RUNS = 20;
const PEOPLE = 5;

type Step = (scene: GovernanceScene) => string;

const person = fc.integer({ min: 1, max: PEOPLE });
const track = fc.constantFrom(...TRACKS);
const conviction = fc.integer({ min: 0, max: 3 });
const tao = fc.oneof({ weight: 5, arbitrary: fc.bigInt(1n, 300n) }, fc.bigInt(0n, 2_000n));
const proposal = fc.nat({ max: 8 });
const dest = (number: number) => ({ destination_coldkey: account(number), origin_netuid: 0, destination_netuid: 0 });
const hotkey = (number: number) => account(1_000 + number);

const subnetLimit = { pallet: "AdminUtils", call: "sudo_set_subnet_limit", args: { max_subnets: 9 } };
const fees = { pallet: "Producers", call: "set_parameter", args: { name: { type: "BurnedFeeShare" }, value: 5n } };
const lockPeriod = { pallet: "Governance", call: "amend_lock_period", args: { blocks: 9 } };
const cancel = { pallet: "Upgrades", call: "cancel", args: {} };
const CALLS = { Parameters: setTempo(9), Subnets: subnetLimit, Upgrades: cancel, Fees: fees, Constitution: lockPeriod };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.tuple(person, fc.oneof(fc.constant("Parameters" as const), track), fc.bigInt(1n, 200n)).map(
      ([who, on, deposit]): Step =>
        (scene) =>
          scene.proposes(who, on, [CALLS[on]], deposit),
    ),
  },
  {
    weight: 6,
    arbitrary: fc
      .tuple(person, proposal, fc.constantFrom("Aye", "Aye", "Aye", "Aye", "Nay", "Spam"), tao, conviction)
      .map(
        ([who, id, choice, amount, times]): Step =>
          (scene) =>
            scene.votes(who, id, choice, amount, times),
      ),
  },
  fc.tuple(person, proposal).map(
    ([who, id]): Step =>
      (scene) =>
        scene.governs(who, "remove_vote", { proposal: id }),
  ),
  {
    weight: 3,
    arbitrary: fc.tuple(person, person, tao, conviction).map(
      ([who, to, amount, times]): Step =>
        (scene) =>
          scene.delegates(who, to, amount, times),
    ),
  },
  fc.tuple(person, track).map(
    ([who, on]): Step =>
      (scene) =>
        scene.governs(who, "undelegate", { track: { type: on } }),
  ),
  fc.tuple(person, person).map(
    ([who, whom]): Step =>
      (scene) =>
        scene.governs(who, "unlock", { target: account(whom) }),
  ),
  fc.tuple(person, tao).map(
    ([who, amount]): Step =>
      (scene) =>
        scene.unstake(who, amount),
  ),
  fc.tuple(person, person, tao).map(
    ([who, on, amount]): Step =>
      (scene) =>
        scene.call(account(who), "add_stake", { hotkey: hotkey(on), netuid: 0, amount_staked: amount * TAO }),
  ),
  fc.tuple(person, person, person, tao).map(
    ([who, to, on, amount]): Step =>
      (scene) =>
        scene.call(account(who), "transfer_stake", { ...dest(to), hotkey: hotkey(on), alpha_amount: amount * TAO }),
  ),
  {
    weight: 2,
    arbitrary: fc.integer({ min: 1, max: 12 }).map(
      (blocks): Step =>
        (scene) => {
          for (let i = 0; i < blocks; i++) {
            scene.tick();
            for (const { name, value } of scene.events) {
              if (name !== "Executed" && name !== "ExecutionFailed") continue;
              const { proposal: id } = value as { proposal: number };
              expect(carriedOut.has(id)).toBe(false);
              carriedOut.add(id);
              everCarriedOut++;
            }
          }
          return "ok";
        },
    ),
  },
);

const carriedOut = new Set<number>();
let everCarriedOut = 0;

it("conserves money, tallies and locks, whatever is called", () => {
  const outcomes = new Map<string, number>();
  fc.assert(
    fc.property(fc.array(step, { minLength: CALLS_PER_RUN, maxLength: CALLS_PER_RUN }), (steps) => {
      carriedOut.clear();
      const scene = new GovernanceScene({ stakes: [500n, 300n, 200n, 100n, 50n] });
      for (const run of steps) {
        const outcome = run(scene);
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        expect(scene.problemOfMoney).toBeUndefined();
      }
      scene.tick(40);
      expect(Genesis.get(scene.ctx) + Issued.get(scene.ctx) - Burned.get(scene.ctx)).toBe(holdings(scene.ctx));
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  // The walk must have gone somewhere: successes, locks that held, votes on what is closed.
  const seen = (name: string) => outcomes.get(name) ?? 0;
  expect(seen("ok")).toBeGreaterThan(RUNS * 15);
  for (const name of ["Governance.NotEnoughStake", "Governance.NoSuchProposal"]) expect(seen(name)).toBeGreaterThan(0);
  if (RUNS < LONG_RUNS) return;
  expect(everCarriedOut).toBeGreaterThan(RUNS / 10);
  for (const name of ["Governance.StakeLocked", "Governance.NotOpen"]) expect(seen(name)).toBeGreaterThan(RUNS / 10);
}, 3_600_000);
