// serve_axon: the order of checks, in the pool too, and which addresses may be served (stable.md, Fees).

import { describe, expect, it } from "vitest";
import { account, outOfOrder, PalletScene } from "../../../../testing/palletScene.js";
import { isServableAddress } from "../addresses.js";
import { Axons } from "../storage.js";

const [coldkey, hotkey] = [account(1), account(2)];
const v4 = (a: number, b: number, c: number, d: number) =>
  (BigInt(a) << 24n) | (BigInt(b) << 16n) | (BigInt(c) << 8n) | BigInt(d);
const axon = {
  version: 7,
  ip: v4(192, 0, 2, 1),
  port: 8091,
  ip_type: 4,
  protocol: 4,
  placeholder1: 0,
  placeholder2: 0,
};

describe("serve_axon", () => {
  it("checks in order, and the pool says the same", () => {
    const scene = new PalletScene({ facts: { loopbackAxons: false }, parameters: { servingRateLimit: 50n } });
    let args = { netuid: 77, ...axon, ip: v4(127, 0, 0, 1), ip_type: 5, port: 0 };
    const pool: unknown[] = [];
    const attempt = () => {
      pool.push(scene.inPool(hotkey, "serve_axon", args)?.custom);
      return scene.call(hotkey, "serve_axon", args);
    };
    const steps = {
      SubnetNotExists: () => (args = { ...args, netuid: 1 }),
      HotKeyNotRegisteredInNetwork: () => scene.enrol(1, coldkey, hotkey),
      InvalidIpType: () => (args = { ...args, ip_type: 4 }),
      InvalidIpAddress: () => {
        args = { ...args, ip: axon.ip };
        Axons.set(scene.ctx, 1, hotkey, { ...axon, block: 51n });
      },
      ServingRateLimitExceeded: () => Axons.set(scene.ctx, 1, hotkey, { ...axon, block: 50n }),
      InvalidPort: () => (args = { ...args, port: 8091 }),
    };
    expect(outOfOrder(attempt, steps)).toEqual([]);
    expect(pool).toEqual([3, 10, 255, 11, 12, 13, undefined]);
    expect(Axons.get(scene.ctx, 1, hotkey)).toEqual({ ...axon, block: 100n });
    expect(scene.events.at(-1)).toEqual({ pallet: "SubtensorModule", name: "AxonServed", value: [1, hotkey] });
  });

  it("takes loopback where the chain says so", () => {
    const scene = new PalletScene({ facts: { loopbackAxons: true } });
    scene.enrol(1, coldkey, hotkey);
    expect(scene.call(hotkey, "serve_axon", { netuid: 1, ...axon, ip: v4(127, 0, 0, 1) })).toBe("ok");
  });
});

describe("servable addresses", () => {
  const mapped = (ip: bigint) => (0xffffn << 32n) | ip;
  it.each([
    ["zero", 0n, 4, false, false],
    ["broadcast", v4(255, 255, 255, 255), 4, false, false],
    ["too large for IPv4", 1n << 32n, 4, false, false],
    ["127.0.0.1", v4(127, 0, 0, 1), 4, false, true],
    ["127.9.9.9", v4(127, 9, 9, 9), 4, false, true],
    ["126.0.0.1", v4(126, 0, 0, 1), 4, true, true],
    ["::1", 1n, 6, false, true],
    ["::", 0n, 6, false, false],
    ["all ones", (1n << 128n) - 1n, 6, false, false],
    ["::ffff:127.0.0.1", mapped(v4(127, 0, 0, 1)), 6, false, true],
    ["::ffff:192.0.2.1", mapped(v4(192, 0, 2, 1)), 6, true, true],
    ["::ffff:255.255.255.255", mapped(v4(255, 255, 255, 255)), 6, false, false],
    ["2001:db8::1", (0x20010db8n << 96n) | 1n, 6, true, true],
  ])("%s", (_name, ip, ipType, onPublic, onLocal) => {
    expect([isServableAddress(ip, ipType, false), isServableAddress(ip, ipType, true)]).toEqual([onPublic, onLocal]);
  });
});
