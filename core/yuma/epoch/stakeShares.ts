/** Stake of each neuron as a share of all, in I32F32 bits (yuma.md §3.1): divided in I64F64, then cut to 32 bits. */
import type { EpochInput } from "./epochInput.js";

/** I64F64 bits of the stake that counts: below the threshold it is 0, except the owner's. */
function countedStake(input: EpochInput, ownerUid: number | undefined): bigint[] {
  const threshold = input.parameters.stakeThreshold ?? 0n;
  return input.stake.map((stake, uid) =>
    stake < threshold && uid !== ownerUid ? 0n : (stake << 64n) + (input.stakeFraction?.[uid] ?? 0n),
  );
}

export function stakeShares(input: EpochInput, ownerUid: number | undefined): Float64Array {
  const stake = countedStake(input, ownerUid);
  const total = stake.reduce((sum, bits) => sum + bits, 0n);
  return Float64Array.from(stake, (bits) => (total === 0n ? 0 : Number(((bits << 64n) / total) >> 32n)));
}
