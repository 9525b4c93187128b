// The processes of a local network as values: name, arguments of `plexus`, and how soon each is started again after a death.
import { join } from "node:path";
import type { LocalnetPaths } from "../paths.js";
import { netuid, type Plan, tempo } from "../plan.js";
import type { PortPlan } from "../ports/portPlan.js";
import type { ProducerNode } from "../producers/producerNode.js";

export type Role = "node" | "gateway" | "miner" | "validator" | "page";

export interface ProcessSpec {
  readonly name: string;
  readonly role: Role;
  readonly arguments: readonly string[];
  readonly dataPath: string;
  /** How long a dead one stays dead, ms. */
  readonly restartDelayMs: number;
  /** How long it may take to end in an orderly way, ms; where it differs from what its role has. */
  readonly stopGraceMs?: number;
  /** The wallet it works with; absent for node and page. */
  readonly wallet?: string;
  readonly model?: string;
  readonly netuid?: number;
}

/** A miner's owner notices a death later than a network's operator does (issue §7). */
export const minerRestartDelayMs = 15_000;
export const validatorCount = 2;
/** A node under CometBFT stops its sidecar first, which may take 3 s. */
const producerGraceMs = 6_000;

/** { port: 1, "base-path": "x" } → --port 1 --base-path x. */
function flags(values: Readonly<Record<string, string | number | undefined>>): string[] {
  return Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, String(value)]));
}

interface Surroundings {
  readonly paths: LocalnetPaths;
  readonly ports: PortPlan;
  readonly plan: Plan;
}

function nodeSpec({ paths, ports, plan }: Surroundings): ProcessSpec {
  const chain = { "base-path": paths.node, name: "localnet", sealing: plan.blockTimeMs, tempo };
  const listening = { "rpc-port": ports.rpc, "prometheus-port": ports.metrics };
  return {
    name: "node",
    role: "node",
    dataPath: paths.node,
    restartDelayMs: 0,
    arguments: ["node", "--dev", ...flags({ ...chain, ...listening })],
  };
}

function producerSpec(node: ProducerNode): ProcessSpec {
  const { name, basePath, arguments: given } = node;
  return {
    name,
    role: "node",
    dataPath: basePath,
    restartDelayMs: 0,
    stopGraceMs: producerGraceMs,
    arguments: given,
  };
}

function pageSpec({ paths, ports }: Surroundings): ProcessSpec {
  const where = { port: ports.page, "rpc-port": ports.rpc, "gateway-port": ports.gateway };
  return {
    name: "page",
    role: "page",
    dataPath: join(paths.root, "page"),
    restartDelayMs: 0,
    arguments: ["page", ...flags({ ...where, "key-file": paths.customerKey })],
  };
}

/** A part of the text market: it has a wallet of its own name and talks to the node. */
function marketSpec(
  { paths, ports }: Surroundings,
  part: Pick<ProcessSpec, "name" | "role" | "dataPath" | "restartDelayMs" | "model">,
  own: Readonly<Record<string, string | number | undefined>>,
): ProcessSpec {
  const shared = { endpoint: `ws://127.0.0.1:${ports.rpc}`, "wallet-path": paths.wallets, subnet: netuid };
  const identity = { wallet: part.name, "base-path": part.dataPath };
  return { ...part, wallet: part.name, netuid, arguments: [part.role, ...flags({ ...shared, ...identity, ...own })] };
}

function gatewaySpec(around: Surroundings): ProcessSpec {
  const part = { name: "gateway", role: "gateway" as const, dataPath: around.paths.gateway, restartDelayMs: 0 };
  return marketSpec(around, part, { port: around.ports.gateway });
}

function minerSpec(around: Surroundings, model: string, slot: number): ProcessSpec {
  const dataPath = join(around.paths.miners, String(slot));
  const part = { name: `miner-${slot}`, role: "miner" as const, dataPath, restartDelayMs: minerRestartDelayMs, model };
  return marketSpec(around, part, { model, "axon-port": around.ports.axons[slot - 1] });
}

function validatorSpec(around: Surroundings, number: number): ProcessSpec {
  const dataPath = join(around.paths.validators, String(number));
  const part = { name: `validator-${number}`, role: "validator" as const, dataPath, restartDelayMs: 0 };
  return marketSpec(around, part, { gateway: `http://127.0.0.1:${around.ports.gateway}` });
}

/** All processes in the order in which they start: node or producers, page, gateway, miners, validators. */
export function processSpecs(
  paths: LocalnetPaths,
  ports: PortPlan,
  plan: Plan,
  producers: readonly ProducerNode[] = [],
): ProcessSpec[] {
  const around: Surroundings = { paths, ports, plan };
  return [
    ...(producers.length === 0 ? [nodeSpec(around)] : producers.map(producerSpec)),
    pageSpec(around),
    gatewaySpec(around),
    ...plan.models.map((model, index) => minerSpec(around, model, index + 1)),
    ...Array.from({ length: validatorCount }, (_, index) => validatorSpec(around, index + 1)),
  ];
}
