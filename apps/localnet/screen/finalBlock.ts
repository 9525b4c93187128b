// What to do with a network that is ready: the page, the API with a curl to paste, the RPC (issue §7).
import type { Endpoints } from "../endpoints.js";

/** Where the other nodes answer, and how to see who makes blocks; nothing where one node works alone. */
function nodeLines({ producers = [] }: Endpoints): string[] {
  if (producers.length === 0) return [];
  const others = producers.slice(1).map(({ rpc }) => rpc);
  return [
    ...(others.length === 0 ? [] : [`  Nodes  ${others.join(", ")}`]),
    "         `npx plexus producer status` shows who makes blocks",
  ];
}

export function finalBlock(endpoints: Endpoints, secondsToReady: number): string {
  const body =
    '{"model":"plexus/text","stream":true,"messages":[{"role":"user","content":"What is the capital of France?"}]}';
  return [
    "",
    `Ready after ${secondsToReady.toFixed(0)} s: the first incentives stand on chain, and the gateway routes by them.`,
    "",
    `  Page   ${endpoints.page}`,
    `  API    ${endpoints.gateway.url}/v1   (OpenAI's; try this)`,
    "",
    `curl -N ${endpoints.gateway.url}/v1/chat/completions -H "authorization: Bearer ${endpoints.gateway.key}" \\`,
    `  -H "content-type: application/json" -d '${body}'`,
    "",
    `  RPC    ${endpoints.rpc}   (polkadot.js, btcli: network ${endpoints.rpc})`,
    ...nodeLines(endpoints),
    "  Stop   Ctrl-C; `npm start` goes on with this chain, `npm start -- --fresh` begins a new one",
    "",
  ].join("\n");
}
