// btauth/1, the signed HTTP of Bittensor's SDK 11: the payload that both sides rebuild, and the names of its headers
// (spec: target.md §5). Everything that a signature covers is in this one file.

export type BtauthScheme = "sr25519" | "ed25519";

export const btauthHeaders = {
  version: "x-bittensor-version",
  hotkey: "x-bittensor-hotkey",
  nonce: "x-bittensor-nonce",
  signature: "x-bittensor-signature",
  receiver: "x-bittensor-receiver",
  crypto: "x-bittensor-crypto",
} as const;

/** How far a nonce may lie behind the receiver's clock. */
export const maxAgeNs = 10_000_000_000n;
/** How far a nonce may lie ahead of the receiver's clock. */
export const maxAheadNs = 2_000_000_000n;

export interface BtauthFields {
  readonly scheme: BtauthScheme;
  readonly method: string;
  /** Path with query exactly as sent; never decoded or normalised. */
  readonly target: string;
  /** Lower-case hex of the sha256 of the raw body. */
  readonly bodySha256: string;
  /** Decimal nanoseconds since the epoch, as text: nineteen digits do not fit a Number. */
  readonly nonce: string;
  readonly sender: string;
  readonly receiver: string | undefined;
}

/** The bytes that are signed. */
export function btauthPayload(fields: BtauthFields): Uint8Array {
  const lines = [
    "btauth/1",
    fields.scheme,
    fields.method.toUpperCase(),
    fields.target,
    fields.bodySha256,
    fields.nonce,
    fields.sender,
    fields.receiver ?? "-",
  ];
  return new TextEncoder().encode(lines.join("\n"));
}
