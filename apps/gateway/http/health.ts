// GET /health (the process lives, and the hotkey that signed requests must name), /ready (it would serve), /metrics (spec: surfaces.md "Wire of the gateway").
import type { Gateway } from "../gateway.js";
import { anyModel } from "../routing/candidates.js";
import { routingTable } from "../routing/routingTable.js";
import { type Exchange, sendJson } from "./exchange.js";

export function answerHealth(gateway: Gateway, exchange: Exchange): void {
  sendJson(exchange, 200, { status: "ok", hotkey: gateway.key.address });
}

/** Why the gateway would not serve; empty when it would. `measured` says whether incentives stand. */
function readiness(gateway: Gateway): { reasons: string[]; block: number | null; measured: boolean } {
  const view = gateway.view();
  if (view === undefined) return { reasons: ["the chain was not read yet"], block: null, measured: false };
  const reasons: string[] = [];
  if (gateway.viewAgeMs() > gateway.limits.staleMs) reasons.push("the node is not heard of: routing by an old view");
  const table = routingTable(view, anyModel, gateway.health.observed);
  if (!table.rows.some((row) => row.share > 0)) reasons.push("no healthy miner has a live offer");
  return { reasons, block: view.block, measured: !table.fallback };
}

export function answerReady(gateway: Gateway, exchange: Exchange): void {
  const { reasons, block, measured } = readiness(gateway);
  sendJson(exchange, reasons.length === 0 ? 200 : 503, { ready: reasons.length === 0, block, measured, reasons });
}

export async function answerMetrics(gateway: Gateway, exchange: Exchange): Promise<void> {
  const body = await gateway.metrics.registry.metrics();
  exchange.response.writeHead(200, { "content-type": gateway.metrics.registry.contentType });
  exchange.response.end(body);
}
