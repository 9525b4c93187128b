// Commitments.set_commitment: who may, how much, what fields may hold (chain.md §1.2, market.md 7).

import { DecodeError, decode, encode, utf8 } from "@plexus/core/scale";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { account, PalletScene } from "../../../testing/palletScene.js";
import { CommitmentInfo, type CommitmentInfoValue, rawData } from "../data.js";
import { commitmentsListener } from "../index.js";
import { CommitmentOf, LastCommitment, UsedSpaceOf } from "../storage.js";

const hotkey = account(2);
const model: CommitmentInfoValue = {
  fields: [
    rawData(utf8.encode("smollm2-135m")),
    { type: "Sha256", value: new Uint8Array(32).fill(7) },
    rawData(utf8.encode("270000000")),
  ],
};
const big = (bytes: number): CommitmentInfoValue => ({ fields: [{ type: "BigRaw", value: new Uint8Array(bytes) }] });

function scene(): PalletScene {
  const made = new PalletScene({ block: 100, parameters: { tempo: 20 } });
  made.enrol(1, account(1), hotkey);
  return made.at(101);
}
const commit = (made: PalletScene, info: CommitmentInfoValue, who = hotkey) =>
  made.call(who, "set_commitment", { netuid: 1, info }, "Commitments");

describe("set_commitment", () => {
  it("is for registered hotkeys; the pool says so first", () => {
    const made = scene();
    expect(commit(made, model, account(9))).toBe("Commitments.AccountNotAllowedCommit");
    expect(made.inPool(account(9), "set_commitment", { netuid: 1, info: model }, "Commitments")).toEqual({
      custom: 255,
      name: "AccountNotAllowedCommit",
    });
  });

  it("keeps model, hash and size as market.md 7 has them", () => {
    const made = scene();
    expect(commit(made, model)).toBe("ok");
    expect(CommitmentOf.get(made.ctx, 1, hotkey)).toEqual({ deposit: 0n, block: 101, info: model });
    expect(LastCommitment.get(made.ctx, 1, hotkey)).toBe(101);
    expect(made.events).toEqual([{ pallet: "Commitments", name: "Commitment", value: { netuid: 1, who: hotkey } }]);
  });

  it("counts at least 100 bytes a time and 3100 an epoch", () => {
    const made = scene().at(124);
    // Epochs of subnet 1 at tempo 20 begin where (block + 2) mod 21 = 0: at 124 and 145.
    for (let i = 0; i < 31; i++) expect(commit(made, model)).toBe("ok");
    expect(UsedSpaceOf.get(made.ctx, 1, hotkey)).toEqual({ last_epoch: 6n, used_space: 3_100n });
    expect(commit(made.at(144), model)).toBe("Commitments.SpaceLimitExceeded");
    expect(made.inPool(hotkey, "set_commitment", { netuid: 1, info: model }, "Commitments")).toEqual({
      custom: 6,
      name: "SpaceLimitExceeded",
    });
    expect(commit(made.at(145), model)).toBe("ok");
  });

  it("charges long ones by length", () => {
    const made = scene();
    expect(made.asRoot("set_max_space", { new_limit: 600 }, "Commitments")).toBe("ok");
    expect([commit(made, big(400)), commit(made, big(201)), commit(made, big(200))]).toEqual([
      "ok",
      "Commitments.SpaceLimitExceeded",
      "ok",
    ]);
    expect(made.call(hotkey, "set_max_space", { new_limit: 1 }, "Commitments")).toBe("BadOrigin");
  });

  it("goes with its neuron and its subnet", () => {
    const made = scene();
    commit(made, model);
    commitmentsListener.neuronRemoved(made.ctx, 1, hotkey);
    expect(CommitmentOf.has(made.ctx, 1, hotkey)).toBe(false);
    commit(made, model);
    commitmentsListener.subnetRemoved(made.ctx, 1);
    expect([CommitmentOf.has(made.ctx, 1, hotkey), UsedSpaceOf.has(made.ctx, 1, hotkey)]).toEqual([false, false]);
  });
});

describe("commitment fields", () => {
  it("round-trip at every length that Raw has", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 128 }), { maxLength: 3 }), (values) => {
        const info = { fields: values.map(rawData) };
        expect(decode(CommitmentInfo, encode(CommitmentInfo, info))).toEqual(info);
      }),
      { numRuns: 50 },
    );
  });

  it("bound themselves: three fields, 512 bytes, known variants", () => {
    const field = [2, 65];
    expect(() => decode(CommitmentInfo, Uint8Array.of(16, ...field, ...field, ...field, ...field))).toThrow(
      DecodeError,
    );
    expect(() => decode(CommitmentInfo, encode(CommitmentInfo, big(513)))).toThrow(DecodeError);
    expect(decode(CommitmentInfo, encode(CommitmentInfo, big(512)))).toEqual(big(512));
    // 134 is TimelockEncrypted, which is not built.
    expect(() => decode(CommitmentInfo, Uint8Array.of(4, 134, 0))).toThrow(DecodeError);
    expect(() => rawData(new Uint8Array(129))).toThrow(RangeError);
  });
});
