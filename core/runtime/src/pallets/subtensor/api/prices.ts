// SwapRuntimeApi and SubnetRegistrationRuntimeApi: prices. A stable subnet has no token of its own: one alpha is one TAO
// and a swap costs nothing (stable.md 9).

import { apiMethod, type RuntimeApi } from "@plexus/core/frame";
import { type Infer, struct, u64, vec } from "@plexus/core/scale";
import { AlphaBalance, NetUid, TAO, TaoBalance } from "../../../primitives.js";
import { currentLockCost } from "../subnets/lockCost.js";
import { allNetuids } from "../subnets/networks.js";

const SubnetPrice = struct("pallet_subtensor_swap_runtime_api::SubnetPrice", { netuid: NetUid, price: u64 });
const SimSwapResult = struct("pallet_subtensor_swap_runtime_api::SimSwapResult", {
  tao_amount: TaoBalance,
  alpha_amount: AlphaBalance,
  tao_fee: TaoBalance,
  alpha_fee: AlphaBalance,
  tao_slippage: TaoBalance,
  alpha_slippage: AlphaBalance,
});

function oneToOne(amountRao: bigint): Infer<typeof SimSwapResult> {
  return {
    tao_amount: amountRao,
    alpha_amount: amountRao,
    tao_fee: 0n,
    alpha_fee: 0n,
    tao_slippage: 0n,
    alpha_slippage: 0n,
  };
}

export const swapApi: RuntimeApi = {
  name: "SwapRuntimeApi",
  version: 1,
  docs: "Prices of subnets' tokens.",
  methods: {
    current_alpha_price: apiMethod({ netuid: NetUid }, u64, "Price × 10^9.", () => TAO),
    current_alpha_price_all: apiMethod({}, vec(SubnetPrice), "All prices × 10^9.", (ctx) =>
      allNetuids(ctx).map((netuid) => ({ netuid, price: TAO })),
    ),
    sim_swap_tao_for_alpha: apiMethod(
      { netuid: NetUid, tao: TaoBalance },
      SimSwapResult,
      "What TAO would buy.",
      (_ctx, { tao }) => oneToOne(tao),
    ),
    sim_swap_alpha_for_tao: apiMethod(
      { netuid: NetUid, alpha: AlphaBalance },
      SimSwapResult,
      "What alpha would bring.",
      (_ctx, { alpha }) => oneToOne(alpha),
    ),
  },
};

export const subnetRegistrationApi: RuntimeApi = {
  name: "SubnetRegistrationRuntimeApi",
  version: 1,
  docs: "What a new subnet costs.",
  methods: {
    get_network_registration_cost: apiMethod({}, TaoBalance, "The lock for a new subnet, in rao.", (ctx) =>
      currentLockCost(ctx),
    ),
  },
};
