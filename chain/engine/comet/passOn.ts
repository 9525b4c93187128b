// The read-only routes of CometBFT that our RPC port answers by passing them on (CONTRACTS: state sync and light clients of
// other nodes ask them). CometBFT's own RPC is on a Unix socket, and nothing that writes passes.

import { CometRpcError, postToComet } from "./process/cometRpc.js";

const ROUTES: ReadonlySet<string> = new Set(
  "status commit validators consensus_params header header_by_hash block block_by_hash blockchain genesis health net_info".split(
    " ",
  ),
);
/** Their requests are a name and a few numbers. */
const LONGEST_REQUEST = 1_024;
/** A call keeps CometBFT and our memory busy; more than this many at once are told to come back. */
const MOST_AT_ONCE = 32;
const BUSY = -32_000;
const FAILED = -32_603;

export class CometRoutes {
  readonly #socketPath: string;
  #running = 0;

  constructor(socketPath: string) {
    this.#socketPath = socketPath;
  }

  /** The answer to a JSON-RPC body of one of these routes; undefined if it is none. */
  post(body: string): Promise<string> | undefined {
    if (body.length > LONGEST_REQUEST || !body.trimStart().startsWith("{")) return undefined;
    let request: { method?: unknown; id?: unknown; params?: unknown };
    try {
      request = JSON.parse(body);
    } catch {
      return undefined;
    }
    const { method, id, params } = request;
    if (typeof method !== "string" || !ROUTES.has(method)) return undefined;
    return this.#ask(method, isId(id) ? id : null, params ?? {});
  }

  /** The answer to GET /name?key=value, with CometBFT's envelope; undefined if it is no such route. */
  get(url: URL): Promise<string> | undefined {
    const method = url.pathname.slice(1);
    if (!ROUTES.has(method) || url.search.length > LONGEST_REQUEST) return undefined;
    const params = Object.fromEntries([...url.searchParams].map(([key, value]) => [key, unquoted(value)]));
    return this.#ask(method, -1, params);
  }

  async #ask(method: string, id: string | number | null, params: unknown): Promise<string> {
    if (this.#running >= MOST_AT_ONCE) return failure(id, BUSY, "too many calls at once");
    this.#running++;
    try {
      return await postToComet(this.#socketPath, JSON.stringify({ jsonrpc: "2.0", id, method, params }));
    } catch (error) {
      return failure(id, FAILED, error instanceof CometRpcError ? error.message : "CometBFT could not be asked");
    } finally {
      this.#running--;
    }
  }
}

const isId = (id: unknown): id is string | number => typeof id === "string" || typeof id === "number";

/** Texts come in quotes in CometBFT's URLs, hashes as 0x…. */
const unquoted = (value: string): string => (/^".*"$/s.test(value) ? value.slice(1, -1) : value);

function failure(id: string | number | null, code: number, message: string): string {
  return JSON.stringify({ jsonrpc: "2.0", id, error: { code, message } });
}
