/** Which subnet gives way at the limit (chain.md §2.3, stable.md §8): least emission, the older on a tie. */
export interface SubnetStanding {
  readonly netuid: number;
  /** 2024: rao per block. Other policies may compare another bigint, such as the moving price. */
  readonly emission: bigint;
  readonly registeredAt: bigint;
  readonly immune: boolean;
}

/** The netuid to remove; undefined where every subnet is immune. Root (0) is never a candidate. */
export function subnetToPrune(subnets: Iterable<SubnetStanding>): number | undefined {
  let worst: SubnetStanding | undefined;
  for (const subnet of subnets) {
    if (subnet.netuid === 0 || subnet.immune) continue;
    if (worst === undefined || ranksBelow(subnet, worst)) worst = subnet;
  }
  return worst?.netuid;
}

function ranksBelow(a: SubnetStanding, b: SubnetStanding): boolean {
  if (a.emission !== b.emission) return a.emission < b.emission;
  if (a.registeredAt !== b.registeredAt) return a.registeredAt < b.registeredAt;
  return a.netuid < b.netuid;
}
