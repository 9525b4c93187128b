// Which count is charged when miner and gateway disagree (spec: issue §6; architecture.md §4 "refund a mismatch").
// A miner's figure within tolerance of our own measure stands, because only the miner knows its tokenizer. Beyond it the
// lower of the two is charged and the mismatch is written into the receipt's record.
import { measureTokens } from "./measureTokens.js";

/** Tolerated: half again our measure, and room for what a chat template adds. */
const toleratedRatio = 1.5;
const toleratedExtra = 16;
/** Role marks and separators around one message, and a system text that a template may add of itself. */
const perMessage = 8;
const templateExtra = 32;

/** What the gateway measured before it asked, and the most that can be charged for it. */
export interface CountLimits {
  readonly measuredIn: number;
  readonly highestIn: number;
  readonly highestOut: number;
}

/** @param messages 0 for a completion, which has no template. */
export function limitsFor(promptTexts: readonly string[], messages: number, highestOut: number): CountLimits {
  const text = promptTexts.reduce((sum, each) => sum + measureTokens(each), 0);
  const template = messages > 0 ? messages * perMessage + templateExtra : 1;
  return { measuredIn: text + template, highestIn: ceiling(text) + template, highestOut };
}

function ceiling(measured: number): number {
  return Math.ceil(measured * toleratedRatio) + toleratedExtra;
}

export interface AcceptedCount {
  readonly tokensIn: number;
  readonly tokensOut: number;
  /** Undefined when the miner's figures stand. */
  readonly mismatch?: string;
}

/** Never above the limits that were held for. */
export function acceptCount(
  limits: CountLimits,
  answerText: string,
  claimedIn: number,
  claimedOut: number,
): AcceptedCount {
  const measuredOut = Math.min(measureTokens(answerText), limits.highestOut);
  const highestOut = Math.min(ceiling(measuredOut), limits.highestOut);
  const inStands = claimedIn <= limits.highestIn;
  const outStands = claimedOut <= highestOut;
  const tokensIn = inStands ? claimedIn : Math.min(claimedIn, limits.measuredIn);
  const tokensOut = outStands ? claimedOut : Math.min(claimedOut, measuredOut);
  if (inStands && outStands) return { tokensIn, tokensOut };
  const mismatch = `miner counted ${claimedIn} + ${claimedOut}, charged ${tokensIn} + ${tokensOut}`;
  return { tokensIn, tokensOut, mismatch };
}
