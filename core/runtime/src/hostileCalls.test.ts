// Whatever well-formed arguments anybody sends, and whatever root sets: a call succeeds or is refused, never breaks the
// block; the next block's hooks run; every invariant holds. (A broken invariant or a bug throws, and would stop the chain.)

import type { CallDefinition } from "@plexus/core/frame";
import {
  compact,
  concatBytes,
  DecodeError,
  decode,
  encode,
  fields,
  fromHex,
  type TypeNode,
  u128,
} from "@plexus/core/scale";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { setGenesisConstitution } from "./pallets/governance/index.js";
import { SubnetTaoInEmission } from "./pallets/subtensor/emission/storage.js";
import {
  NetworkLastLockCost,
  NetworkMinLockCost,
  NetworkRateLimit,
  SubnetOwner,
} from "./pallets/subtensor/subnets/storage.js";
import { account, assembly, PalletScene, pallets } from "./testing/palletScene.js";

const WIDTHS: Readonly<Record<string, number>> = {
  bool: 1,
  u8: 1,
  i8: 1,
  u16: 2,
  i16: 2,
  u32: 4,
  i32: 4,
  u64: 8,
  i64: 8,
  u128: 16,
  i128: 16,
};
const LONGEST_LIST = 5;

const joined = (parts: readonly fc.Arbitrary<Uint8Array>[]): fc.Arbitrary<Uint8Array> =>
  parts.length === 0 ? fc.constant(new Uint8Array()) : fc.tuple(...parts).map((bytes) => concatBytes(...bytes));

function integer(name: string): fc.Arbitrary<Uint8Array> {
  const width = WIDTHS[name];
  if (width === undefined) throw new RangeError(`no random ${name}`);
  if (name === "bool") return fc.nat({ max: 1 }).map((bit) => Uint8Array.of(bit));
  const small = fc.nat({ max: 5 }).map((value) => Uint8Array.from({ length: width }, (_, i) => (i === 0 ? value : 0)));
  const any = fc.uint8Array({ minLength: width, maxLength: width });
  return fc.oneof({ weight: 3, arbitrary: small }, fc.constant(new Uint8Array(width).fill(255)), any);
}

/**
 * SCALE bytes of `node`: what a hostile but well-formed transaction may carry. Small numbers, zero and the largest come
 * often, because that is where checks end. Accounts (32 raw bytes) are drawn from `accounts`, so that they meet.
 */
function scaleArbitrary(node: TypeNode, accounts: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const of = (inner: TypeNode) => scaleArbitrary(inner, accounts);
  switch (node.kind) {
    case "primitive":
      return integer(node.name);
    case "compact":
      return fc.bigInt(0n, 70_000n).map((value) => encode(compact(u128), value));
    case "array":
      return node.length === 32
        ? fc.constantFrom(...accounts)
        : joined(Array.from({ length: node.length }, () => of(node.of)));
    case "tuple":
      return joined(node.of.map(of));
    case "composite":
      // Mostly subnets that exist in tests: 0, 1 and perhaps 2.
      if (node.path.endsWith("::NetUid"))
        return fc.constantFrom(0, 1, 1, 1, 2, 9).map((netuid) => Uint8Array.of(netuid, 0));
      return joined(node.fields.map((field) => of(field.type)));
    case "sequence":
      return fc
        .nat({ max: LONGEST_LIST })
        .chain((length) =>
          joined([fc.constant(Uint8Array.of(length << 2)), ...Array.from({ length }, () => of(node.of))]),
        );
    case "variant":
      return fc
        .constantFrom(...node.variants)
        .chain((variant) =>
          joined([fc.constant(Uint8Array.of(variant.index)), ...variant.fields.map((field) => of(field.type))]),
        );
    case "lazy":
      // A call inside a call: few are enough to meet every way in which governance judges them.
      return fc.constantFrom(...INNER_CALLS);
  }
}

const call = (pallet: string, name: string, args: Record<string, unknown>): Uint8Array =>
  encode(assembly.call, { pallet, call: name, args });
const INNER_CALLS = [
  call("AdminUtils", "sudo_set_tempo", { netuid: 1, tempo: 7 }),
  call("AdminUtils", "sudo_set_tempo", { netuid: 1, tempo: 0 }),
  call("System", "remark", { remark: new Uint8Array(3) }),
  call("Governance", "amend_lock_period", { blocks: 3 }),
  call("Utility", "batch", { calls: [] }),
];

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
  { weight: 2, arbitrary: sentTo("Governance") },
);

const governs = pallets.find(({ name }) => name === "Governance");

function crowd(): PalletScene {
  const scene = new PalletScene({
    block: 50,
    parameters: { tempo: 3, maxAllowedUids: 3, minNonImmuneUids: 0, immunityPeriod: 2, burn: TAO },
  });
  setGenesisConstitution(scene.ctx);
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
          for (let i = 0; i < wait; i++) {
            scene.at(++block).runHooks();
            governs?.hooks.initialise?.(scene.ctx);
          }
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
