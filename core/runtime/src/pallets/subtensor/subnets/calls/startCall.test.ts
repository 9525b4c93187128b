// start_call (stable.md 8).

import { expect, it } from "vitest";
import { account, outOfOrder, PalletScene } from "../../../../testing/palletScene.js";
import { FirstEmissionBlockNumber } from "../../emission/storage.js";
import { StartCallDelay, SubnetOwner, SubtokenEnabled } from "../storage.js";

it("start_call is the owner's, once, after the delay; emission begins with the next block", () => {
  const scene = new PalletScene({ block: 100 });
  const [owner, other] = [account(1), account(2)];
  SubnetOwner.set(scene.ctx, 1, owner);
  StartCallDelay.set(scene.ctx, 10n);
  FirstEmissionBlockNumber.set(scene.ctx, 1, 5n);
  scene.at(109);
  let [signer, netuid] = [other, 77];
  const steps = {
    SubnetNotExists: () => (netuid = 1),
    NotSubnetOwner: () => (signer = owner),
    FirstEmissionBlockNumberAlreadySet: () => FirstEmissionBlockNumber.remove(scene.ctx, 1),
    NeedWaitingMoreBlocksToStarCall: () => scene.at(110),
  };
  expect(outOfOrder(() => scene.call(signer, "start_call", { netuid }), steps)).toEqual([]);
  expect(FirstEmissionBlockNumber.get(scene.ctx, 1)).toBe(111n);
  expect([SubtokenEnabled.get(scene.ctx, 1), SubtokenEnabled.get(scene.ctx, 0)]).toEqual([false, true]);
  expect(scene.events.at(-1)).toEqual({
    pallet: "SubtensorModule",
    name: "FirstEmissionBlockNumberSet",
    value: [1, 111n],
  });
  expect(scene.call(owner, "start_call", { netuid: 1 })).toBe("SubtensorModule.FirstEmissionBlockNumberAlreadySet");
  expect(scene.call(account(0), "start_call", { netuid: 0 })).toBe("SubtensorModule.NotSubnetOwner");
});
