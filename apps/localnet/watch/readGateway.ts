// Small questions to the gateway's public side: would it serve, by what, and who was asked lately.
import type { NetworkState, TrafficState } from "./networkState.js";

const timeoutMs = 2_000;

interface RoutingAnswer {
  readonly miners: readonly { hotkey: string; latency_ms: number | null }[];
}

interface TrafficAnswer {
  readonly requests: number;
  readonly miners: readonly { hotkey: string; share: number }[];
}

async function ask<T>(url: string): Promise<T> {
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
  return (await response.json()) as T;
}

/** Refreshes `state`; throws when the gateway does not answer. `/ready` says with `measured` that incentives decide. */
export async function readGateway(gatewayUrl: string, state: NetworkState): Promise<void> {
  const ready = await ask<{ ready: boolean; measured: boolean }>(`${gatewayUrl}/ready`);
  state.isRouting = ready.ready && ready.measured;
  if (!ready.ready) return;
  const routing = await ask<RoutingAnswer>(`${gatewayUrl}/v1/routing`);
  const traffic = await ask<TrafficAnswer>(`${gatewayUrl}/v1/traffic`);
  state.traffic = routing.miners.map(({ hotkey, latency_ms: latencyMs }): TrafficState => {
    const share =
      traffic.requests > 0 ? (traffic.miners.find((miner) => miner.hotkey === hotkey)?.share ?? 0) : undefined;
    return { hotkey, share, latencyMs: latencyMs ?? undefined };
  });
}
