// What the screen shows, as plain values: gathered from chain and gateway elsewhere, drawn elsewhere.

export interface MinerRow {
  readonly slot: number;
  readonly model: string;
  readonly uid: number | undefined;
  /** 0 to 1, of the last epoch. */
  readonly incentive: number | undefined;
  /** Share of the requests that the gateway sent lately, 0 to 1. */
  readonly trafficShare: number | undefined;
  readonly latencyMs: number | undefined;
  readonly isRunning: boolean;
}

/** One of several nodes. */
export interface NodeRow {
  readonly name: string;
  /** Of the last answer; undefined before the first. */
  readonly block: number | undefined;
  readonly peers: number | undefined;
  readonly doing: "producing" | "following" | "starting" | "syncing" | "waiting" | "sick" | "down";
  /** Why it waits or is sick; else empty. */
  readonly detail: string;
  readonly restarts: number;
}

export interface NetworkView {
  readonly phase: string;
  readonly block: number;
  /** Epochs of the text market since the chain began. */
  readonly epoch: number;
  readonly blocksToEpoch: number | undefined;
  /** Empty where one node works alone. */
  readonly nodes: readonly NodeRow[];
  readonly miners: readonly MinerRow[];
  readonly validators: readonly { readonly name: string; readonly isRunning: boolean }[];
  /** What a person should know now, newest last. */
  readonly notes: readonly string[];
}
