// One small question to each of several nodes: how high, how many peers, does it produce? Each answers for itself, so that one that
// lags or lies is seen beside the others.
import type { NodeState } from "./networkState.js";

const timeoutMs = 2_000;

interface HealthAnswer {
  readonly status: NodeState["status"];
  readonly best: number;
  /** Absent where one node works alone. */
  readonly consensus?: { readonly peers: number; readonly isProducer: boolean; readonly detail: string };
}

/** Throws where the node does not answer. */
export async function readNode(rpcPort: number): Promise<NodeState> {
  const response = await fetch(`http://127.0.0.1:${rpcPort}/health`, { signal: AbortSignal.timeout(timeoutMs) });
  const { status, best, consensus } = (await response.json()) as HealthAnswer;
  return {
    block: best,
    peers: consensus?.peers ?? 0,
    status,
    detail: consensus?.detail ?? "",
    isProducing: consensus?.isProducer ?? true,
  };
}
