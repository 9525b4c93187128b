// The lines of a text validator's evidence, one file an epoch (kit/evidence.ts). Whoever has them can work the weights out again.
import type { Standing } from "./score.js";

export type EvidenceLine =
  | {
      type: "epoch";
      epoch: number;
      block: number;
      seed: string;
      miners: { uid: number; hotkey: string; model?: string; sha256?: string }[];
      baselines: Record<string, number>;
    }
  | AnswerLine
  | {
      type: "audit";
      miner: string;
      challenge: string;
      verdict: "passed" | "failed" | "short";
      checkedTokens: number;
      farTokens: number;
    }
  | { type: "standing"; miner: string; standing: Standing; share: number }
  | { type: "weights"; block: number; uids: number[]; values: number[]; outcome: string };

export interface AnswerLine {
  type: "answer";
  challenge: string;
  kind: string;
  family: string;
  miner: string;
  outcome: "answered" | "failed" | "malformed";
  late: boolean;
  upstreamMs: number;
  /** Why there was no answer. */
  code?: string;
  success?: number;
  baseline?: number;
  lossNats?: number;
  zeroLossNats?: number;
  tokensPerSecond?: number;
  requestSha256?: string;
  responseSha256?: string;
  /** The beginning of a task's answer, for people. */
  excerpt?: string;
}
