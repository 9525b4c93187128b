// A seat on the subnet: where the hotkey has none, its coldkey burns the price of one (SubtensorModule.burned_register).
import {
  getBalance,
  getRegistrationCost,
  getUid,
  type PlexusClient,
  registerNeuron,
  SdkError,
} from "@plexus/client/sdk";
import { pause } from "@plexus/subnets/kit";
import type { Logger } from "pino";
import type { NeuronKeys } from "./openKeys.js";

const RETRY_MS = 3_000;
const tao = (rao: bigint) => `${rao / 1_000_000_000n}.${String(rao % 1_000_000_000n).padStart(9, "0")} τ`;

/** The uid. Waits, saying why, for money, for a free place in the block's quota, and for the subnet. */
export async function ensureRegistered(
  client: PlexusClient,
  netuid: number,
  keys: NeuronKeys,
  log: Logger,
  signal: AbortSignal,
): Promise<number> {
  for (let told = ""; ; ) {
    const uid = await getUid(client, netuid, keys.hotkey.address);
    if (uid !== undefined) return uid;
    const why = await tryOnce(client, netuid, keys, log);
    if (why !== undefined && why !== told)
      log.warn({ netuid, hotkey: keys.hotkey.address, coldkey: keys.coldkeyAddress }, why);
    told = why ?? "";
    if (why !== undefined) await pause(RETRY_MS, signal);
  }
}

/** Undefined when it is registered now, else what is in the way. */
async function tryOnce(
  client: PlexusClient,
  netuid: number,
  keys: NeuronKeys,
  log: Logger,
): Promise<string | undefined> {
  const coldkey = await keys.unlockColdkey();
  if (coldkey === undefined)
    return "this hotkey is not registered, and the wallet holds no coldkey to pay for it: register it with `plexus register`";
  const [costRao, { freeRao }] = await Promise.all([
    getRegistrationCost(client, netuid),
    getBalance(client, coldkey.address),
  ]);
  if (freeRao <= costRao)
    return `a seat on subnet ${netuid} costs ${tao(costRao)}, ${coldkey.address} has ${tao(freeRao)}: send it TAO with \`plexus transfer\``;
  try {
    const result = await registerNeuron(client, coldkey, { netuid, hotkey: keys.hotkey.address });
    if (!result.ok)
      return `registration refused: ${result.error.name}${result.error.docs === "" ? "" : ` (${result.error.docs})`}`;
    log.info({ netuid, hotkey: keys.hotkey.address, burned: tao(costRao) }, "registered");
    return undefined;
  } catch (error) {
    if (error instanceof SdkError) return `registration refused: ${error.message}`;
    throw error;
  }
}
