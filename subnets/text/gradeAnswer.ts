// One miner's answer to one challenge as a line of evidence.
import type { Asked } from "./askAll.js";
import type { Challenge } from "./challenges/challenge.js";
import type { AnswerLine } from "./evidence.js";
import { readText } from "./readAnswer.js";

const EXCERPT = 300;
/** Shorter answers say nothing about speed. */
const MIN_TIMED_BYTES = 32;
/** Tokens are counted alike for all: by four bytes, not by the miner's own word. */
const BYTES_A_TOKEN = 4;

/** Grades an answer whose receipt holds; anything else is a failure. Throws when the gateway voided it: that is no evidence. */
export function gradeAnswer(
  challenge: Challenge,
  miner: string,
  { answer, late }: Asked,
  receiptHolds: (receipt: unknown) => boolean,
): AnswerLine {
  if (answer.outcome === "void") throw new Error("a voided answer is no evidence");
  const base = {
    type: "answer" as const,
    challenge: challenge.id,
    kind: challenge.kind,
    family: challenge.family,
    miner,
    late,
    upstreamMs: Math.round(answer.upstreamMs),
    ...(challenge.kind === "task" ? { baseline: challenge.baseline } : { zeroLossNats: challenge.zeroLossNats }),
  };
  if (answer.outcome === "failed") return { ...base, outcome: "failed", code: answer.code };
  if (!receiptHolds(answer.receipt)) return { ...base, outcome: "malformed", code: "BadReceipt" };
  const grade = challenge.grade(answer.result);
  if (grade === undefined) return { ...base, outcome: "malformed", code: "BadAnswer" };
  const text = challenge.kind === "task" ? (readText(answer.result) ?? "") : "";
  const timed = Buffer.byteLength(text) >= MIN_TIMED_BYTES && answer.upstreamMs > 0;
  const { request_sha256, response_sha256 } = answer.receipt as { request_sha256?: string; response_sha256?: string };
  return {
    ...base,
    outcome: "answered",
    ...grade,
    ...(timed ? { tokensPerSecond: Buffer.byteLength(text) / BYTES_A_TOKEN / (answer.upstreamMs / 1_000) } : {}),
    ...(request_sha256 === undefined ? {} : { requestSha256: request_sha256 }),
    ...(response_sha256 === undefined ? {} : { responseSha256: response_sha256 }),
    ...(text === "" ? {} : { excerpt: text.slice(0, EXCERPT) }),
  };
}
