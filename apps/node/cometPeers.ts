// Where the other nodes are: `nodeid@host:port`, or the RPC URL of a node, which is then asked for the rest.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { BadChainSpec } from "@plexus/chain/node";

const PEER = /^[0-9a-f]{40}@[^@\s,/]+:\d{1,5}$/;
const TIMEOUT_MS = 5_000;
const ATTEMPTS = 3;
/** An answer of /status is some two kilobytes. */
const LARGEST_ANSWER = 65_536;

export interface Peers {
  /** `nodeid@host:port` each. */
  readonly addresses: readonly string[];
  /** RPC URLs among those given. */
  readonly rpcServers: readonly string[];
}

/**
 * Throws BadChainSpec for what is neither, and for a node that does not answer. Addresses are remembered in the file
 * `memory`: a node that has asked once starts again while its peers are down.
 */
export async function findPeers(text: string | undefined, memory: string | undefined): Promise<Peers> {
  const known = recall(memory);
  const given = (text ?? "").split(",").map((each) => each.trim());
  const addresses: string[] = [];
  const rpcServers: string[] = [];
  for (const each of given.filter((word) => word !== "")) {
    if (PEER.test(each)) addresses.push(each);
    else if (/^https?:\/\//.test(each)) {
      const url = new URL(each);
      rpcServers.push(url.origin);
      addresses.push(await addressAt(url, known));
    } else throw new BadChainSpec(`--peers: ${each} is neither nodeid@host:port nor http://host:port`);
  }
  if (memory !== undefined && known.size > 0) {
    mkdirSync(dirname(memory), { recursive: true, mode: 0o700 });
    writeFileSync(memory, `${JSON.stringify(Object.fromEntries(known))}\n`);
  }
  return { addresses, rpcServers };
}

/** RPC server → address. */
function recall(memory: string | undefined): Map<string, string> {
  try {
    const entries = Object.entries(JSON.parse(readFileSync(memory ?? "", "utf8")) as Record<string, unknown>);
    return new Map(entries.filter((entry): entry is [string, string] => PEER.test(String(entry[1]))));
  } catch {
    return new Map();
  }
}

async function addressAt(url: URL, known: Map<string, string>): Promise<string> {
  let reason = "";
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      const response = await fetch(new URL("/status", url), { signal: AbortSignal.timeout(TIMEOUT_MS) });
      const text = await response.text();
      if (text.length > LARGEST_ANSWER) throw new Error("its answer is too long");
      const { result } = JSON.parse(text) as { result?: { node_info?: { id?: string; listen_addr?: string } } };
      const { id = "", listen_addr: listening = "" } = result?.node_info ?? {};
      const port = /:(\d{1,5})$/.exec(listening)?.[1];
      const address = `${id}@${url.hostname}:${port}`;
      if (!PEER.test(address))
        throw new Error("it does not say who it is: it may be a node without peers (--engine solo)");
      known.set(url.origin, address);
      return address;
    } catch (error) {
      reason = (error as Error).message;
    }
  }
  const remembered = known.get(url.origin);
  if (remembered !== undefined) return remembered;
  throw new BadChainSpec(`--peers: the node at ${url.origin} cannot be asked for its address: ${reason}`);
}
