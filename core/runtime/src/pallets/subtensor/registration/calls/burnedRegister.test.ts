// burned_register and register_limit: the order of checks, the burn, the caps (chain.md §2.2 A, stable.md 8).

import { describe, expect, it } from "vitest";
import { account, outOfOrder, PalletScene } from "../../../../testing/palletScene.js";
import { freeBalance } from "../../../balances/move.js";
import { Burned } from "../../../ledger/storage.js";
import { RAORecycledForRegistration, TotalIssuance } from "../../emission/storage.js";
import { OwnedHotkeys, Owner } from "../../staking/storage.js";
import { writeParameters } from "../../subnets/parameters.js";
import { SubnetOwnerHotkey } from "../../subnets/storage.js";
import {
  BurnRegistrationsThisInterval,
  IsNetworkMember,
  Keys,
  RegistrationsThisBlock,
  RegistrationsThisInterval,
  Uids,
} from "../storage.js";

const [coldkey, other, hotkey] = [account(1), account(2), account(3)];
const TAO = 1_000_000_000n;

describe("burned_register", () => {
  it("checks in order (chain.md §2.2 A, stable.md 8)", () => {
    const scene = new PalletScene({
      parameters: {
        registrationAllowed: false,
        maxRegistrationsPerBlock: 0,
        targetRegistrationsPerInterval: 0,
        maxAllowedUids: 1,
      },
    });
    let [netuid, signer] = [0, other];
    scene.enrol(1, coldkey, hotkey);
    SubnetOwnerHotkey.set(scene.ctx, 1, hotkey);
    const set = (parameters: Parameters<typeof writeParameters>[2]) => writeParameters(scene.ctx, 1, parameters);
    let registered = hotkey;
    const steps = {
      RegistrationNotPermittedOnRootSubnet: () => (netuid = 77),
      SubnetNotExists: () => (netuid = 1),
      SubNetRegistrationDisabled: () => set({ registrationAllowed: true }),
      TooManyRegistrationsThisBlock: () => set({ maxRegistrationsPerBlock: 1 }),
      TooManyRegistrationsThisInterval: () => set({ targetRegistrationsPerInterval: 1 }),
      HotKeyAlreadyRegisteredInSubNet: () => {
        registered = account(4);
        Owner.set(scene.ctx, account(4), coldkey);
      },
      NotEnoughBalanceToStake: () => {
        scene.endow(other, TAO + 500n);
        scene.endow(coldkey, TAO + 500n);
      },
      NonAssociatedColdKey: () => (signer = coldkey),
      NoNeuronIdAvailable: () => set({ maxAllowedUids: 2 }),
    };
    expect(outOfOrder(() => scene.call(signer, "burned_register", { netuid, hotkey: registered }), steps)).toEqual([]);
  });

  it("burns the price, links the keys, gives a uid, counts, tells", () => {
    const scene = new PalletScene().endow(coldkey, 5n * TAO).at(101);
    expect(scene.call(coldkey, "burned_register", { netuid: 1, hotkey })).toBe("ok");
    const { ctx } = scene;
    expect(freeBalance(ctx, coldkey)).toBe(4n * TAO);
    expect([Burned.get(ctx), RAORecycledForRegistration.get(ctx, 1), TotalIssuance.get(ctx)]).toEqual([
      TAO,
      TAO,
      4n * TAO,
    ]);
    expect([Owner.get(ctx, hotkey), OwnedHotkeys.get(ctx, coldkey)]).toEqual([coldkey, [hotkey]]);
    expect([Uids.get(ctx, 1, hotkey), Keys.get(ctx, 1, 0), IsNetworkMember.get(ctx, hotkey, 1)]).toEqual([
      0,
      hotkey,
      true,
    ]);
    const counters = [RegistrationsThisBlock, RegistrationsThisInterval, BurnRegistrationsThisInterval].map((entry) =>
      entry.get(ctx, 1),
    );
    expect(counters).toEqual([1, 1, 1]);
    expect(scene.events.at(-1)).toEqual({ pallet: "SubtensorModule", name: "NeuronRegistered", value: [1, 0, hotkey] });
    expect(scene.problem).toBeUndefined();
  });

  it("keeps to the caps: so many a block, three times the target an interval", () => {
    const scene = new PalletScene({
      parameters: { maxRegistrationsPerBlock: 2, targetRegistrationsPerInterval: 1 },
    }).endow(coldkey, 100n * TAO);
    const register = (number: number) => scene.call(coldkey, "burned_register", { netuid: 1, hotkey: account(number) });
    expect([register(10), register(11), register(12)]).toEqual([
      "ok",
      "ok",
      "SubtensorModule.TooManyRegistrationsThisBlock",
    ]);
    RegistrationsThisBlock.remove(scene.ctx, 1);
    expect([register(12), register(13)]).toEqual(["ok", "SubtensorModule.TooManyRegistrationsThisInterval"]);
  });

  it("register_limit refuses a burn above the limit", () => {
    const scene = new PalletScene().endow(coldkey, 5n * TAO);
    const attempt = (limit_price: bigint) => scene.call(coldkey, "register_limit", { netuid: 1, hotkey, limit_price });
    expect(attempt(TAO - 1n)).toBe("SubtensorModule.RegistrationPriceLimitExceeded");
    expect(attempt(TAO)).toBe("ok");
  });
});
