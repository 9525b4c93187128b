// The validator's round, whatever the market: read the chain, let the market measure until shortly before the epoch, set
// weights by an own signed extrinsic, wait for the epoch, again. It reads nothing of other validators.
import { type PlexusClient, SdkError, setWeights } from "@plexus/client/sdk";
import type { KeyPair } from "@plexus/core/crypto";
import { type BlockClock, startBlockClock } from "./blockClock.js";
import { type MarketView, readMarketView } from "./marketView.js";
import { pause } from "./schedule.js";
import { type WeightRow, weightRow } from "./weights.js";

export interface KitLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export interface MarketValidator {
  /** Shares by uid; the market stops asking after `windowMs`. */
  measure(view: MarketView, windowMs: number, signal: AbortSignal): Promise<ReadonlyMap<number, number>>;
  /** Told how the weights fared, for the evidence. */
  weightsSet(row: WeightRow, block: number, outcome: string): void;
}

export interface ValidatorLoopOptions {
  client: PlexusClient;
  key: KeyPair;
  netuid: number;
  market: MarketValidator;
  log: KitLogger;
}

/** Blocks before the epoch that are kept for the extrinsic. */
const MARGIN_BLOCKS = 3;
/** A window shorter than this share of the tempo is not worth opening: the next epoch's is taken. */
const LEAST_WINDOW = 0.4;
const TRIES = 4;
const RETRY_BLOCKS = 2;

/** Runs until the signal aborts; chain troubles are logged and tried again. */
export async function runValidatorLoop(options: ValidatorLoopOptions, signal: AbortSignal): Promise<void> {
  const { client, log } = options;
  const clock = await startBlockClock(client, (error) =>
    log.warn({ err: error }, "the node was lost; it is tried again"),
  );
  let waiting = "";
  try {
    while (!signal.aborted) {
      try {
        const why = await oneRound(options, clock, signal);
        if (why !== undefined && why !== waiting) log.info({ why }, "waiting");
        waiting = why ?? "";
      } catch (error) {
        if (signal.aborted) return;
        log.warn({ err: error }, "this round failed; the next one is tried");
        await pause(Math.max(1_000, clock.blockMs()), signal);
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    clock.stop();
  }
}

/** Undefined after a whole round, else why there was none. */
async function oneRound(
  options: ValidatorLoopOptions,
  clock: BlockClock,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { client, netuid, key, market } = options;
  const view = await readMarketView(client, netuid, key.address);
  const wait = async (why: string) => {
    await clock.reach((clock.head()?.number ?? 0) + 1, signal);
    return why;
  };
  if (view === undefined) return wait(`subnet ${netuid} does not exist yet`);
  if (view.own === undefined) return wait("this hotkey is not registered on the subnet");
  if (!view.own.validatorPermit)
    return wait("this hotkey has no validator permit yet: it needs stake, and an epoch to pass");
  const blocksLeft = view.nextEpochBlock - view.block;
  if (blocksLeft < MARGIN_BLOCKS + LEAST_WINDOW * view.tempo) {
    await clock.reach(view.nextEpochBlock, signal);
    return undefined;
  }
  const shares = await market.measure(view, (blocksLeft - MARGIN_BLOCKS) * clock.blockMs(), signal);
  const row = weightRow(shares);
  if (row === undefined) options.log.info({ block: view.block }, "nobody has shown any quality yet: no weights");
  else await sendWeights(options, clock, row, signal);
  await clock.reach(view.nextEpochBlock, signal);
  return undefined;
}

async function sendWeights(
  options: ValidatorLoopOptions,
  clock: BlockClock,
  row: WeightRow,
  signal: AbortSignal,
): Promise<void> {
  const { client, key, netuid, market, log } = options;
  const weights = row.uids.map((uid, at) => ({ uid, weight: row.values[at] as number }));
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const outcome = await trySending(() =>
      setWeights(client, key, { netuid, weights }, { signal, wait: "inBlock", eraPeriod: 16 }),
    );
    const block = clock.head()?.number ?? 0;
    if (outcome === "ok") {
      market.weightsSet(row, block, "ok");
      return log.info({ block, uids: row.uids, values: row.values }, "weights set");
    }
    signal.throwIfAborted();
    market.weightsSet(row, block, outcome);
    log.warn({ block, outcome, attempt }, "weights were refused");
    await clock.reach(block + RETRY_BLOCKS, signal);
  }
}

/** "ok", or the name of what refused them. */
async function trySending(send: () => ReturnType<typeof setWeights>): Promise<string> {
  try {
    const result = await send();
    return result.ok ? "ok" : `${result.error.pallet ?? ""}.${result.error.name}`;
  } catch (error) {
    if (error instanceof SdkError) return `${error.code}: ${error.message}`;
    throw error;
  }
}
