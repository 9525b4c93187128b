// The ports of a local network: RPC 9944, metrics 9615, axons from 8091, gateway 8000, page 3000; --port-offset moves all (issue §7).
// Several producers take more: each node's own RPC, metrics and peer port (issue 4 §5).
import { namedProducerPorts } from "../producers/producerPorts.js";

export interface PortPlan {
  readonly rpc: number;
  readonly metrics: number;
  readonly gateway: number;
  readonly page: number;
  /** One for each miner's slot. */
  readonly axons: readonly number[];
  /** How many nodes produce together; 0: one alone, which needs no port for peers. */
  readonly producers: number;
  readonly offset: number;
}

export const minerCount = 4;

export function portPlan(offset: number, producers = 0): PortPlan {
  const axons = Array.from({ length: minerCount }, (_, index) => 8091 + index + offset);
  const first = { rpc: 9944 + offset, metrics: 9615 + offset, gateway: 8000 + offset, page: 3000 + offset };
  return { ...first, axons, producers, offset };
}

/** Every port with the part that needs it. */
export function namedPorts(ports: PortPlan): readonly { port: number; part: string }[] {
  const alone = [
    { port: ports.rpc, part: "RPC" },
    { port: ports.metrics, part: "metrics" },
  ];
  return [
    ...(ports.producers === 0 ? alone : namedProducerPorts(ports.producers, ports.offset)),
    { port: ports.gateway, part: "gateway" },
    { port: ports.page, part: "page" },
    ...ports.axons.map((port, index) => ({ port, part: `axon of miner ${index + 1}` })),
  ];
}
