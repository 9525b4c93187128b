// Where the other nodes are: `nodeid@host:port`, or the RPC URL of a node, which is then asked for the rest.
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

/** Throws BadChainSpec for what is neither, and for a node that does not answer. */
export async function findPeers(text: string | undefined): Promise<Peers> {
  const given = (text ?? "").split(",").map((each) => each.trim());
  const addresses: string[] = [];
  const rpcServers: string[] = [];
  for (const each of given.filter((word) => word !== "")) {
    if (PEER.test(each)) addresses.push(each);
    else if (/^https?:\/\//.test(each)) {
      const url = new URL(each);
      addresses.push(await addressAt(url));
      rpcServers.push(url.origin);
    } else throw new BadChainSpec(`--peers: ${each} is neither nodeid@host:port nor http://host:port`);
  }
  return { addresses, rpcServers };
}

async function addressAt(url: URL): Promise<string> {
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
      return address;
    } catch (error) {
      reason = (error as Error).message;
    }
  }
  throw new BadChainSpec(`--peers: the node at ${url.origin} cannot be asked for its address: ${reason}`);
}
