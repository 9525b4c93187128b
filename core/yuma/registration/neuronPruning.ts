/** Which neuron gives way in a full subnet (yuma.md §12): by emission (2026, and stable subnets), by score (2024). */
export interface NeuronStanding {
  readonly uid: number;
  /** Rao of the last epoch. */
  readonly emission: bigint;
  readonly registeredAt: bigint;
  /** Younger than the immunity period. */
  readonly immune: boolean;
  /** The subnet owner's own key: never removed. */
  readonly ownerImmune: boolean;
}

function ranksBelow(a: NeuronStanding, b: NeuronStanding): boolean {
  if (a.emission !== b.emission) return a.emission < b.emission;
  if (a.registeredAt !== b.registeredAt) return a.registeredAt < b.registeredAt;
  return a.uid < b.uid;
}

function least(neurons: readonly NeuronStanding[]): NeuronStanding | undefined {
  return neurons.reduce<NeuronStanding | undefined>(
    (worst, neuron) => (worst === undefined || ranksBelow(neuron, worst) ? neuron : worst),
    undefined,
  );
}

/**
 * Least (emission, registration block, uid) among the non-immune if more than `minNonImmuneUids` of them are left,
 * else among the immune; undefined = registration is refused.
 */
export function neuronToPrune(neurons: Iterable<NeuronStanding>, minNonImmuneUids: number): number | undefined {
  const removable = [...neurons].filter((neuron) => !neuron.ownerImmune);
  const open = removable.filter((neuron) => !neuron.immune);
  const immune = removable.filter((neuron) => neuron.immune);
  return least(open.length > minNonImmuneUids ? open : immune)?.uid;
}

export interface ScoredNeuron {
  readonly uid: number;
  /** u16; 65535 = chosen already in this epoch. */
  readonly pruningScore: number;
  readonly immune: boolean;
}

/**
 * The rule of 2024 over uids ascending: among the non-immune the last with the least score, among the immune the
 * first; an immune one only where no other scores below 65535. Undefined for an empty subnet.
 */
export function neuronToPrune2024(neurons: Iterable<ScoredNeuron>): number | undefined {
  let open: ScoredNeuron | undefined;
  let immune: ScoredNeuron | undefined;
  for (const neuron of neurons) {
    if (!neuron.immune && neuron.pruningScore <= (open?.pruningScore ?? 65535)) open = neuron;
    if (neuron.immune && neuron.pruningScore < (immune?.pruningScore ?? 65536)) immune = neuron;
  }
  return open !== undefined && (open.pruningScore < 65535 || immune === undefined) ? open.uid : immune?.uid;
}
