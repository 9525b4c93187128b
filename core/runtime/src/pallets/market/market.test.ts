// Market as a whole: offers fall with their seller, live offers and prices, counts that stay true (market.md 5 to 7).

import { utf8 } from "@plexus/core/scale";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { account, PalletScene } from "../../testing/palletScene.js";
import {
  NetworkImmunityPeriod,
  NetworkLastLockCost,
  NetworkMinLockCost,
  SubnetLimit,
} from "../subtensor/subnets/storage.js";
import { getOffer, getOffers, getPrice, priceOf } from "./api.js";
import { OfferCount, Offers } from "./storage.js";

const coldkey = account(1);
const hotkey = (number: number) => account(100 + number);
const TAO = 1_000_000_000n;

function offer(made: PalletScene, who: number, model: string, changes: object = {}): string {
  const terms = {
    netuid: 1,
    model: utf8.encode(model),
    unit: { type: "Tokens" },
    price_in: 3n,
    price_out: 5n,
    slots: 1,
    valid_for: 50,
  };
  return made.call(hotkey(who), "set_offer", { ...terms, ...changes }, "Market");
}

function scene(neurons: number, parameters = {}): PalletScene {
  const made = new PalletScene({ block: 100, parameters });
  for (let number = 0; number < neurons; number++) made.enrol(1, coldkey, hotkey(number));
  return made.at(100);
}

describe("offers go with their seller", () => {
  it("when another registration takes the uid, in the same call", () => {
    const made = scene(2, { maxAllowedUids: 2, immunityPeriod: 0, minNonImmuneUids: 0 }).endow(coldkey, 10n * TAO);
    offer(made, 0, "a");
    offer(made, 0, "b");
    offer(made, 1, "c");
    expect(made.at(110).call(coldkey, "burned_register", { netuid: 1, hotkey: hotkey(7) })).toBe("ok");
    expect([OfferCount.get(made.ctx, 1, hotkey(0)), OfferCount.get(made.ctx, 1, hotkey(1))]).toEqual([0, 1]);
    const cleared = made.events.filter(({ name }) => name === "OfferCleared");
    expect(cleared.map(({ value }) => (value as { cause: { type: string } }).cause.type)).toEqual([
      "Deregistered",
      "Deregistered",
    ]);
    expect(made.problem).toBeUndefined();
  });

  it("when the subnet is pruned", () => {
    const made = scene(2).endow(account(50), 500n * TAO);
    offer(made, 0, "a");
    offer(made, 1, "b");
    SubnetLimit.set(made.ctx, 1);
    NetworkImmunityPeriod.set(made.ctx, 0n);
    NetworkMinLockCost.set(made.ctx, TAO);
    NetworkLastLockCost.set(made.ctx, TAO);
    expect(made.call(account(50), "register_network", { hotkey: account(51) })).toBe("ok");
    expect(Array.from(Offers.entries(made.ctx))).toEqual([]);
    expect(made.problem).toBeUndefined();
  });
});

describe("MarketRuntimeApi", () => {
  it("lists live offers by uid, then model", () => {
    const made = scene(3);
    offer(made, 2, "a");
    offer(made, 0, "z");
    offer(made, 0, "b", { valid_for: 10 });
    const names = () =>
      getOffers.answer(made.ctx, { netuid: 1 }).map(({ uid, model }) => `${uid} ${utf8.decode(model)}`);
    expect(names()).toEqual(["0 b", "0 z", "2 a"]);
    expect([(made.at(110), names()), (made.at(111), names())]).toEqual([
      ["0 b", "0 z", "2 a"],
      ["0 z", "2 a"],
    ]);
    expect(getOffers.answer(made.ctx, { netuid: 9 })).toEqual([]);
  });

  it("prices a request by one live offer, rounded up once", () => {
    const made = scene(1);
    offer(made, 0, "m");
    const key = { netuid: 1, hotkey: hotkey(0), model: utf8.encode("m") };
    const price = (units_in: bigint, units_out: bigint) => getPrice.answer(made.ctx, { ...key, units_in, units_out });
    expect([
      price(0n, 0n),
      price(1n, 0n),
      price(1_000_000n, 1_000_000n),
      price(200_000n, 80_000n),
      price(200_000n, 80_001n),
    ]).toEqual([0n, 1n, 8n, 1n, 2n]);
    expect(getOffer.answer(made.ctx, key)?.uid).toBe(0);
    made.at(151);
    expect([price(1n, 1n), getOffer.answer(made.ctx, key)]).toEqual([undefined, undefined]);
  });

  it("never charges less than the exact price, nor a rao too much", () => {
    const u64 = fc.bigInt(0n, (1n << 64n) - 1n);
    const cost = fc.bigInt(0n, 10n ** 15n);
    fc.assert(
      fc.property(cost, cost, u64, u64, (price_in, price_out, unitsIn, unitsOut) => {
        const exact = unitsIn * price_in + unitsOut * price_out;
        const charged = priceOf({ price_in, price_out }, unitsIn, unitsOut);
        if (charged === undefined) expect(exact > ((1n << 64n) - 1n) * 1_000_000n).toBe(true);
        else expect(charged * 1_000_000n >= exact && charged * 1_000_000n < exact + 1_000_000n).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

it("counts stay true whatever sellers do", () => {
  const step = fc.record({
    who: fc.integer({ min: 0, max: 3 }),
    model: fc.constantFrom("a", "b", "c"),
    wait: fc.integer({ min: 0, max: 6 }),
    act: fc.constantFrom("set", "clear", "replace"),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const made = scene(4, {
        maxAllowedUids: 4,
        immunityPeriod: 0,
        minNonImmuneUids: 0,
        maxRegistrationsPerBlock: 100,
        targetRegistrationsPerInterval: 100,
      }).endow(coldkey, 100n * TAO);
      let [block, newcomer] = [100, 50];
      for (const { who, model, wait, act } of steps) {
        made.at((block += wait));
        if (act === "set") offer(made, who, model);
        else if (act === "clear")
          made.call(hotkey(who), "clear_offer", { netuid: 1, model: utf8.encode(model) }, "Market");
        else expect(made.call(coldkey, "burned_register", { netuid: 1, hotkey: hotkey(newcomer++) })).toBe("ok");
        expect(made.problem).toBeUndefined();
      }
    }),
    { numRuns: 20 },
  );
});
