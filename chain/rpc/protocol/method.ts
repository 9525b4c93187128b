// What a method is. One file each under methods/<namespace>/, named as on the wire.

import type { Application, Block, ChainEvents, Logger } from "@plexus/chain/engine";
import type { Pool } from "@plexus/chain/pool";
import type { Store } from "@plexus/chain/store";
import type { Hashing } from "@plexus/core/crypto";
import type { Runtimes } from "@plexus/core/runtime";
import type { Hex } from "@plexus/core/scale";
import type { Connection } from "./connection.js";
import type { Params } from "./params.js";

export interface NetworkStatus {
  /** Who decides on blocks: this process, or CometBFT with many producers. */
  engine: "solo" | "comet";
  peers: number;
  isSyncing: boolean;
  shouldHavePeers: boolean;
  /** This node makes blocks, or votes on them. */
  isProducer: boolean;
  /** Highest block that is known of, here or at a peer. */
  highestBlock: number;
}

/** What the methods know of the node. */
export interface RpcContext {
  store: Store;
  /** The chain through its versions; which one answers is for rules.ts to say. */
  runtimes: Runtimes;
  hashing: Hashing;
  pool: Pool;
  events: ChainEvents;
  application: Application;
  logger: Logger;
  /** Which rules run, and which come next. */
  upgrade(): { specVersion: number; known: readonly number[]; scheduled: object | null };
  /** This node among the others. */
  network(): NetworkStatus;
  chain: { name: string; type: string; properties: Readonly<Record<string, unknown>>; genesisHash: Hex };
  node: { name: string; version: string; peerId: string };
  /** Makes blocks on demand; only under manual sealing. */
  seal: ((count: number) => Block[]) | undefined;
  /** Names of all methods, for rpc_methods. */
  methodNames: readonly string[];
}

export interface Method {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** Answers, or throws RpcError or a refusal that errorBody knows. May be a promise of either. */
  call(context: RpcContext, params: Params, connection: Connection): unknown;
}

/** Sends one notification; false once the client is gone. */
export type Send = (result: unknown) => void;

export interface Subscription {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly unsubscribe: readonly string[];
  /** The method name of its notifications. */
  readonly notification: string;
  /**
   * Checks the request, throwing as a method would. What it returns is run after the reply with the subscription's id
   * has been sent (clients learn the id from it), and returns how to stop.
   */
  open(
    context: RpcContext,
    params: Params,
    connection: Connection,
  ): (send: Send, subscriptionId: string, end: () => void) => () => void;
}
