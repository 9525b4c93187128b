// set_subnet_identity and register_network_with_identity (chain.md §1.3).

import { utf8 } from "@plexus/core/scale";
import { describe, expect, it } from "vitest";
import { account, outOfOrder, PalletScene } from "../../../../testing/palletScene.js";
import { SubnetOwner } from "../../subnets/storage.js";
import { SubnetIdentitiesV3 } from "../storage.js";

const [owner, hotkey] = [account(1), account(2)];
const text = (value: string) => utf8.encode(value);
const identity = {
  subnet_name: text("Plexus"),
  github_repo: text("https://git.example/plexus"),
  subnet_contact: text("me@plexus.example"),
  subnet_url: text(""),
  discord: text(""),
  description: text("Text, fast"),
  logo_url: text(""),
  additional: text(""),
};

describe("subnet identities", () => {
  it("are the owner's to set, within lengths", () => {
    const scene = new PalletScene();
    let args = { netuid: 77, ...identity, subnet_name: new Uint8Array(257), description: new Uint8Array(1_025) };
    const mends: Uint8Array[] = [identity.subnet_name, identity.description];
    const attempt = () => scene.call(owner, "set_subnet_identity", args);
    const steps = {
      SubnetNotExists: () => (args = { ...args, netuid: 1 }),
      NotSubnetOwner: () => SubnetOwner.set(scene.ctx, 1, owner),
      InvalidIdentity: () =>
        (args = {
          ...args,
          subnet_name: mends[0] as Uint8Array<ArrayBuffer>,
          description: mends[1] as Uint8Array<ArrayBuffer>,
        }),
    };
    expect(outOfOrder(attempt, steps)).toEqual([]);
    expect(SubnetIdentitiesV3.get(scene.ctx, 1)).toEqual(identity);
    expect(scene.events.at(-1)).toEqual({ pallet: "SubtensorModule", name: "SubnetIdentitySet", value: [1] });
    expect(scene.call(owner, "set_subnet_identity", { netuid: 1, ...identity, discord: new Uint8Array(257) })).toBe(
      "SubtensorModule.InvalidIdentity",
    );
  });

  it("come with a new subnet, or neither comes", () => {
    const scene = new PalletScene().endow(owner, 3_000_000_000_000n);
    const register = (value: typeof identity | undefined) =>
      scene.call(owner, "register_network_with_identity", { hotkey, identity: value });
    expect(register({ ...identity, subnet_name: new Uint8Array(257) })).toBe("SubtensorModule.InvalidIdentity");
    expect(scene.events.filter(({ name }) => name === "NetworkAdded")).toEqual([]);
    expect(register(identity)).toBe("ok");
    expect(SubnetIdentitiesV3.get(scene.ctx, 2)).toEqual(identity);
    expect(scene.problem).toBeUndefined();
  });
});
