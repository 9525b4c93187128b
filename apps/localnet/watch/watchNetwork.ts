// Looks after a network that is coming up or runs: gathers its state every second, shows it, and says when it is ready.
import { setTimeout as sleep } from "node:timers/promises";
import type { PlexusClient } from "@plexus/client/sdk";
import { type Endpoints, type ProcessEntry, type ProducerEntry, writeEndpoints } from "../endpoints.js";
import type { Localnet } from "../localnet.js";
import { netuid } from "../plan.js";
import type { ProducerNode } from "../producers/producerNode.js";
import { finalBlock } from "../screen/finalBlock.js";
import type { MinerRow, NetworkView, NodeRow } from "../screen/networkView.js";
import { emptyState, isReady, type NetworkState } from "./networkState.js";
import { readChain } from "./readChain.js";
import { readGateway } from "./readGateway.js";
import { readNode } from "./readNode.js";

const everyMs = 1_000;
const shownNotes = 3;

export interface Watching {
  /** Resolves at the first moment of readiness, after endpoints.json is written and the final block printed. */
  whenReady(key: string): Promise<void>;
  /** Resolves when the signal comes. */
  untilStopped(): Promise<void>;
}

function hotkeyOf(net: Localnet, wallet: string | undefined): string | undefined {
  return wallet === undefined ? undefined : net.wallets.get(wallet)?.hotkey.address;
}

function nodeRows(net: Localnet, state: NetworkState): NodeRow[] {
  return net.producers.map(({ name }): NodeRow => {
    const running = net.supervisor.processes.find((item) => item.spec.name === name);
    const known = state.nodes.get(name);
    const isUp = running?.isRunning === true;
    const { status = "starting", detail = "", isProducing, block, peers } = known ?? {};
    const atWork = isProducing === true ? "producing" : "following";
    const doing = !isUp ? "down" : status === "ok" ? atWork : status;
    return { name, block, peers, doing, detail: isUp ? detail : "", restarts: running?.restarts ?? 0 };
  });
}

function viewOf(net: Localnet, state: NetworkState): NetworkView {
  const isRunning = (name: string) =>
    net.supervisor.processes.some((item) => item.spec.name === name && item.isRunning);
  const miners = net.specs
    .filter(({ role }) => role === "miner")
    .map((spec, index): MinerRow => {
      const hotkey = hotkeyOf(net, spec.wallet);
      const neuron = state.neurons.find((item) => item.hotkey === hotkey);
      const traffic = state.traffic.find((item) => item.hotkey === hotkey);
      return {
        slot: index + 1,
        model: spec.model ?? "",
        uid: neuron?.uid,
        incentive: neuron?.incentive,
        trafficShare: traffic?.share,
        latencyMs: traffic?.latencyMs,
        isRunning: isRunning(spec.name),
      };
    });
  const validators = net.specs
    .filter(({ role }) => role === "validator")
    .map(({ name }) => ({ name, isRunning: isRunning(name) }));
  return {
    phase: net.phase,
    block: state.block,
    epoch: state.epoch,
    blocksToEpoch: state.blocksToEpoch,
    nodes: nodeRows(net, state),
    miners,
    validators,
    notes: net.notes.slice(-shownNotes),
  };
}

function producerEntry(node: ProducerNode): ProducerEntry {
  const { name, basePath, rpcPort, metricsPort, p2pPort, nodeId, coldkeyUri, hotkeyUri } = node;
  const addresses = {
    rpc: `ws://127.0.0.1:${rpcPort}`,
    metrics: `http://127.0.0.1:${metricsPort}/metrics`,
    peer: `${nodeId}@127.0.0.1:${p2pPort}`,
  };
  return { name, ...addresses, coldkey: coldkeyUri, hotkey: hotkeyUri, data: basePath };
}

function endpointsOf(net: Localnet, state: NetworkState, key: string): Endpoints {
  const { ports } = net;
  const processes = net.supervisor.processes.map((item): ProcessEntry => {
    const { name, role, model, wallet } = item.spec;
    const hotkey = hotkeyOf(net, wallet);
    const uid = state.neurons.find((neuron) => neuron.hotkey === hotkey)?.uid;
    return { name, role, pid: item.pid ?? 0, log: item.log, netuid: item.spec.netuid, uid, hotkey, model };
  });
  return {
    rpc: `ws://127.0.0.1:${ports.rpc}`,
    metrics: `http://127.0.0.1:${ports.metrics}/metrics`,
    page: `http://localhost:${ports.page}`,
    gateway: { url: `http://127.0.0.1:${ports.gateway}`, key },
    ...(net.producers.length > 0 && { producers: net.producers.map(producerEntry) }),
    processes,
  };
}

/** Runs `work` unless its last run is still waiting for an answer: a part that is down must not stop the picture of the others. */
function oneAtATime(work: () => Promise<void>): () => void {
  let isRunning = false;
  return () => {
    if (isRunning) return;
    isRunning = true;
    void work().finally(() => {
      isRunning = false;
    });
  };
}

function questions(net: Localnet, client: PlexusClient, state: NetworkState): () => void {
  const chain = readChain(client, netuid, state);
  const askChain = oneAtATime(() => chain.refresh().catch(() => undefined));
  const askGateway = oneAtATime(() =>
    readGateway(`http://127.0.0.1:${net.ports.gateway}`, state).catch(() => {
      state.isRouting = false;
    }),
  );
  const askNodes = net.producers.map(({ name, rpcPort }) =>
    oneAtATime(async () => {
      const answer = await readNode(rpcPort).catch(() => undefined);
      if (answer === undefined) state.nodes.delete(name);
      else state.nodes.set(name, answer);
    }),
  );
  return () => {
    askChain();
    askGateway();
    for (const askNode of askNodes) askNode();
  };
}

/** Begins to watch at once; errors of single questions are not errors of the network. */
export function watchNetwork(net: Localnet, client: PlexusClient): Watching {
  const state = emptyState();
  const ask = questions(net, client, state);
  const minerHotkeys = new Set(
    net.specs.filter(({ role }) => role === "miner").map(({ wallet }) => hotkeyOf(net, wallet) ?? ""),
  );
  let key: string | undefined;
  let isReadyNow = false;
  let written = "";
  let announce: () => void = () => undefined;
  let giveUp: (reason: unknown) => void = () => undefined;
  const ready = new Promise<void>((resolve, reject) => {
    announce = resolve;
    giveUp = reject;
  });
  const update = () => {
    if (key !== undefined && (isReadyNow || isReady(state, minerHotkeys))) {
      const endpoints = endpointsOf(net, state, key);
      const text = JSON.stringify(endpoints);
      if (text !== written) writeEndpoints(net.paths, endpoints);
      written = text;
      if (!isReadyNow) {
        isReadyNow = true;
        net.phase = "ready";
        net.screen.show(viewOf(net, state));
        net.screen.print(finalBlock(endpoints, (Date.now() - net.begunMs) / 1000));
        announce();
      }
    }
    net.screen.show(viewOf(net, state));
  };
  net.onProcessChange = update;
  const loop = (async () => {
    while (!net.signal.aborted) {
      ask();
      update();
      await sleep(everyMs, undefined, { signal: net.signal }).catch(() => undefined);
    }
    giveUp(net.signal.reason);
  })();
  ready.catch(() => undefined);
  loop.catch(giveUp);
  return {
    whenReady(customer) {
      key = customer;
      return ready;
    },
    untilStopped: () => loop,
  };
}
