// Small questions to a running local network.
import { setTimeout as sleep } from "node:timers/promises";
import type { Endpoints } from "./startedNetwork.js";

export async function blockHeight(endpoints: Pick<Endpoints, "rpc">): Promise<number> {
  const response = await fetch(endpoints.rpc.replace("ws://", "http://"), {
    method: "POST",
    headers: { "content-type": "application/json" },
    signal: AbortSignal.timeout(2_000),
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "chain_getHeader", params: [] }),
  });
  return Number(((await response.json()) as { result: { number: string } }).result.number);
}

export async function ask(endpoints: Endpoints): Promise<{ status: number; text: string; charge: string | null }> {
  const response = await fetch(`${endpoints.gateway.url}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${endpoints.gateway.key}`, "content-type": "application/json" },
    signal: AbortSignal.timeout(60_000),
    body: JSON.stringify({
      model: "plexus/text",
      max_tokens: 24,
      messages: [{ role: "user", content: "What is the capital of France?" }],
    }),
  });
  const body = (await response.json()) as { choices?: { message: { content: string } }[] };
  return {
    status: response.status,
    text: body.choices?.[0]?.message.content ?? "",
    charge: response.headers.get("x-plexus-charge-rao"),
  };
}

/** True as soon as `attempt` gives true; false after `patienceMs`. */
export async function soon(patienceMs: number, attempt: () => Promise<boolean> | boolean): Promise<boolean> {
  const untilMs = Date.now() + patienceMs;
  while (Date.now() < untilMs) {
    if (await Promise.resolve(attempt()).catch(() => false)) return true;
    await sleep(100);
  }
  return false;
}
