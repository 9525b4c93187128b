// The standings of all miners from epoch to epoch, written down at each end and read back after a restart.
import type { EvidenceStore } from "../kit/evidence.js";
import type { MarketMiner, MarketView } from "../kit/marketView.js";
import { MIN_ITEMS } from "./constants.js";
import type { EpochBook } from "./epochBook.js";
import type { EvidenceLine } from "./evidence.js";
import { advance, newStanding, type Quality, qualityOf, type Standing, shares } from "./score.js";

export interface LedgerOfStandings {
  /** The epoch under way, counted by this validator from 0. */
  epoch(): number;
  /** Whether a miner's answers fell so far that the next epoch should be a burst. */
  alarm(): boolean;
  knows(hotkey: string): boolean;
  /** Not asked often enough yet to be paid. */
  isNew(hotkey: string): boolean;
  /** Folds the epoch's book in, forgets who left, gives shares in the order of `miners`, and begins the next epoch. */
  close(view: MarketView, miners: readonly MarketMiner[], book: EpochBook): number[];
  summary(miners: readonly MarketMiner[], row: readonly number[]): ({ uid: number; share: number } & Quality)[];
}

export function createLedgerOfStandings(evidence: EvidenceStore<EvidenceLine>): LedgerOfStandings {
  const { standings, next } = recall(evidence);
  let epoch = next;
  let alarm = false;
  const of = (hotkey: string) => standings.get(hotkey) ?? newStanding();
  return {
    epoch: () => epoch,
    alarm: () => alarm,
    knows: (hotkey) => standings.has(hotkey),
    isNew: (hotkey) => of(hotkey).itemsAsked < MIN_ITEMS,
    close(view, miners, book) {
      const registered = new Set(view.miners.map(({ hotkey }) => hotkey));
      for (const hotkey of standings.keys()) if (!registered.has(hotkey)) standings.delete(hotkey);
      for (const { hotkey } of miners) standings.set(hotkey, advance(of(hotkey), book.of(hotkey)));
      const row = shares(miners.map(({ hotkey }) => of(hotkey)));
      miners.forEach(({ hotkey }, at) => {
        evidence.append(epoch, {
          type: "standing",
          miner: hotkey,
          standing: of(hotkey),
          share: row[at] as number,
        });
      });
      alarm = miners.some(({ hotkey }) => of(hotkey).alarm);
      epoch += 1;
      return row;
    },
    summary: (miners, row) =>
      miners.map(({ uid, hotkey }, at) => ({ uid, share: row[at] as number, ...qualityOf(of(hotkey)) })),
  };
}

/** Standings as the last finished epoch on disk left them; an epoch that a crash cut short counts nowhere. */
function recall(evidence: EvidenceStore<EvidenceLine>): { standings: Map<string, Standing>; next: number } {
  const epochs = evidence.epochs();
  const next = epochs.length === 0 ? 0 : (epochs.at(-1) as number) + 1;
  for (const epoch of epochs.slice().reverse()) {
    const lines = evidence.read(epoch).filter((line) => line.type === "standing");
    if (lines.length > 0) return { standings: new Map(lines.map(({ miner, standing }) => [miner, standing])), next };
  }
  return { standings: new Map(), next };
}
