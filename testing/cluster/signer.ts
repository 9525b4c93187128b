// Signs calls for the chain of a cluster, without asking anybody: the same law, the genesis hash, a nonce.
import type { CryptoProvider, KeyPair } from "@plexus/core/crypto";
import type { RuntimeCallValue } from "@plexus/core/frame";
import {
  type AssembledRuntime,
  type ChainSpec,
  createRuntimes,
  encodeExtrinsic,
  IMMORTAL,
  signingPayload,
} from "@plexus/core/runtime";
import { encode, type Hex, toHex } from "@plexus/core/scale";

export interface Signer {
  readonly runtime: AssembledRuntime;
  sign(key: KeyPair, call: RuntimeCallValue, nonce: number, tipRao?: bigint): Hex;
}

const schemes = { ed25519: "Ed25519", sr25519: "Sr25519", ecdsa: "Ecdsa" } as const;

export function createSigner(crypto: CryptoProvider, spec: ChainSpec, genesisHash: Hex, specVersion?: number): Signer {
  const runtimes = createRuntimes(crypto, spec);
  const runtime = specVersion === undefined ? runtimes.genesis : runtimes.get(specVersion);
  if (!runtime) throw new Error(`this program does not know version ${specVersion}`);
  const codec = runtime.law.assembly.call;
  const { version } = runtime;
  const implicit = {
    specVersion: version.specVersion,
    transactionVersion: version.transactionVersion,
    genesisHash,
    eraHash: genesisHash,
  };
  return {
    runtime,
    sign(key, call, nonce, tipRao = 0n) {
      const extra = { era: IMMORTAL, nonce, tip: tipRao };
      const signature = key.sign(signingPayload(crypto, encode(codec, call as never), extra, implicit));
      return toHex(
        encodeExtrinsic(codec, {
          signed: {
            address: { type: "Id", value: key.accountId },
            signature: { type: schemes[key.scheme], value: signature },
            extra,
          },
          call: call as never,
        }),
      );
    },
  };
}

export function transferOf(to: KeyPair, amountRao: bigint): RuntimeCallValue {
  const args = { dest: { type: "Id", value: to.accountId }, value: amountRao };
  return { pallet: "Balances", call: "transfer_keep_alive", args };
}
