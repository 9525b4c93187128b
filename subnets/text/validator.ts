// The validator's side of the text market: draws an epoch's challenges from its own seed after the commitments are read, sends
// them through the gateway, grades the answers, audits some, keeps the evidence, and gives shares (text-market.md §1–§4).
import { randomBytes } from "node:crypto";
import { verifyReceipt } from "@plexus/client/axon";
import type { CryptoProvider } from "@plexus/core/crypto";
import type { EvidenceStore } from "../kit/evidence.js";
import type { MarketMiner, MarketView } from "../kit/marketView.js";
import { createRng, type Rng } from "../kit/random.js";
import type { Relay } from "../kit/relay.js";
import { poissonTimes, runAtTimes } from "../kit/schedule.js";
import type { KitLogger, MarketValidator } from "../kit/validatorLoop.js";
import { askAll } from "./askAll.js";
import type { Auditor } from "./auditor.js";
import { type Challenge, drawChallenges } from "./challenges/challenge.js";
import { readShapes } from "./challenges/shape.js";
import { budgetAt, USUAL_BUDGET } from "./constants.js";
import { createEpochBook, type EpochBook } from "./epochBook.js";
import type { EvidenceLine } from "./evidence.js";
import { gradeAnswer } from "./gradeAnswer.js";
import { type Baselines, measureBaselines } from "./shadows/baselines.js";
import { fitClassPrior } from "./shadows/itemShadows.js";
import { createLedgerOfStandings, type LedgerOfStandings } from "./standings.js";

export interface TextValidatorOptions {
  relay: Relay;
  crypto: CryptoProvider;
  evidence: EvidenceStore<EvidenceLine>;
  log: KitLogger;
  /** Recomputes greedy answers under committed weights; left out, nothing is audited. */
  auditor?: Auditor;
  /** 32 bytes from the operating system; tests give their own. */
  newSeed?: () => Uint8Array;
  /** Scales the pauses between and before challenges; 1 by default, tests take 0. */
  spread?: number;
}

/** One epoch under way. */
interface Round {
  epoch: number;
  miners: readonly MarketMiner[];
  book: EpochBook;
  rng: Rng;
  /** performance.now() after which nothing more is asked. */
  deadlineMs: number;
  signal: AbortSignal;
}

/** Share of the window in which challenges begin; the rest is for the last answers. */
const ASKING_SHARE = 0.85;
/** A burst is asked early in the window, so that a slow machine gets through it. */
const BURST_HURRY = 0.3;
/** Two miners are not asked at the very same moment. */
const JITTER_MS = 250;

export function createTextValidator(options: TextValidatorOptions): MarketValidator {
  const { evidence, log, newSeed = () => randomBytes(32) } = options;
  const standings = createLedgerOfStandings(evidence);
  const prior = fitClassPrior(createRng(newSeed()));
  return {
    async measure(view, windowMs, signal) {
      const deadlineMs = performance.now() + windowMs;
      const epoch = standings.epoch();
      const miners = view.miners.filter((miner) => miner.offered.length > 0 || standings.knows(miner.hotkey));
      const seed = newSeed();
      const rng = createRng(seed);
      const baselines = measureBaselines(rng.fork("baselines"), prior);
      evidence.append(epoch, openingLine(view, epoch, seed, miners, baselines));
      const book = createEpochBook(miners.map(({ hotkey }) => hotkey));
      const round: Round = { epoch, miners, book, rng, deadlineMs, signal };
      await askRound(options, round, windowMs, baselines, standings);
      await auditRound(options, round);
      const shares = standings.close(view, miners, book);
      log.info({ epoch, block: view.block, miners: standings.summary(miners, shares) }, "epoch measured");
      return new Map(miners.map(({ uid }, at) => [uid, shares[at] as number]));
    },
    weightsSet: (row, block, outcome) =>
      void evidence.append(Math.max(0, standings.epoch() - 1), {
        type: "weights",
        block,
        uids: row.uids,
        values: row.values,
        outcome,
      }),
  };
}

function openingLine(
  view: MarketView,
  epoch: number,
  seed: Uint8Array,
  miners: readonly MarketMiner[],
  baselines: Baselines,
): EvidenceLine {
  const rows = miners.map(({ uid, hotkey, commitment }) => ({
    uid,
    hotkey,
    ...(commitment === undefined ? {} : { model: commitment.model, sha256: commitment.sha256 }),
  }));
  return {
    type: "epoch",
    epoch,
    block: view.block,
    seed: Buffer.from(seed).toString("hex"),
    baselines: Object.fromEntries(baselines.tasks),
    miners: rows,
  };
}

async function askRound(
  options: TextValidatorOptions,
  round: Round,
  windowMs: number,
  baselines: Baselines,
  standings: LedgerOfStandings,
): Promise<void> {
  const { relay, spread = 1 } = options;
  const { rng, signal } = round;
  if (round.miners.length === 0) return;
  const shapes = readShapes(await relay.shapes(signal));
  const budget = budgetAt(round.epoch, {
    alarm: standings.alarm(),
    newcomer: round.miners.some(({ hotkey }) => standings.isNew(hotkey)),
  });
  const challenges = drawChallenges(rng.fork("challenges"), budget, baselines, shapes);
  const hurry = budget === USUAL_BUDGET ? 1 : BURST_HURRY;
  const times = poissonTimes(rng.fork("times"), challenges.length, windowMs * ASKING_SHARE * hurry * spread);
  const works = challenges.map((work, at) => ({ work, atMs: times[at] as number }));
  let longestMs = 0;
  await runAtTimes(
    works,
    async (challenge) => {
      // What would not be over in time is not begun: weights that miss the epoch are worth nothing to anybody.
      const begunMs = performance.now();
      if (begunMs + longestMs > round.deadlineMs) return;
      await askOne(options, round, challenge);
      longestMs = Math.max(longestMs, performance.now() - begunMs);
    },
    signal,
  );
}

async function askOne(options: TextValidatorOptions, round: Round, challenge: Challenge): Promise<void> {
  const { evidence, log, relay, crypto, spread = 1 } = options;
  const hotkeys = round.miners.map(({ hotkey }) => hotkey);
  const rng = round.rng.fork(`asking/${challenge.id}`);
  const asked = await askAll(relay, hotkeys, challenge.request, rng, round.signal, JITTER_MS * spread);
  // When the gateway itself is in trouble for anybody, comparing miners by this challenge would be unfair to all.
  const voided = [...asked.values()].find(({ answer }) => answer.outcome === "void");
  if (voided !== undefined) {
    log.warn({ challenge: challenge.id, answer: voided.answer }, "not counted: the gateway could not carry it");
    return;
  }
  for (const [miner, one] of asked) {
    const holds = (receipt: unknown) =>
      (receipt as { miner?: unknown } | null | undefined)?.miner === miner && verifyReceipt(receipt, crypto).ok;
    const line = gradeAnswer(challenge, miner, one, holds);
    evidence.append(round.epoch, line);
    round.book.add(line, challenge, one.answer.outcome === "answered" ? one.answer.result : undefined);
  }
}

async function auditRound(options: TextValidatorOptions, round: Round): Promise<void> {
  const { auditor, evidence, log } = options;
  if (auditor === undefined) return;
  for (const { hotkey, challenge, result } of await auditor.audit(
    round.epoch,
    round.miners,
    round.book,
    round.signal,
  )) {
    evidence.append(round.epoch, { type: "audit", miner: hotkey, challenge, ...result });
    if (result.verdict !== "failed") continue;
    round.book.failFidelity(hotkey);
    log.warn({ miner: hotkey, ...result }, "the committed weights could not have given this answer");
  }
}
