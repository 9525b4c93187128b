// Browsers on any page may use the API with a key of their own: no cookie is ever read, so any origin is safe
// (spec: architecture.md §3.11; surfaces.md "The page").
import type { Exchange } from "./exchange.js";

const exposed = [
  "x-request-id",
  "x-plexus-miner",
  "x-plexus-model",
  "x-plexus-reason",
  "x-plexus-charge-rao",
  "x-plexus-receipt",
  "x-plexus-ignored",
  "retry-after",
].join(", ");

/** Sets the headers; true when the request was a preflight and is answered. */
export function applyCors({ request, response }: Exchange): boolean {
  response.setHeader("access-control-allow-origin", "*");
  response.setHeader("access-control-expose-headers", exposed);
  if (request.method !== "OPTIONS") return false;
  const wanted = request.headers["access-control-request-headers"];
  response.writeHead(204, {
    "access-control-allow-methods": "GET, POST, OPTIONS",
    "access-control-allow-headers": typeof wanted === "string" ? wanted : "authorization, content-type",
    "access-control-allow-private-network": "true",
    "access-control-max-age": "86400",
  });
  response.end();
  return true;
}
