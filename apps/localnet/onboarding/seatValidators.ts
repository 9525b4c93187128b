// Registers each validator's hotkey and puts stake behind it, as any owner would: burned_register, then add_stake on netuid 0.
import { addStake, getStake, isRegistered, type PlexusClient, registerNeuron } from "@plexus/client/sdk";
import { netuid } from "../plan.js";
import type { ProcessSpec } from "../processes/processSpec.js";
import { validatorStakeRao } from "./budget.js";
import type { LocalWallet } from "./localWallets.js";

async function seat(client: PlexusClient, { coldkey, hotkey }: LocalWallet): Promise<void> {
  if (!(await isRegistered(client, { netuid, hotkey: hotkey.address }))) {
    await registerNeuron(client, { coldkey, hotkey: hotkey.address, netuid });
  }
  const stakeRao = await getStake(client, { hotkey: hotkey.address, coldkey: coldkey.address });
  if (stakeRao < validatorStakeRao) {
    await addStake(client, { coldkey, hotkey: hotkey.address, netuid: 0, amountRao: validatorStakeRao - stakeRao });
  }
}

export async function seatValidators(
  client: PlexusClient,
  specs: readonly ProcessSpec[],
  wallets: ReadonlyMap<string, LocalWallet>,
): Promise<void> {
  const validators = specs.filter(({ role }) => role === "validator");
  await Promise.all(validators.map(({ wallet }) => seat(client, wallets.get(wallet ?? "") as LocalWallet)));
}
