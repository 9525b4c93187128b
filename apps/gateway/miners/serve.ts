// Finds a miner that answers: choose, ask, and ask another as long as the customer has seen nothing (spec: issue §6,
// "retries elsewhere before the first byte"; architecture.md §3.11).
import type { Gateway } from "../gateway.js";
import type { Failure } from "../health/breaker.js";
import { type ApiError, badRequest, minerFailed, noMiner, overloaded, unknownModel } from "../http/apiError.js";
import type { Question } from "../http/question.js";
import type { ChainView } from "../mirror/chainView.js";
import { anyModel } from "../routing/candidates.js";
import { type Choice, chooseMiner } from "../routing/chooseMiner.js";
import { routingTable } from "../routing/routingTable.js";
import { type Answer, AttemptFailed, askMiner, faultOf } from "./askMiner.js";
import type { AnswerPart } from "./readAnswer.js";

export interface Served {
  readonly choice: Choice;
  readonly answer: Answer;
}

/** The client left, or the miner broke off, after text had reached the customer. */
export class Interrupted extends Error {
  readonly choice: Choice;
  readonly by: "client" | "miner";

  constructor(choice: Choice, by: Interrupted["by"], why: string) {
    super(why);
    this.choice = choice;
    this.by = by;
  }
}

export interface ServeInput {
  readonly id: string;
  readonly view: ChainView;
  readonly question: Question;
  readonly signal: AbortSignal;
  /** True once something of the answer has reached the customer. */
  delivered(): boolean;
  onPart(choice: Choice, part: AnswerPart): void;
}

const maxAttempts = 4;

/** Waits for a free slot where everybody is busy. Throws 404 or 503. */
async function nextChoice(
  gateway: Gateway,
  input: ServeInput,
  tried: ReadonlySet<string>,
  why: string,
): Promise<Choice> {
  const deadlineMs = performance.now() + gateway.limits.queueMs;
  const { model } = input.question;
  for (;;) {
    const table = routingTable(input.view, model, gateway.health.observed);
    const choice = chooseMiner(table, tried, gateway.draws);
    if (typeof choice !== "string")
      return tried.size === 0 ? choice : { ...choice, reason: `${choice.reason}, retry after ${why}` };
    if (choice === "none-offers") throw model === anyModel ? noMiner("none has a live offer") : unknownModel(model);
    if (choice === "none-healthy")
      throw noMiner(tried.size > 0 ? `all were tried, the last gave ${why}` : "none is reachable");
    const leftMs = deadlineMs - performance.now();
    if (leftMs <= 0) throw overloaded("all miners are busy");
    await gateway.health.slotFreed(Math.min(leftMs, 1_000), input.signal);
    if (input.signal.aborted) throw overloaded("the client went away while waiting");
  }
}

/** Two miners that find the same fault with a request are believed, and one where there is no second. */
function refusedByMiners(message: string): ApiError {
  return badRequest(`The miners refused this request: ${message}`, undefined, "refused_by_miners");
}

/** Throws ApiError before anything reached the customer, Interrupted after. */
export async function serve(gateway: Gateway, input: ServeInput): Promise<Served> {
  const tried = new Set<string>();
  const refusals: string[] = [];
  // Failures count against a miner only when another one can answer the same request: otherwise a customer could have all
  // miners dropped by asking what none of them can answer.
  const doubts: { hotkey: string; fault: Failure }[] = [];
  let why = "";
  for (let count = 0; count < maxAttempts; count++) {
    const choice = await nextChoice(gateway, input, tried, why).catch((error: unknown) => {
      throw refusals[0] === undefined ? error : refusedByMiners(refusals[0]);
    });
    const { hotkey } = choice.row.miner;
    tried.add(hotkey);
    try {
      const answer = await askChosen(gateway, input, choice);
      if (answer.receipt === undefined && !input.delivered()) {
        why = "a receipt that does not hold";
        continue;
      }
      for (const doubt of doubts) gateway.health.failed(doubt.hotkey, doubt.fault);
      return { choice, answer };
    } catch (error) {
      if (!(error instanceof AttemptFailed)) throw error;
      if (input.signal.aborted) throw new Interrupted(choice, "client", "the client went away");
      const fault = faultOf(error);
      if (input.delivered()) {
        if (fault !== undefined) gateway.health.failed(hotkey, fault);
        throw new Interrupted(choice, "miner", error.message);
      }
      why = error.code;
      gateway.log.warn({ request: input.id, miner: hotkey, why, detail: error.message }, "attempt failed");
      if (fault !== undefined) doubts.push({ hotkey, fault });
      if (error.sort === "refused" && refusals.push(error.message) === 2) throw refusedByMiners(error.message);
    }
  }
  throw minerFailed(why);
}

function askChosen(gateway: Gateway, input: ServeInput, choice: Choice): Promise<Answer> {
  const { miner, offer } = choice.row;
  const { id, question, signal } = input;
  const onPart = (part: AnswerPart) => input.onPart(choice, part);
  return askMiner(gateway, { id, miner, model: offer.model, question, signal, onPart });
}
