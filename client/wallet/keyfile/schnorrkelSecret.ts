// The two ways to write an expanded sr25519 secret (spec: substrate-wire.md §6, vectors clients.json): key files keep the
// scalar itself, wasm-crypto wants it multiplied by the cofactor 8, as ed25519 has it. The upper 32 bytes are the same.

function scalarOf(secret: Uint8Array): bigint {
  let scalar = 0n;
  for (let index = 31; index >= 0; index -= 1) scalar = (scalar << 8n) | BigInt(secret[index] as number);
  return scalar;
}

function withScalar(secret: Uint8Array, scalar: bigint): Uint8Array {
  const written = Uint8Array.from(secret);
  let rest = scalar;
  for (let index = 0; index < 32; index += 1) {
    written[index] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return written;
}

/** From the form of key files (64 bytes) to that of the keyring. */
export function toKeyringSecret(fileSecret: Uint8Array): Uint8Array {
  return withScalar(fileSecret, scalarOf(fileSecret) << 3n);
}

/** From the form of the keyring (64 bytes) to that of key files. */
export function toFileSecret(keyringSecret: Uint8Array): Uint8Array {
  return withScalar(keyringSecret, scalarOf(keyringSecret) >> 3n);
}
