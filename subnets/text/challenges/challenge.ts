// One challenge: what is sent, and how an answer is graded. Drawn for an epoch from the validator's own seed.

import type { Rng } from "../../kit/random.js";
import type { RelayRequest } from "../../kit/relay.js";
import type { Budget } from "../constants.js";
import { readCandidates, readReport, readText } from "../readAnswer.js";
import { type Baselines, paidFamilies } from "../shadows/baselines.js";
import { continuationItem, continuationLoss } from "./items/continuation.js";
import { nextTokenItem, nextTokenLoss, REPORTED_TOKENS, reportedClasses } from "./items/nextToken.js";
import { drawParameters, type Shape } from "./shape.js";
import type { ChatMessage } from "./task.js";

/** Undefined grades are malformed answers: they are charged as failures. */
export type Grade = { success: number } | { lossNats: number } | undefined;

export interface Challenge {
  id: string;
  kind: "task" | "next-token" | "continuation";
  family: string;
  request: RelayRequest;
  /** g_f of the family; for items 0. */
  baseline: number;
  /** What the best free baseline loses on this item; for tasks 0. */
  zeroLossNats: number;
  grade(result: unknown): Grade;
  /** The messages of a task at temperature 0, which can be audited. */
  auditable?: readonly ChatMessage[];
}

/** Four continuations cost as much as ten next tokens and tell less: one in a large budget, or in every third small one. */
const LARGE_BUDGET = 12;
const SMALL_BUDGETS = 3;

export function drawChallenges(rng: Rng, budget: Budget, baselines: Baselines, shapes: readonly Shape[]): Challenge[] {
  const tasks = paidFamilies(baselines).length === 0 ? 0 : budget.tasks;
  const hasContinuation = budget.items > 0 && (budget.items >= LARGE_BUDGET || rng.below(SMALL_BUDGETS) === 0);
  const nextTokens = budget.items - (hasContinuation ? 1 : 0);
  const drawn = [
    ...Array.from({ length: tasks }, (_, at) => taskChallenge(rng.fork(`task/${at}`), baselines, shapes)),
    ...Array.from({ length: nextTokens }, (_, at) => nextTokenChallenge(rng.fork(`next/${at}`), baselines, shapes)),
    ...(hasContinuation ? [continuationChallenge(rng.fork("continuation"), baselines)] : []),
  ];
  return rng.sample(drawn, drawn.length).map((challenge, at) => ({ ...challenge, id: `c${at}` }));
}

function taskChallenge(rng: Rng, baselines: Baselines, shapes: readonly Shape[]): Challenge {
  const family = rng.pick(paidFamilies(baselines));
  const task = family.generate(rng);
  const { has_system, ...parameters } = drawParameters(rng, shapes, "chat");
  const messages = has_system
    ? [{ role: "system" as const, content: "You are a helpful assistant." }, ...task.messages]
    : task.messages;
  return {
    id: "",
    kind: "task",
    family: task.family,
    baseline: baselines.tasks.get(task.family) ?? 0,
    zeroLossNats: 0,
    request: { kind: "chat", stream: false, request: { messages, ...parameters } },
    grade: (result) => {
      const text = readText(result);
      return text === undefined ? undefined : { success: task.check(text) ? 1 : 0 };
    },
    ...(parameters.temperature === 0 ? { auditable: messages } : {}),
  };
}

function nextTokenChallenge(rng: Rng, baselines: Baselines, shapes: readonly Shape[]): Challenge {
  const item = nextTokenItem(rng);
  const { has_system: _, max_tokens: __, ...parameters } = drawParameters(rng, shapes, "completion");
  return {
    id: "",
    kind: "next-token",
    family: "next-token",
    baseline: 0,
    zeroLossNats: nextTokenLoss(item.truth, baselines.items.nextToken(item)),
    request: {
      kind: "completion",
      stream: false,
      request: { prompt: item.prefix, max_tokens: 1, logprobs: REPORTED_TOKENS, ...parameters },
    },
    grade: (result) => {
      const report = readReport(result);
      const classes = report === undefined ? undefined : reportedClasses(report, baselines.prior);
      return classes === undefined ? undefined : { lossNats: nextTokenLoss(item.truth, classes) };
    },
  };
}

function continuationChallenge(rng: Rng, baselines: Baselines): Challenge {
  const item = continuationItem(rng);
  return {
    id: "",
    kind: "continuation",
    family: "continuation",
    baseline: 0,
    zeroLossNats: continuationLoss(item.truth, baselines.items.continuation(item)),
    request: { kind: "completion", stream: false, request: { prompt: item.prefix, candidates: item.candidates } },
    grade: (result) => {
      const probabilities = readCandidates(result, item.candidates);
      return probabilities === undefined ? undefined : { lossNats: continuationLoss(item.truth, probabilities) };
    },
  };
}
