// Which addresses an axon may have (stable.md, Fees; chain.md §1.4).

const V4_MAX = (1n << 32n) - 1n;
const V6_MAX = (1n << 128n) - 1n;
/** ::ffff:0:0/96, an IPv4 address written as IPv6. */
const V4_MAPPED = 0xffffn;

export const IP_TYPES: readonly number[] = [4, 6];

function isLoopback(ip: bigint, ipType: number): boolean {
  if (ipType === 4) return ip >> 24n === 127n;
  return ip === 1n || (ip >> 32n === V4_MAPPED && isLoopback(ip & V4_MAX, 4));
}

/** Zero, broadcast and too large never; loopback where the chain says so. */
export function isServableAddress(ip: bigint, ipType: number, loopbackAllowed: boolean): boolean {
  const largest = ipType === 4 ? V4_MAX : V6_MAX;
  if (ip === 0n || ip >= largest) return false;
  if (ipType === 6 && ip >> 32n === V4_MAPPED && !isServableAddress(ip & V4_MAX, 4, loopbackAllowed)) return false;
  return loopbackAllowed || !isLoopback(ip, ipType);
}
