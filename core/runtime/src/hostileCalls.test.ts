// Whatever well-formed arguments anybody sends, and whatever root sets: a call succeeds or is refused, never breaks the
// block; the next block's hooks run; every invariant holds. (A broken invariant or a bug throws, and would stop the chain.)

import type { CallDefinition } from "@plexus/core/frame";
import { DecodeError, decode, fields, fromHex } from "@plexus/core/scale";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SubnetTaoInEmission } from "./pallets/subtensor/emission/storage.js";
import {
  NetworkLastLockCost,
  NetworkMinLockCost,
  NetworkRateLimit,
  SubnetOwner,
} from "./pallets/subtensor/subnets/storage.js";
import { account, PalletScene, pallets } from "./testing/palletScene.js";
import { scaleArbitrary } from "./testing/scaleArbitrary.js";

const keys = [1, 2, 3, 4].map(account);
const accounts = keys.map(fromHex);
const TAO = 1_000_000_000n;

interface Sent {
  readonly pallet: string;
  readonly call: CallDefinition;
  readonly args: Uint8Array;
  readonly signer: number;
  readonly wait: number;
}

/** Setters come mostly from root: others learn nothing but that they may not. */
const sentTo = (pallet: string): fc.Arbitrary<Sent> => {
  const calls = pallets.find(({ name }) => name === pallet)?.calls ?? [];
  const signers =
    pallet === "AdminUtils" ? [keys.length, keys.length, keys.length, 0, 1] : [0, 0, 1, 1, 2, 3, keys.length];
  return fc.constantFrom(...calls.map(({ call }) => call)).chain((call) =>
    fc.record({
      pallet: fc.constant(pallet),
      call: fc.constant(call),
      args: scaleArbitrary(fields(call.args).type, accounts),
      signer: fc.constantFrom(...signers),
      wait: fc.constantFrom(0, 0, 1, 2),
    }),
  );
};
const sent = fc.oneof(
  { weight: 4, arbitrary: sentTo("SubtensorModule") },
  sentTo("Commitments"),
  sentTo("AdminUtils"),
  sentTo("Market"),
);

function crowd(): PalletScene {
  const scene = new PalletScene({
    block: 50,
    parameters: { tempo: 3, maxAllowedUids: 3, minNonImmuneUids: 0, immunityPeriod: 2, burn: TAO },
  });
  for (const key of keys) scene.endow(key, 5_000n * TAO);
  keys.slice(0, 2).forEach((key, i) => {
    scene.enrol(1, key, keys[i + 1] as (typeof keys)[0]);
    scene.call(key, "add_stake", { hotkey: keys[i + 1], netuid: 0, amount_staked: TAO });
  });
  SubnetOwner.set(scene.ctx, 1, keys[0] as (typeof keys)[0]);
  NetworkMinLockCost.set(scene.ctx, TAO);
  NetworkLastLockCost.set(scene.ctx, TAO);
  NetworkRateLimit.set(scene.ctx, 0n);
  SubnetTaoInEmission.set(scene.ctx, 1, TAO);
  return scene;
}

describe("hostile calls", () => {
  it("are refused or succeed, and leave a chain that goes on", () => {
    const outcomes = new Map<string, number>();
    fc.assert(
      fc.property(fc.array(sent, { minLength: 20, maxLength: 30 }), (calls) => {
        const scene = crowd();
        let block = 50;
        for (const { pallet, call, args: raw, signer, wait } of calls) {
          for (let i = 0; i < wait; i++) scene.at(++block).runHooks();
          let args: Record<string, unknown>;
          try {
            args = decode(fields(call.args), raw) as Record<string, unknown>;
          } catch (error) {
            expect(error).toBeInstanceOf(DecodeError);
            continue;
          }
          const key = keys[signer];
          const outcome =
            key === undefined ? scene.asRoot(call.name, args, pallet) : scene.call(key, call.name, args, pallet);
          if (key !== undefined) scene.inPool(key, call.name, args, pallet);
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
          expect(scene.problem).toBeUndefined();
        }
      }),
      { numRuns: 20, endOnFailure: true },
    );
    expect(outcomes.get("ok") ?? 0).toBeGreaterThan(30);
    expect(outcomes.size).toBeGreaterThan(15);
  }, 60_000);
});
