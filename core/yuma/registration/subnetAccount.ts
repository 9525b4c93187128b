/** The account that belongs to a subnet (chain.md §2.3): "modl" ‖ "subtensr" ‖ netuid in little-endian, zero-padded. */
const PREFIX = Uint8Array.from("modlsubtensr", (letter) => letter.charCodeAt(0));

export function subnetAccount(netuid: number): Uint8Array {
  if (!Number.isInteger(netuid) || netuid < 0 || netuid > 65535) throw new RangeError(`not a netuid: ${netuid}`);
  const account = new Uint8Array(32);
  account.set(PREFIX);
  new DataView(account.buffer).setUint16(PREFIX.length, netuid, true);
  return account;
}
