// The ports of several nodes on one machine: node i stands ten above node i − 1, so that the first keeps the usual ones.

export interface ProducerPorts {
  readonly rpc: number;
  readonly metrics: number;
  /** Where other nodes reach it. */
  readonly peer: number;
}

const portsApart = 10;
/** 21 nodes reach from RPC 9944 to 10144; more would come near the next usual ports. */
export const mostProducers = 21;

/** Ports of node `number`, counted from 1. */
export function producerPorts(number: number, offset: number): ProducerPorts {
  const step = (number - 1) * portsApart + offset;
  return { rpc: 9944 + step, metrics: 9615 + step, peer: 30_333 + step };
}

/** Every port of the nodes with the part that needs it. */
export function namedProducerPorts(count: number, offset: number): readonly { port: number; part: string }[] {
  return Array.from({ length: count }, (_, index) => index + 1).flatMap((number) => {
    const { rpc, metrics, peer } = producerPorts(number, offset);
    return [
      { port: rpc, part: `RPC of node ${number}` },
      { port: metrics, part: `metrics of node ${number}` },
      { port: peer, part: `peers of node ${number}` },
    ];
  });
}
