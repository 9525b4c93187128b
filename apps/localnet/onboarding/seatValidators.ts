// Registers each validator's hotkey and puts stake behind it, as any owner would: burned_register, then add_stake on netuid 0.
import { addStake, getStake, getUid, type PlexusClient, registerNeuron } from "@plexus/client/sdk";
import { netuid } from "../plan.js";
import type { ProcessSpec } from "../processes/processSpec.js";
import { assertDone } from "./assertDone.js";
import { validatorStakeRao } from "./budget.js";
import type { LocalWallet } from "./localWallets.js";

async function seat(client: PlexusClient, { name, coldkey, hotkey }: LocalWallet): Promise<void> {
  if ((await getUid(client, netuid, hotkey.address)) === undefined) {
    assertDone(await registerNeuron(client, coldkey, { hotkey: hotkey.address, netuid }), `registering ${name}`);
  }
  const stakes = await getStake(client, coldkey.address);
  const stakeRao = stakes.find((stake) => stake.hotkey === hotkey.address)?.stakeRao ?? 0n;
  if (stakeRao >= validatorStakeRao) return;
  const amountRao = validatorStakeRao - stakeRao;
  assertDone(await addStake(client, coldkey, { hotkey: hotkey.address, amountRao }), `staking for ${name}`);
}

/** Leaves alone those that hold a seat and enough stake. */
export async function seatValidators(
  client: PlexusClient,
  specs: readonly ProcessSpec[],
  wallets: ReadonlyMap<string, LocalWallet>,
): Promise<void> {
  const validators = specs.filter(({ role }) => role === "validator");
  await Promise.all(validators.map(({ wallet }) => seat(client, wallets.get(wallet ?? "") as LocalWallet)));
}
