// What the supervisor knows of the running network, refreshed by small questions to chain and gateway; a question that fails leaves the
// last answer, because a part that restarts is no reason to lose the picture.

export interface NeuronState {
  readonly uid: number;
  readonly hotkey: string;
  /** 0 to 1. */
  readonly incentive: number;
}

export interface TrafficState {
  readonly hotkey: string;
  /** Share of the customers' requests of late, 0 to 1; undefined while nobody asked. */
  readonly share: number | undefined;
  readonly latencyMs: number | undefined;
}

export interface NodeState {
  readonly block: number;
  readonly peers: number;
  /** As the node says of itself. */
  readonly status: "ok" | "starting" | "syncing" | "waiting" | "sick";
  /** Why, in a sentence; empty where all is well. */
  readonly detail: string;
  /** In the set that makes blocks now. */
  readonly isProducing: boolean;
}

export interface NetworkState {
  block: number;
  epoch: number;
  blocksToEpoch: number | undefined;
  neurons: readonly NeuronState[];
  traffic: readonly TrafficState[];
  /** The gateway's own mirror holds incentives and a miner it would send requests to. */
  isRouting: boolean;
  /** The last answer of each of several nodes, by name. */
  readonly nodes: Map<string, NodeState>;
}

export function emptyState(): NetworkState {
  return { block: 0, epoch: 0, blocksToEpoch: undefined, neurons: [], traffic: [], isRouting: false, nodes: new Map() };
}

/** Ready means: the first incentives stand on chain and the gateway routes by them (issue §7). */
export function isReady(state: NetworkState, minerHotkeys: ReadonlySet<string>): boolean {
  return state.isRouting && state.neurons.some(({ hotkey, incentive }) => incentive > 0 && minerHotkeys.has(hotkey));
}
