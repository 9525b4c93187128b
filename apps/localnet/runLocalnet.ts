// `npm start`, top to bottom: ports, weights, wallets, node, money, gateway and miners, validators, and then watch until it is stopped
// (issue §7). Every part is an ordinary program; this one only starts, funds and looks after them.
import { rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { connect, type PlexusClient } from "@plexus/client/sdk";
import type { CryptoProvider } from "@plexus/core/crypto";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { removeEndpoints } from "./endpoints.js";
import { fetchWeights } from "./fetchWeights.js";
import type { Localnet } from "./localnet.js";
import { customerKey } from "./onboarding/customerKey.js";
import { fundWallets } from "./onboarding/fundWallets.js";
import { localWallets } from "./onboarding/localWallets.js";
import { seatValidators } from "./onboarding/seatValidators.js";
import { type LocalnetPaths, localnetPaths } from "./paths.js";
import { type LocalnetOptions, makePlan, type Plan, savePlan } from "./plan.js";
import { checkPorts } from "./ports/checkPorts.js";
import { portPlan } from "./ports/portPlan.js";
import { processSpecs } from "./processes/processSpec.js";
import type { ProducerNode } from "./producers/producerNode.js";
import { voteForMarket } from "./producers/voteForMarket.js";
import { liveScreen } from "./screen/liveScreen.js";
import { createSupervisor } from "./supervisor.js";
import { claimSupervisor } from "./supervisorPid.js";
import { watchNetwork } from "./watch/watchNetwork.js";

/** The program of every child: this bundle itself. */
const program = process.argv[1] ?? fileURLToPath(import.meta.url);
/** Several nodes share this machine's processors while they begin. */
const nodePatienceMs = 60_000;
const gatewayPatienceMs = 60_000;

/** Tries until it works; throws the last error after `patienceMs`. */
async function patiently<T>(patienceMs: number, signal: AbortSignal, attempt: () => Promise<T>): Promise<T> {
  const untilMs = Date.now() + patienceMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (signal.aborted || Date.now() > untilMs) throw error;
      await sleep(200, undefined, { signal });
    }
  }
}

/** Throws away chain, ledgers, wallets and logs of the last network. */
function forget(paths: LocalnetPaths): void {
  for (const path of [
    paths.node,
    paths.producers,
    paths.gateway,
    paths.miners,
    paths.validators,
    paths.logs,
    paths.wallets,
    paths.plan,
    paths.customerKey,
  ]) {
    rmSync(path, { recursive: true, force: true });
  }
}

/** Read in only where it is needed: one node alone must start as fast as ever. */
async function openNodes(
  ...asked: [LocalnetPaths, Plan, LocalnetOptions, CryptoProvider, AbortSignal]
): Promise<readonly ProducerNode[]> {
  const { openProducers } = await import("./producers/openProducers.js");
  return openProducers(...asked);
}

async function prepare(options: LocalnetOptions, paths: LocalnetPaths, signal: AbortSignal): Promise<Localnet> {
  const begunMs = Date.now();
  const { plan: wanted, note } = makePlan(options, paths);
  const ports = portPlan(options.portOffset, wanted.producers);
  await checkPorts(ports);
  if (options.isFresh) forget(paths);
  removeEndpoints(paths);
  const { models, notes } = await fetchWeights(wanted.models);
  const plan = { ...wanted, models };
  savePlan(paths, plan);
  const crypto = await nativeCrypto();
  const producers = plan.producers === 0 ? [] : await openNodes(paths, plan, options, crypto, signal);
  const specs = processSpecs(paths, ports, plan, producers);
  const wallets = await localWallets(specs, paths.wallets, crypto);
  const screen = liveScreen();
  const allNotes = note === undefined ? [...notes] : [note, ...notes];
  for (const text of allNotes) screen.print(text);
  const net: Localnet = {
    paths,
    ports,
    plan,
    producers,
    specs,
    wallets,
    crypto,
    supervisor: createSupervisor({
      specs,
      paths,
      program,
      note(text) {
        allNotes.push(text);
        if (!screen.isTerminal) screen.print(text);
      },
      onChange: () => net.onProcessChange(),
    }),
    screen,
    signal,
    begunMs,
    notes: allNotes,
    phase: "starting the node",
    onProcessChange: () => undefined,
  };
  return net;
}

async function onboard(net: Localnet, client: PlexusClient): Promise<string> {
  net.phase = "funding accounts";
  await fundWallets(client, net.crypto, net.specs, net.wallets);
  net.supervisor.start("gateway", "miner");
  await voteForMarket(client, net.crypto, net.producers);
  net.phase = "registering";
  await seatValidators(client, net.specs, net.wallets);
  net.supervisor.start("validator");
  return patiently(gatewayPatienceMs, net.signal, () => customerKey(client, net.crypto, net.paths));
}

async function runNetwork(net: Localnet): Promise<void> {
  const { supervisor, signal, ports } = net;
  const what = net.producers.length === 0 ? "node" : `${net.producers.length} nodes`;
  net.screen.print(`Starting ${what} and page; logs in ${net.paths.logs}`);
  supervisor.start("node", "page");
  const url = `ws://127.0.0.1:${ports.rpc}`;
  const client = await patiently(nodePatienceMs, signal, async () => {
    const open = await connect(url, { crypto: net.crypto });
    await open.request("system_chain", []);
    return open;
  });
  try {
    const watching = watchNetwork(net, client);
    net.phase = "onboarding";
    const key = await onboard(net, client);
    net.phase = "waiting for the first epoch";
    await watching.whenReady(key);
    await watching.untilStopped();
  } finally {
    client.close();
  }
}

/** Runs until the signal. Throws PortTaken, or the reason why a part could not be brought up. */
export async function runLocalnet(options: LocalnetOptions, signal: AbortSignal): Promise<void> {
  const paths = localnetPaths(options.folder);
  const release = claimSupervisor(paths);
  let net: Localnet | undefined;
  try {
    net = await prepare(options, paths, signal);
    await runNetwork(net);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    net?.screen.print("Stopping …");
    removeEndpoints(paths);
    await net?.supervisor.stop();
    release();
  }
}
