// SubtensorModule.serve_axon. Signed by the hotkey, free, limited by ServingRateLimit.

import { defineCall, ensure, ensureSigned, type Origin, type ReadContext } from "@plexus/core/frame";
import { type Hex, type StructValue, u8, u16, u32, u128 } from "@plexus/core/scale";
import { refuseInPool } from "../../../../poolRefusals.js";
import { NetUid } from "../../../../primitives.js";
import { uidOf } from "../../registration/neurons.js";
import { ensureSubnet } from "../../subnets/networks.js";
import { ServingRateLimit } from "../../subnets/parameters.js";
import { IP_TYPES, isServableAddress } from "../addresses.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { Axons } from "../storage.js";

const args = {
  netuid: NetUid,
  version: u32,
  ip: u128,
  port: u16,
  ip_type: u8,
  protocol: u8,
  placeholder1: u8,
  placeholder2: u8,
};

function passesServingLimit(ctx: ReadContext, netuid: number, hotkey: Hex): boolean {
  const last = Axons.get(ctx, netuid, hotkey)?.block ?? 0n;
  const limit = ServingRateLimit.get(ctx, netuid);
  return last === 0n || limit === 0n || BigInt(ctx.block.number) - last >= limit;
}

/** Returns the hotkey. */
function check(ctx: ReadContext, origin: Origin, { netuid, ip, ip_type, port }: StructValue<typeof args>): Hex {
  const hotkey = ensureSigned(origin);
  ensureSubnet(ctx, netuid);
  ensure(uidOf(ctx, netuid, hotkey) !== undefined, errors.HotKeyNotRegisteredInNetwork);
  ensure(IP_TYPES.includes(ip_type), errors.InvalidIpType);
  ensure(isServableAddress(ip, ip_type, ctx.chain.loopbackAxons), errors.InvalidIpAddress);
  ensure(passesServingLimit(ctx, netuid, hotkey), errors.ServingRateLimitExceeded);
  ensure(port !== 0, errors.InvalidPort);
  return hotkey;
}

export const serveAxon = defineCall({
  name: "serve_axon",
  args,
  docs: "Publishes the address at which the signing hotkey answers requests in a subnet.",
  weight: 33_000_000n,
  pays: false,
  precheck: refuseInPool(check),
  dispatch(ctx, origin, { netuid, ...axon }) {
    const hotkey = check(ctx, origin, { netuid, ...axon });
    Axons.set(ctx, netuid, hotkey, { block: BigInt(ctx.block.number), ...axon });
    ctx.deposit(events.AxonServed, [netuid, hotkey]);
  },
});
