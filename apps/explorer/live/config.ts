// Where the node and the gateway are: plexus.json beside the page, overridden by ?rpc= and ?gateway=.

export interface Config {
  /** ws:// URL of the node. */
  readonly rpc: string;
  /** http:// URL of the indexer's GET /api. */
  readonly api: string;
  readonly gateway: string;
  /** A customer's key that this page may use; local networks hand one out. */
  readonly key: string | undefined;
}

const LOCAL: Config = {
  rpc: "ws://127.0.0.1:9944",
  api: "http://127.0.0.1:9944",
  gateway: "http://127.0.0.1:8000",
  key: undefined,
};

export async function loadConfig(): Promise<Config> {
  const query = new URLSearchParams(location.search);
  const file = await fetch("/plexus.json").then(
    (response) => (response.ok ? response.json() : {}),
    () => ({}),
  );
  const config: Config = { ...LOCAL, ...(file as Partial<Config>) };
  const rpc = query.get("rpc");
  return {
    ...config,
    ...(rpc ? { rpc, api: rpc.replace(/^ws/, "http") } : {}),
    gateway: query.get("gateway") ?? config.gateway,
  };
}
