import { expect, it } from "vitest";
import { account, PalletScene, refusalsInOrder } from "../../../../testing/palletScene.js";
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
  const seen = refusalsInOrder(() => scene.call(signer, "start_call", { netuid }), [
    ["subnet", () => { netuid = 1; }],
    ["owner", () => { signer = owner; }],
    ["once", () => { FirstEmissionBlockNumber.remove(scene.ctx, 1); }],
    ["delay", () => { scene.at(110); }],
  ]);
  expect(seen.map((name) => name.replace("SubtensorModule.", ""))).toEqual([
    "SubnetNotExists", "NotSubnetOwner", "FirstEmissionBlockNumberAlreadySet", "NeedWaitingMoreBlocksToStarCall", "ok",
  ]);
  expect(FirstEmissionBlockNumber.get(scene.ctx, 1)).toBe(111n);
  expect([SubtokenEnabled.get(scene.ctx, 1), SubtokenEnabled.get(scene.ctx, 0)]).toEqual([false, true]);
  expect(scene.events.at(-1)).toEqual({ pallet: "SubtensorModule", name: "FirstEmissionBlockNumberSet", value: [1, 111n] });
  expect(scene.call(owner, "start_call", { netuid: 1 })).toBe("SubtensorModule.FirstEmissionBlockNumberAlreadySet");
  expect(scene.call(account(0), "start_call", { netuid: 0 })).toBe("SubtensorModule.NotSubnetOwner");
});
