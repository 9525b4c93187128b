// An epoch's lines of evidence, added up per miner into what the score takes.
import type { Challenge } from "./challenges/challenge.js";
import type { AnswerLine } from "./evidence.js";
import type { ItemOutcome, MinerEpoch, TaskOutcome } from "./score.js";

/** A greedy answer that can be recomputed. */
export interface Auditable {
  miner: string;
  challenge: Challenge;
  result: unknown;
}

export interface EpochBook {
  add(line: AnswerLine, challenge: Challenge, result: unknown): void;
  failFidelity(miner: string): void;
  of(miner: string): MinerEpoch;
  auditable(miner: string): readonly Auditable[];
}

interface Page {
  tasks: TaskOutcome[];
  items: ItemOutcome[];
  speeds: number[];
  asked: number;
  answered: number;
  fidelityFailed: boolean;
  auditable: Auditable[];
}

export function createEpochBook(miners: readonly string[]): EpochBook {
  const pages = new Map<string, Page>(
    miners.map((miner) => [
      miner,
      { tasks: [], items: [], speeds: [], asked: 0, answered: 0, fidelityFailed: false, auditable: [] },
    ]),
  );
  const page = (miner: string) => {
    const found = pages.get(miner);
    if (found === undefined) throw new Error(`${miner} is not in this epoch's book`);
    return found;
  };
  return {
    add(line, challenge, result) {
      const to = page(line.miner);
      enter(to, line);
      if (challenge.auditable !== undefined && line.outcome === "answered")
        to.auditable.push({ miner: line.miner, challenge, result });
    },
    failFidelity: (miner) => void (page(miner).fidelityFailed = true),
    of: (miner) => page(miner),
    auditable: (miner) => page(miner).auditable,
  };
}

function enter(page: Page, line: AnswerLine): void {
  const inTime = line.outcome === "answered" && !line.late;
  page.asked += 1;
  page.answered += inTime ? 1 : 0;
  if (line.tokensPerSecond !== undefined) page.speeds.push(line.tokensPerSecond);
  if (line.kind === "task")
    page.tasks.push({ success: inTime ? (line.success ?? 0) : 0, baseline: line.baseline ?? 0 });
  else page.items.push({ lossNats: line.lossNats, zeroLossNats: line.zeroLossNats ?? 0, late: line.late });
}
