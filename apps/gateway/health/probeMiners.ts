// Looks for miners that were dropped: opens a TCP connection to the axon and closes it again (spec: architecture.md
// §3.11). A connection costs the miner nothing and tells whether its process is back; the first request tells the rest.
import { connect } from "node:net";
import type { ChainView } from "../mirror/chainView.js";
import type { Observations } from "./observations.js";

const probeTimeoutMs = 1_000;
const tickMs = 250;

/** True when something accepts connections at the url's host and port. */
export function isReachable(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ""),
      port: Number(port || 80),
      timeout: probeTimeoutMs,
    });
    const settle = (reachable: boolean) => {
      socket.destroy();
      resolve(reachable);
    };
    socket.once("connect", () => settle(true));
    socket.once("timeout", () => settle(false));
    socket.once("error", () => settle(false));
  });
}

/** Runs until the signal is aborted. */
export function probeMiners(view: () => ChainView | undefined, observations: Observations, signal: AbortSignal): void {
  const probing = new Set<string>();
  const tick = () => {
    for (const hotkey of observations.due()) {
      const url = view()?.miners.find((miner) => miner.hotkey === hotkey)?.url;
      if (url === undefined || probing.has(hotkey)) continue;
      probing.add(hotkey);
      void isReachable(url).then((reachable) => {
        probing.delete(hotkey);
        observations.probed(hotkey, reachable);
      });
    }
  };
  const timer = setInterval(tick, tickMs);
  signal.addEventListener("abort", () => clearInterval(timer), { once: true });
}
