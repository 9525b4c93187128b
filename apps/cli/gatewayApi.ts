// The public side of a gateway as commands use it: OpenAI's paths with a key, and errors as sentences (surfaces.md, wire of the gateway).
import { CommandFailure, wrongUse } from "./failure.js";
import type { Settings } from "./settings.js";

const advice: Readonly<Record<string, string>> = {
  401: "Give a key with PLEXUS_KEY, or make one with `plexus key create`.",
  402: "Top the key up: `plexus key top-up <id> <amount>`.",
  404: "Look at `GET /v1/models` for what is on sale.",
  429: "Wait as long as Retry-After says and ask again.",
  503: "No miner can answer now: look at `GET /v1/routing`.",
};

async function refusal(response: Response): Promise<CommandFailure> {
  const text = await response.text();
  let message = `The gateway answered ${response.status}.`;
  let code = String(response.status);
  try {
    const { error } = JSON.parse(text) as { error?: { message?: string; code?: string } };
    if (error?.message !== undefined) message = error.message;
    if (error?.code) code = error.code;
  } catch {
    // Not OpenAI's error shape: the status alone must do.
  }
  return new CommandFailure("refused", message, advice[response.status] ?? "Run again with --verbose.", { code });
}

/** Asks the gateway of the settings. Throws notReachable, or refused with the gateway's own message. */
export async function askGateway(
  settings: Settings,
  path: string,
  init: RequestInit & { signal: AbortSignal },
): Promise<Response> {
  const url = settings.gateway.value;
  if (!/^https?:\/\//.test(url)) throw wrongUse(`The gateway's address "${url}" is not http.`, "Set PLEXUS_GATEWAY.");
  const headers = new Headers(init.headers);
  if (settings.key.value !== "") headers.set("authorization", `Bearer ${settings.key.value}`);
  let response: Response;
  try {
    response = await fetch(`${url}${path}`, { ...init, headers });
  } catch (cause) {
    if (init.signal.aborted) throw cause;
    throw new CommandFailure(
      "notReachable",
      `The gateway at ${url} does not answer.`,
      "Start the network with `npm start`, or set PLEXUS_GATEWAY.",
      { cause },
    );
  }
  if (!response.ok) throw await refusal(response);
  return response;
}
