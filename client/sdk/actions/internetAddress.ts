// Internet addresses as the chain keeps them: a number and the version (spec: substrate-wire.md §6).
import { SdkError } from "../sdkError.js";

export interface ChainAddress {
  readonly ip: bigint;
  readonly ipType: 4 | 6;
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9][0-9]{0,2})$/.test(part) && Number(part) <= 255))
    return undefined;
  return parts.reduce((number, part) => (number << 8n) | BigInt(part), 0n);
}

function parseIpv6(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const groupsOf = (half: string | undefined) => (half ? half.split(":") : []);
  const [head, tail] = [groupsOf(halves[0]), groupsOf(halves[1])];
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array<string>(halves.length === 2 ? missing : 0).fill("0"), ...tail];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return groups.reduce((number, group) => (number << 16n) | BigInt(`0x${group}`), 0n);
}

/** Throws SdkError `BadInput`. */
export function parseInternetAddress(text: string): ChainAddress {
  const four = parseIpv4(text);
  if (four !== undefined) return { ip: four, ipType: 4 };
  const six = parseIpv6(text);
  if (six !== undefined) return { ip: six, ipType: 6 };
  throw new SdkError("BadInput", `not an IPv4 or IPv6 address: ${text}`);
}

/** As it stands in a URL: IPv6 in brackets. */
export function formatInternetAddress({ ip, ipType }: { readonly ip: bigint; readonly ipType: number }): string {
  if (ipType === 4) return [24n, 16n, 8n, 0n].map((shift) => ((ip >> shift) & 0xffn).toString()).join(".");
  const groups = Array.from({ length: 8 }, (_, index) => ((ip >> BigInt(112 - 16 * index)) & 0xffffn).toString(16));
  return `[${groups.join(":")}]`;
}
