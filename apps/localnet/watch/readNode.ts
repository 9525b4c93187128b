// One small question to each of several nodes: how high, how many peers, does it produce? Each answers for itself, so that one that
// lags or lies is seen beside the others.
import type { NodeState } from "./networkState.js";

const timeoutMs = 2_000;

interface Reply {
  readonly id: number;
  readonly result?: unknown;
}

/** Throws where the node does not answer. */
export async function readNode(rpcPort: number): Promise<NodeState> {
  const methods = ["chain_getHeader", "system_health", "system_nodeRoles"];
  const body = JSON.stringify(methods.map((method, id) => ({ jsonrpc: "2.0", id, method, params: [] })));
  const response = await fetch(`http://127.0.0.1:${rpcPort}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
    signal: AbortSignal.timeout(timeoutMs),
  });
  const replies = (await response.json()) as readonly Reply[];
  const answerTo = (id: number) => replies.find((reply) => reply.id === id)?.result;
  const header = answerTo(0) as { number: string };
  const health = answerTo(1) as { peers: number; isSyncing: boolean };
  const roles = answerTo(2) as readonly string[];
  return {
    block: Number(header.number),
    peers: health.peers,
    isSyncing: health.isSyncing,
    isProducing: roles.includes("Authority"),
  };
}
