// Market.set_offer and clear_offer: the order of checks, and what they store (market.md 2 and 3).

import { utf8 } from "@plexus/core/scale";
import { describe, expect, it } from "vitest";
import { account, outOfOrder, PalletScene } from "../../../testing/palletScene.js";
import { freeBalance } from "../../balances/move.js";
import { OfferCount, Offers } from "../storage.js";

const [coldkey, hotkey] = [account(1), account(2)];
const terms = {
  netuid: 1,
  model: utf8.encode("smollm2-135m"),
  unit: { type: "Tokens" } as const,
  price_in: 5n,
  price_out: 10n,
  slots: 2,
  valid_for: 100,
};

function scene(): PalletScene {
  const made = new PalletScene({ block: 100 });
  made.enrol(1, coldkey, hotkey);
  return made.at(100);
}
const offer = (made: PalletScene, changes: Partial<typeof terms> = {}) =>
  made.call(hotkey, "set_offer", { ...terms, ...changes }, "Market");

describe("set_offer", () => {
  it("checks in the order of market.md 3, and the pool refuses the same", () => {
    const made = new PalletScene({ block: 100 });
    let args = {
      ...terms,
      netuid: 77,
      model: utf8.encode("Bad Name"),
      price_out: 10n ** 15n + 1n,
      slots: 0,
      valid_for: 0,
    };
    const pool: (string | undefined)[] = [];
    const attempt = () => {
      pool.push(made.inPool(hotkey, "set_offer", args, "Market")?.name);
      return made.call(hotkey, "set_offer", args, "Market");
    };
    const steps = {
      SubnetNotExists: () => (args = { ...args, netuid: 1 }),
      NotRegistered: () => made.enrol(1, coldkey, hotkey),
      BadModelName: () => (args = { ...args, model: terms.model }),
      PriceTooHigh: () => (args = { ...args, price_out: 10n ** 15n }),
      BadSlots: () => (args = { ...args, slots: 1_024 }),
      BadValidity: () => {
        args = { ...args, valid_for: 216_000 };
        OfferCount.set(made.ctx, 1, hotkey, 8);
      },
      TooManyOffers: () => OfferCount.set(made.ctx, 1, hotkey, 0),
    };
    expect(outOfOrder(attempt, steps)).toEqual([]);
    const names = [
      "SubnetNotExists",
      "NotRegistered",
      "BadModelName",
      "PriceTooHigh",
      "BadSlots",
      "BadValidity",
      "TooManyOffers",
    ];
    expect(pool).toEqual([...names, undefined]);
  });

  it.each([
    ["", false],
    ["a", true],
    ["a".repeat(64), true],
    ["a".repeat(65), false],
    ["org/model-1.5:q4_k", true],
    ["Model", false],
    ["a b", false],
    ["é", false],
  ])("model name %j: %s", (name, fits) => {
    expect(offer(scene(), { model: utf8.encode(name) })).toBe(fits ? "ok" : "Market.BadModelName");
  });

  it.each([
    [{ slots: 1_025 }, "BadSlots"],
    [{ valid_for: 216_001 }, "BadValidity"],
    [{ price_in: 10n ** 15n + 1n }, "PriceTooHigh"],
  ])("bounds %o", (changes, name) => expect(offer(scene(), changes)).toBe(`Market.${name}`));

  it("stores, counts once, replaces after five blocks, costs nothing", () => {
    const made = scene();
    expect(offer(made)).toBe("ok");
    const stored = {
      unit: { type: "Tokens", value: undefined },
      price_in: 5n,
      price_out: 10n,
      slots: 2,
      valid_until: 200,
      set_at: 100,
    };
    expect(Offers.get(made.ctx, 1, hotkey, terms.model)).toEqual(stored);
    expect(made.events).toEqual([
      { pallet: "Market", name: "OfferSet", value: { netuid: 1, hotkey, model: terms.model, offer: stored } },
    ]);
    expect(offer(made.at(104), { price_in: 6n })).toBe("Market.ChangedTooSoon");
    expect(made.inPool(hotkey, "set_offer", terms, "Market")).toEqual({ custom: 6, name: "ChangedTooSoon" });
    expect(offer(made.at(105), { price_in: 6n })).toBe("ok");
    expect([Offers.get(made.ctx, 1, hotkey, terms.model)?.price_in, OfferCount.get(made.ctx, 1, hotkey)]).toEqual([
      6n,
      1,
    ]);
    expect(freeBalance(made.ctx, hotkey)).toBe(0n);
    expect(made.problem).toBeUndefined();
  });

  it("takes eight models, and another in place of one of them", () => {
    const made = scene();
    for (let i = 0; i < 8; i++) expect(offer(made, { model: utf8.encode(`m${i}`) })).toBe("ok");
    expect(offer(made, { model: utf8.encode("m8") })).toBe("Market.TooManyOffers");
    expect(offer(made.at(105), { model: utf8.encode("m3") })).toBe("ok");
    expect(made.problem).toBeUndefined();
  });
});

describe("clear_offer", () => {
  const clear = (made: PalletScene, model = terms.model, who = hotkey, netuid = 1) =>
    made.call(who, "clear_offer", { netuid, model }, "Market");

  it("checks, clears and tells", () => {
    const made = scene();
    expect(offer(made)).toBe("ok");
    expect(clear(made, terms.model, hotkey, 77)).toBe("Market.SubnetNotExists");
    expect(clear(made, terms.model, account(9))).toBe("Market.NotRegistered");
    expect(clear(made, utf8.encode(""))).toBe("Market.BadModelName");
    expect(clear(made)).toBe("Market.ChangedTooSoon");
    expect(clear(made, utf8.encode("other"))).toBe("Market.OfferNotFound");
    expect(clear(made.at(105))).toBe("ok");
    expect(made.events.at(-1)).toEqual({
      pallet: "Market",
      name: "OfferCleared",
      value: { netuid: 1, hotkey, model: terms.model, cause: { type: "Miner", value: undefined } },
    });
    expect([Offers.has(made.ctx, 1, hotkey, terms.model), OfferCount.has(made.ctx, 1, hotkey)]).toEqual([false, false]);
    expect(made.problem).toBeUndefined();
  });
});
