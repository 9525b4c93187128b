// `plexus miner`: from options to a miner that is registered, announced and serving, until the signal (issue 3, §5, §7).
import { createAxon } from "@plexus/client/axon";
import type { PlexusClient } from "@plexus/client/sdk";
import type { CryptoProvider, KeyPair } from "@plexus/core/crypto";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { type BlockClock, type MarketView, readMarketView, startBlockClock } from "@plexus/subnets/kit";
import { createTextMiner, type TextMiner } from "@plexus/subnets/text";
import { type Logger, pino } from "pino";
import { z } from "zod";
import { claimFolder } from "../neuron/claimFolder.js";
import { ControlRefusal, startControl } from "../neuron/controlServer.js";
import { ensureRegistered } from "../neuron/ensureRegistered.js";
import { openKeys } from "../neuron/openKeys.js";
import { reachNode } from "../neuron/reachNode.js";
import { createAnnouncer } from "./announce.js";
import { calibrationOf } from "./calibration.js";
import { type MinerStatus, statusOf } from "./earnings.js";
import { type MinerOptions, type MinerSettings, minerOptionsShape } from "./options.js";
import { openServedModel, type ServedModel } from "./servedModel.js";

const swapShape = z.object({ model: z.string().min(1).max(4_096) });
const CLOSE_GRACE_MS = 2_000;
/** Room for signed requests that are only being read or refused. */
const EXTRA_OPEN = 32;
/** Blocks between two looks at the chain: while something is still to be said there, and afterwards. */
const LOOK_BLOCKS = { settling: 1, settled: 5 };
/** Blocks between two lines about earnings. */
const TOLD_BLOCKS = 21;

/** A miner that has its model, and what it last saw of the chain. */
interface Running {
  settings: MinerSettings;
  log: Logger;
  key: KeyPair;
  served: ServedModel;
  miner: TextMiner;
  view: MarketView | undefined;
  clock: BlockClock | undefined;
}

type Closers = (() => Promise<void> | void)[];

/** Resolves when the signal has stopped it. Throws when it cannot start. */
export async function runMiner(given: MinerOptions, signal: AbortSignal): Promise<void> {
  const settings = minerOptionsShape.parse(given);
  const log = pino({ base: { part: "miner" }, level: process.env["PLEXUS_LOG_LEVEL"] ?? "info" });
  const closers: Closers = [];
  try {
    closers.push(claimFolder(settings.dataPath));
    const crypto = await nativeCrypto();
    const keys = await openKeys(crypto, settings.identity);
    const running = await load(settings, keys.hotkey, log, closers);
    const axonPort = await listen(running, crypto, closers);
    closers.push(await startControl(settings.dataPath, controlRoutes(running)));
    const client = await reachNode(settings.rpcUrl, crypto, log, signal);
    if (client === undefined) return;
    closers.push(() => client.close());
    const clock = await startBlockClock(client, (error) =>
      log.warn({ err: error }, "the node was lost; it is tried again"),
    );
    closers.push(() => clock.stop());
    running.clock = clock;
    const uid = await ensureRegistered(client, settings.netuid, keys, log, signal);
    log.info({ uid, netuid: settings.netuid }, "has a seat");
    await followChain(running, client, clock, axonPort, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

async function load(settings: MinerSettings, key: KeyPair, log: Logger, closers: Closers): Promise<Running> {
  const served = await openServedModel(settings);
  closers.push(() => served.close());
  const { committed, engine } = served;
  const { name } = engine().info;
  log.info(
    { model: name, committed: committed.model, sha256: committed.sha256, hotkey: key.address },
    "model is loaded",
  );
  if (committed.model !== name) log.warn({}, "the commitment names another model than the one that answers");
  const miner = createTextMiner({
    key,
    netuid: settings.netuid,
    engine,
    committed,
    slots: settings.slots,
    candidateTemperature: () => calibrationOf(engine().info.name),
    onError: (error) => log.error({ err: error }, "the model failed on a request"),
  });
  return { settings, log, key, served, miner, view: undefined, clock: undefined };
}

async function listen(
  { settings, key, miner, log }: Running,
  crypto: CryptoProvider,
  closers: Closers,
): Promise<number> {
  const { port, slots } = settings;
  const axon = await createAxon({ key, crypto, port, handle: miner.handle, maxOpen: slots + EXTRA_OPEN });
  closers.push(() => axon.close(CLOSE_GRACE_MS));
  log.info({ port: axon.port }, "axon listens");
  return axon.port;
}

function controlRoutes(running: Running) {
  return {
    "GET /status": () => statusNow(running),
    "POST /model": async (body: unknown) => {
      const wanted = swapShape.safeParse(body);
      if (!wanted.success) throw new ControlRefusal(400, 'send {"model": "<name>"}');
      const model = await running.served.swap(wanted.data.model).catch((error: unknown) => {
        throw new ControlRefusal(409, error instanceof Error ? error.message : "the model cannot be opened");
      });
      running.log.warn(
        { model, committed: running.served.committed.model },
        "the model was swapped; the commitment stays",
      );
      return statusNow(running);
    },
  };
}

function statusNow({ view, miner, served, key, clock }: Running): MinerStatus {
  return statusOf(view, miner, served, key.address, clock?.blockMs() ?? 1_000);
}

/** Keeps what stands on chain true, and tells the owner how it goes, until the signal. */
async function followChain(
  running: Running,
  client: PlexusClient,
  clock: BlockClock,
  axonPort: number,
  signal: AbortSignal,
): Promise<void> {
  const { settings, log, key, served } = running;
  const announcer = createAnnouncer({ client, key, settings, port: axonPort, committed: served.committed, log });
  let toldAt = Number.NEGATIVE_INFINITY;
  for (let block = clock.head()?.number ?? 0; !signal.aborted; ) {
    let settled = false;
    try {
      await clock.reach(block, signal);
      running.view = await readMarketView(client, settings.netuid, key.address);
      if (running.view !== undefined) settled = await announcer.keepUp(running.view);
      block = Math.max(block, running.view?.block ?? block);
      if (block - toldAt >= TOLD_BLOCKS) {
        toldAt = block;
        log.info(statusNow(running), "earnings");
      }
    } catch (error) {
      if (!signal.aborted) log.warn({ err: error }, "the chain could not be read; it is tried again");
    }
    block += settled ? LOOK_BLOCKS.settled : LOOK_BLOCKS.settling;
  }
}
