// The network as this page sees it: one connection to a node, followed head by head, and what the gateway says of routing
// and traffic. Everything shown is of one finalised block; the numbers are the node's, decoded here.

import {
  type ChainHeader,
  connect,
  getMetagraph,
  getOffers,
  getProducers,
  getSubnets,
  type Metagraph,
  type Offer,
  type PlexusClient,
  type Subnet,
} from "@plexus/client/sdk";
import { browserCrypto } from "@plexus/core/crypto/browser";
import type { Config } from "./config.js";
import { featuresOf } from "./features.js";
import { getJson } from "./http.js";
import { createStore, type Store } from "./store.js";

export interface Head {
  readonly number: number;
  readonly hash: string;
  readonly seenAtMs: number;
}

export interface MinerTraffic {
  readonly hotkey: string;
  readonly share: number;
  readonly requests: number;
  readonly first_byte_ms: number;
  readonly health: string;
}

export interface RoutingRow {
  readonly uid: number;
  readonly hotkey: string;
  readonly model: string;
  readonly standing: string;
  readonly weight: number;
  readonly share: number;
  readonly latency_ms: number | null;
  readonly latency_factor: number;
  readonly price_in: number | string;
  readonly price_out: number | string;
  readonly price_factor: number;
}

export interface GatewaySight {
  readonly traffic: readonly MinerTraffic[];
  readonly requests: number;
  readonly routing: readonly RoutingRow[];
  readonly block: number;
}

export type Connection =
  | { readonly state: "connecting" }
  | { readonly state: "live" }
  | { readonly state: "lost"; readonly message: string; readonly retryAtMs: number };

export interface Network {
  readonly config: Config;
  readonly connection: Store<Connection>;
  readonly heads: Store<readonly Head[]>;
  readonly subnets: Store<readonly Subnet[] | undefined>;
  readonly metagraphs: Store<ReadonlyMap<number, Metagraph>>;
  readonly offers: Store<readonly Offer[]>;
  /** How many make blocks together; undefined where the chain's rules know no producers, or none are elected. */
  readonly producerCount: Store<number | undefined>;
  /** undefined before the first answer, or where there is no gateway. */
  readonly gateway: Store<GatewaySight | undefined>;
  readonly gatewayError: Store<string | undefined>;
  client(): PlexusClient | undefined;
}

const SHOWN_HEADS = 24;
const RETRY_MS = 3_000;
const GATEWAY_EVERY_MS = 2_000;
/** The market that the home page shows. */
export const HOME_NETUID = 1;

export function startNetwork(config: Config): Network {
  let client: PlexusClient | undefined;
  const network: Network = {
    config,
    connection: createStore<Connection>({ state: "connecting" }),
    heads: createStore<readonly Head[]>([]),
    subnets: createStore<readonly Subnet[] | undefined>(undefined),
    metagraphs: createStore<ReadonlyMap<number, Metagraph>>(new Map()),
    offers: createStore<readonly Offer[]>([]),
    producerCount: createStore<number | undefined>(undefined),
    gateway: createStore<GatewaySight | undefined>(undefined),
    gatewayError: createStore<string | undefined>(undefined),
    client: () => client,
  };
  void followChain(network, (connected) => {
    client = connected;
  });
  void followGateway(network);
  return network;
}

async function followChain(network: Network, setClient: (client: PlexusClient | undefined) => void): Promise<void> {
  const crypto = await browserCrypto();
  for (;;) {
    try {
      const client = await connect(network.config.rpc, { crypto });
      setClient(client);
      network.connection.set({ state: "live" });
      await showRecent(network, client);
      await client.onFinalized((header) => showHead(network, client, header));
      return; // from here on the SDK mends the connection by itself
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      network.connection.set({ state: "lost", message, retryAtMs: Date.now() + RETRY_MS });
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

/** The blocks before the page was opened. */
async function showRecent(network: Network, client: PlexusClient): Promise<void> {
  const head = await client.finalizedHead();
  const first = Math.max(0, head.number - SHOWN_HEADS + 1);
  const numbers = Array.from({ length: head.number - first + 1 }, (_, i) => first + i);
  const headers = await Promise.all(numbers.map((number) => client.headerAt(number)));
  network.heads.set(headers.reverse().map(({ number, hash }) => ({ number, hash, seenAtMs: Date.now() })));
  await readChain(network, client, head);
}

async function showHead(network: Network, client: PlexusClient, header: ChainHeader): Promise<void> {
  const head = { number: header.number, hash: header.hash, seenAtMs: Date.now() };
  const others = network.heads.get().filter(({ number }) => number !== head.number);
  network.heads.set([head, ...others].slice(0, SHOWN_HEADS));
  if (network.connection.get().state !== "live") network.connection.set({ state: "live" });
  await readChain(network, client, header);
}

/** Subnets, neurons and offers at one block. */
async function readChain(network: Network, client: PlexusClient, { hash }: ChainHeader): Promise<void> {
  const at = { at: hash };
  const [subnets, offers, producers] = await Promise.all([
    getSubnets(client, at),
    getOffers(client, HOME_NETUID, at),
    featuresOf(client).producers ? getProducers(client, at) : [],
  ]);
  const elected = producers.filter(({ electedPower }) => electedPower > 0n).length;
  network.producerCount.set(elected === 0 ? undefined : elected);
  const metagraphs = await Promise.all(subnets.map(({ netuid }) => getMetagraph(client, netuid, at)));
  network.subnets.set(subnets);
  network.offers.set(offers);
  network.metagraphs.set(new Map(metagraphs.flatMap((graph) => (graph ? [[graph.netuid, graph] as const] : []))));
}

async function followGateway(network: Network): Promise<void> {
  const { gateway } = network.config;
  for (;;) {
    try {
      const [traffic, routing] = await Promise.all([
        getJson<{ requests: number; miners: MinerTraffic[] }>(`${gateway}/v1/traffic`),
        getJson<{ block: number; miners: RoutingRow[] }>(`${gateway}/v1/routing`),
      ]);
      network.gateway.set({
        traffic: traffic.miners,
        requests: traffic.requests,
        routing: routing.miners,
        block: routing.block,
      });
      network.gatewayError.set(undefined);
    } catch (error) {
      network.gatewayError.set(error instanceof Error ? error.message : String(error));
    }
    await new Promise((resolve) => setTimeout(resolve, GATEWAY_EVERY_MS));
  }
}
