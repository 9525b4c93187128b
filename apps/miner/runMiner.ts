// `plexus miner`: from options to a miner that is registered, announced and serving, until the signal (issue 3, §5, §7).
import { createAxon } from "@plexus/client/axon";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { type MarketView, readMarketView, startBlockClock } from "@plexus/subnets/kit";
import { createTextMiner } from "@plexus/subnets/text";
import { pino } from "pino";
import { z } from "zod";
import { claimFolder } from "../neuron/claimFolder.js";
import { ControlRefusal, startControl } from "../neuron/controlServer.js";
import { ensureRegistered } from "../neuron/ensureRegistered.js";
import { openKeys } from "../neuron/openKeys.js";
import { reachNode } from "../neuron/reachNode.js";
import { createAnnouncer } from "./announce.js";
import { calibrationOf } from "./calibration.js";
import { statusOf } from "./earnings.js";
import { type MinerOptions, minerOptionsShape } from "./options.js";
import { openServedModel } from "./servedModel.js";

const swapShape = z.object({ model: z.string().min(1).max(4_096) });
const CLOSE_GRACE_MS = 2_000;
/** Blocks between two looks at the chain, and between two lines about earnings. */
const LOOK_BLOCKS = 2;
const TOLD_BLOCKS = 21;

/** Resolves when the signal has stopped it. Throws when it cannot start. */
export async function runMiner(given: MinerOptions, signal: AbortSignal): Promise<void> {
  const settings = minerOptionsShape.parse(given);
  const log = pino({ base: { part: "miner" }, level: process.env["PLEXUS_LOG_LEVEL"] ?? "info" });
  const closers: (() => Promise<void> | void)[] = [];
  try {
    closers.push(claimFolder(settings.dataPath));
    const crypto = await nativeCrypto();
    const keys = await openKeys(crypto, settings.identity);
    const served = await openServedModel(settings);
    closers.push(() => served.close());
    const { committed } = served;
    log.info({ model: served.engine().info.name, committed: committed.model, sha256: committed.sha256, hotkey: keys.hotkey.address }, "model is loaded");
    if (committed.model !== served.engine().info.name) log.warn({}, "the commitment names another model than the one that answers");

    const miner = createTextMiner({
      key: keys.hotkey, netuid: settings.netuid, engine: served.engine, committed, slots: settings.slots,
      candidateTemperature: () => calibrationOf(served.engine().info.name),
      onError: (error) => log.error({ err: error }, "the model failed on a request"),
    });
    const axon = await createAxon({ key: keys.hotkey, crypto, port: settings.port, handle: miner.handle, maxOpen: settings.slots + 32 });
    closers.push(() => axon.close(CLOSE_GRACE_MS));
    log.info({ port: axon.port }, "axon listens");

    const client = await reachNode(settings.rpcUrl, crypto, log, signal);
    if (client === undefined) return;
    closers.push(() => client.close());
    const clock = await startBlockClock(client, (error) => log.warn({ err: error }, "the node was lost; it is tried again"));
    closers.push(() => clock.stop());
    let view: MarketView | undefined;
    const status = () => statusOf(view, miner, served, keys.hotkey.address, clock.blockMs());
    closers.push(await startControl(settings.dataPath, {
      "GET /status": status,
      "POST /model": async (body) => {
        const wanted = swapShape.safeParse(body);
        if (!wanted.success) throw new ControlRefusal(400, "send {\"model\": \"<name>\"}");
        const model = await served.swap(wanted.data.model).catch((error: unknown) => {
          throw new ControlRefusal(409, error instanceof Error ? error.message : "the model cannot be opened");
        });
        log.warn({ model, committed: committed.model }, "the model was swapped; the commitment stays");
        return status();
      },
    }));

    const uid = await ensureRegistered(client, settings.netuid, keys, log, signal);
    log.info({ uid, netuid: settings.netuid }, "has a seat");
    const announcer = createAnnouncer({ client, key: keys.hotkey, settings, port: axon.port, committed, log });
    let toldAt = 0;
    for (let block = clock.head()?.number ?? 0; !signal.aborted; block += LOOK_BLOCKS) {
      try {
        await clock.reach(block, signal);
        view = await readMarketView(client, settings.netuid, keys.hotkey.address);
        if (view !== undefined) await announcer.keepUp(view);
        block = Math.max(block, view?.block ?? block);
        if (block - toldAt < TOLD_BLOCKS) continue;
        toldAt = block;
        log.info(status(), "earnings");
      } catch (error) {
        if (!signal.aborted) log.warn({ err: error }, "the chain could not be read; it is tried again");
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    for (const close of closers.reverse()) await close();
  }
}
