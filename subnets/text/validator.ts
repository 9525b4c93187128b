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
import { type Asked, askAll } from "./askAll.js";
import type { Auditor } from "./auditor.js";
import { type Challenge, drawChallenges } from "./challenges/challenge.js";
import { readShapes } from "./challenges/shape.js";
import { budgetAt } from "./constants.js";
import { createEpochBook, type EpochBook } from "./epochBook.js";
import type { EvidenceLine } from "./evidence.js";
import { gradeAnswer } from "./gradeAnswer.js";
import { advance, newStanding, qualityOf, shares, type Standing } from "./score.js";
import { fitClassPrior } from "./shadows/itemShadows.js";
import { measureBaselines } from "./shadows/baselines.js";

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

/** Share of the window in which challenges begin; the rest is for the last answers. */
const ASKING_SHARE = 0.85;
/** Two miners are not asked at the very same moment. */
const JITTER_MS = 250;

export function createTextValidator(options: TextValidatorOptions): MarketValidator {
  const { evidence, log, relay, spread = 1 } = options;
  const newSeed = options.newSeed ?? (() => randomBytes(32));
  const state = recall(evidence);
  const prior = fitClassPrior(createRng(newSeed()));

  async function measure(view: MarketView, windowMs: number, signal: AbortSignal): Promise<ReadonlyMap<number, number>> {
    const deadlineMs = performance.now() + windowMs;
    const { epoch } = state;
    const miners = view.miners.filter((miner) => miner.offered.length > 0 || state.standings.has(miner.hotkey));
    const seed = newSeed();
    const rng = createRng(seed);
    const baselines = measureBaselines(rng.fork("baselines"), prior);
    const shapes = readShapes(await relay.shapes(signal));
    const challenges = drawChallenges(rng.fork("challenges"), budgetAt(epoch, state.alarm), baselines, shapes);
    evidence.append(epoch, {
      type: "epoch", epoch, block: view.block, seed: Buffer.from(seed).toString("hex"), baselines: Object.fromEntries(baselines.tasks),
      miners: miners.map(({ uid, hotkey, commitment }) => ({ uid, hotkey, ...(commitment === undefined ? {} : { model: commitment.model, sha256: commitment.sha256 }) })),
    });
    const book = createEpochBook(miners.map(({ hotkey }) => hotkey));
    const times = poissonTimes(rng.fork("times"), challenges.length, windowMs * ASKING_SHARE * spread);
    const works = challenges.map((work, at) => ({ work, atMs: times[at] as number }));
    await runAtTimes(works, async (challenge) => {
      if (performance.now() > deadlineMs || miners.length === 0) return;
      await askOne(challenge, miners, book, rng.fork(`asking/${challenge.id}`), epoch, signal);
    }, signal);
    await auditOne(miners, book, epoch, signal);
    return close(view, miners, book, epoch);
  }

  async function askOne(challenge: Challenge, miners: readonly MarketMiner[], book: EpochBook, rng: Rng, epoch: number, signal: AbortSignal): Promise<void> {
    const asked = await askAll(relay, miners.map(({ hotkey }) => hotkey), challenge.request, rng, signal, JITTER_MS * spread);
    // When the gateway itself is in trouble for anybody, comparing miners by this challenge would be unfair to all.
    const voided = [...asked.values()].find(({ answer }) => answer.outcome === "void");
    if (voided !== undefined) return log.warn({ challenge: challenge.id, answer: voided.answer }, "challenge not counted: the gateway could not carry it");
    for (const [miner, one] of asked) {
      const line = gradeAnswer(challenge, miner, one, (receipt) => receiptHolds(receipt, miner));
      evidence.append(epoch, line);
      book.add(line, challenge, textIn(one));
    }
  }

  function receiptHolds(receipt: unknown, miner: string): boolean {
    return (receipt as { miner?: unknown } | null | undefined)?.miner === miner && verifyReceipt(receipt, options.crypto).ok;
  }

  async function auditOne(miners: readonly MarketMiner[], book: EpochBook, epoch: number, signal: AbortSignal): Promise<void> {
    if (options.auditor === undefined) return;
    for (const { hotkey, challenge, result } of await options.auditor.audit(epoch, miners, book, signal)) {
      evidence.append(epoch, { type: "audit", miner: hotkey, challenge, ...result });
      if (result.verdict !== "failed") continue;
      book.failFidelity(hotkey);
      log.warn({ miner: hotkey, ...result }, "the committed weights could not have given this answer");
    }
  }

  function close(view: MarketView, miners: readonly MarketMiner[], book: EpochBook, epoch: number): ReadonlyMap<number, number> {
    const registered = new Set(view.miners.map(({ hotkey }) => hotkey));
    for (const hotkey of state.standings.keys()) if (!registered.has(hotkey)) state.standings.delete(hotkey);
    for (const { hotkey } of miners) state.standings.set(hotkey, advance(state.standings.get(hotkey) ?? newStanding(), book.of(hotkey)));
    const standings = miners.map(({ hotkey }) => state.standings.get(hotkey) as Standing);
    const row = shares(standings);
    miners.forEach(({ hotkey }, at) => evidence.append(epoch, { type: "standing", miner: hotkey, standing: standings[at] as Standing, share: row[at] as number }));
    state.alarm = standings.some((standing) => standing.alarm);
    state.epoch = epoch + 1;
    log.info({ epoch, block: view.block, miners: miners.map(({ uid }, at) => ({ uid, share: row[at], ...qualityOf(standings[at] as Standing) })) }, "epoch measured");
    return new Map(miners.map(({ uid }, at) => [uid, row[at] as number]));
  }

  return {
    measure,
    weightsSet: (row, block, outcome) => void evidence.append(Math.max(0, state.epoch - 1), { type: "weights", block, uids: row.uids, values: row.values, outcome }),
  };
}

const textIn = ({ answer }: Asked) => (answer.outcome === "answered" ? answer.result : undefined);

/** Standings as the last finished epoch on disk left them; an epoch that a crash cut short counts nowhere. */
function recall(evidence: EvidenceStore<EvidenceLine>): { epoch: number; alarm: boolean; standings: Map<string, Standing> } {
  const epochs = evidence.epochs();
  for (const epoch of epochs.slice().reverse()) {
    const lines = evidence.read(epoch).filter((line) => line.type === "standing");
    if (lines.length === 0) continue;
    return { epoch: (epochs.at(-1) ?? epoch) + 1, alarm: false, standings: new Map(lines.map((line) => [line.miner, line.standing])) };
  }
  return { epoch: epochs.length === 0 ? 0 : (epochs.at(-1) as number) + 1, alarm: false, standings: new Map() };
}
