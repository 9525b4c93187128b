// The processes of a local network as values: name, arguments of `plexus`, and how soon each is started again after a death.
import { join } from "node:path";
import type { LocalnetPaths } from "../paths.js";
import { netuid, type Plan, tempo } from "../plan.js";
import type { PortPlan } from "../ports/portPlan.js";

export type Role = "node" | "gateway" | "miner" | "validator" | "page";

export interface ProcessSpec {
  readonly name: string;
  readonly role: Role;
  readonly arguments: readonly string[];
  readonly dataPath: string;
  /** How long a dead one stays dead, ms. */
  readonly restartDelayMs: number;
  /** The wallet it works with; absent for node and page. */
  readonly wallet?: string;
  readonly model?: string;
  readonly netuid?: number;
}

/** A miner's owner notices a death later than a network's operator does (issue §7). */
export const minerRestartDelayMs = 15_000;
export const validatorCount = 2;

function nodeSpec(paths: LocalnetPaths, ports: PortPlan, plan: Plan): ProcessSpec {
  return {
    name: "node",
    role: "node",
    dataPath: paths.node,
    restartDelayMs: 0,
    arguments: [
      "node",
      "--dev",
      "--base-path",
      paths.node,
      "--name",
      "localnet",
      "--sealing",
      String(plan.blockTimeMs),
      "--tempo",
      String(tempo),
      "--rpc-port",
      String(ports.rpc),
      "--prometheus-port",
      String(ports.metrics),
    ],
  };
}

/** All processes in the order in which they start: node, page, gateway, miners, validators. */
export function processSpecs(paths: LocalnetPaths, ports: PortPlan, plan: Plan): ProcessSpec[] {
  const rpc = ["--endpoint", `ws://127.0.0.1:${ports.rpc}`, "--wallet-path", paths.wallets];
  const market = ["--subnet", String(netuid)];
  const page: ProcessSpec = {
    name: "page",
    role: "page",
    dataPath: join(paths.root, "page"),
    restartDelayMs: 0,
    arguments: [
      "page",
      "--port",
      String(ports.page),
      "--rpc-port",
      String(ports.rpc),
      "--gateway-port",
      String(ports.gateway),
      "--key-file",
      paths.customerKey,
    ],
  };
  const gateway: ProcessSpec = {
    name: "gateway",
    role: "gateway",
    dataPath: paths.gateway,
    restartDelayMs: 0,
    wallet: "gateway",
    netuid,
    arguments: [
      "gateway",
      ...rpc,
      ...market,
      "--wallet",
      "gateway",
      "--port",
      String(ports.gateway),
      "--base-path",
      paths.gateway,
    ],
  };
  const miners = plan.models.map((model, index): ProcessSpec => {
    const slot = String(index + 1);
    const dataPath = join(paths.miners, slot);
    return {
      name: `miner-${slot}`,
      role: "miner",
      dataPath,
      restartDelayMs: minerRestartDelayMs,
      wallet: `miner-${slot}`,
      model,
      netuid,
      arguments: [
        "miner",
        ...rpc,
        ...market,
        "--wallet",
        `miner-${slot}`,
        "--model",
        model,
        "--axon-port",
        String(ports.axons[index]),
        "--base-path",
        dataPath,
      ],
    };
  });
  const validators = Array.from({ length: validatorCount }, (_, index): ProcessSpec => {
    const name = `validator-${index + 1}`;
    const dataPath = join(paths.validators, String(index + 1));
    return {
      name,
      role: "validator",
      dataPath,
      restartDelayMs: 0,
      wallet: name,
      netuid,
      arguments: [
        "validator",
        ...rpc,
        ...market,
        "--wallet",
        name,
        "--gateway",
        `http://127.0.0.1:${ports.gateway}`,
        "--base-path",
        dataPath,
      ],
    };
  });
  return [nodeSpec(paths, ports, plan), page, gateway, ...miners, ...validators];
}
