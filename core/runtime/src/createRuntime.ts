// A runtime is a value: pallets assembled for one chain. Everything below is composition; the stories are in the files
// that it names.

import type { CryptoProvider } from "@plexus/core/crypto";
import {
  type Assembly,
  assemble,
  type ReadContext,
  type RuntimeApi,
  runtimeMetadata,
  type StateReader,
} from "@plexus/core/frame";
import { DecodeError, decode, encode, fields } from "@plexus/core/scale";
import { coreApi, metadataApi } from "./apis/core.js";
import {
  accountNonceApi,
  taggedTransactionQueueApi,
  transactionPaymentApi,
  transactionPaymentCallApi,
} from "./apis/transactions.js";
import { applyBlock, startBlock } from "./applyBlock.js";
import { carryOver } from "./carriedOver.js";
import { type ChainSpec, factsOf, genesisVersionOf } from "./chainSpec.js";
import { type SignatureClaim, signatureClaim } from "./checkExtrinsic.js";
import { extrinsicTypes } from "./extrinsic.js";
import { genesisChanges } from "./genesis.js";
import { inherents, readInherents } from "./inherents.js";
import { ApiBadArguments, ApiNotFound, type Head, type Runtime, type Validity } from "./interface.js";
import { type Law, rememberExtrinsics, rememberSignatures } from "./law.js";
import { palletApis, palletsOf } from "./pallets.js";
import { AccountId32 } from "./primitives.js";
import { refusedOfRoot } from "./rootCalls.js";
import { validateExtrinsic } from "./validateExtrinsic.js";
import { runtimeVersion, versionValue } from "./version.js";

/** The law with its declarations in reach, for clients that speak in them and for tests. */
export interface AssembledRuntime extends Runtime {
  readonly law: Law;
  /** As `validateTransaction`, but for the signature: `claim` is what is left to verify of it, elsewhere. */
  validateUnverified(
    state: StateReader,
    raw: Uint8Array,
    head: Head,
  ): { readonly validity: Validity; readonly claim: SignatureClaim | undefined };
  /** The signature of that claim, on these very bytes, has been verified. */
  confirmSignature(raw: Uint8Array, claim: SignatureClaim): void;
  readonly apis: readonly RuntimeApi[];
}

/** The chain's rules in one version; without one, those of its genesis. */
export function createRuntime(
  crypto: CryptoProvider,
  spec: ChainSpec,
  specVersion: number = genesisVersionOf(spec),
): AssembledRuntime {
  const chain = factsOf(spec);
  const lawOf = (): Law => law;
  const assembly: Assembly = assemble(
    palletsOf(chain, specVersion, {
      call: () => assembly.call,
      event: () => assembly.event,
      version: () => versionValue(version),
    }),
    (facts, call) => refusedOfRoot(facts, call) !== undefined,
  );
  const metadataOf = (number: 14 | 15): Uint8Array => metadata(number);
  const apis: RuntimeApi[] = [
    coreApi(() => versionValue(version)),
    metadataApi(metadataOf),
    accountNonceApi,
    transactionPaymentApi(lawOf),
    transactionPaymentCallApi(lawOf, assembly.call),
    taggedTransactionQueueApi(lawOf),
    ...palletApis(assembly.pallets),
  ];
  const version = runtimeVersion(specVersion, apis);
  const parseExtrinsic = rememberExtrinsics(() => assembly.call);
  const law: Law = {
    assembly,
    crypto,
    chain,
    version,
    verify: rememberSignatures(crypto),
    verifiedAt: new WeakMap(),
    parseExtrinsic,
    decodeExtrinsic(raw) {
      const parsed = parseExtrinsic(raw);
      return parsed instanceof DecodeError ? undefined : parsed;
    },
  };
  const carry = carryOver();
  /** Questions are put to the state after `head`; a transaction asked about would run in the next block. */
  const contextOf = (state: StateReader, head: Head): ReadContext => {
    const block = { number: head.number + 1, parentHash: head.hash };
    return { crypto, chain, state: carry(law, state, block), block };
  };
  // A pure memo: half a megabyte that every client asks for.
  const made = new Map<number, Uint8Array>();
  function metadata(number: 14 | 15): Uint8Array {
    let bytes = made.get(number);
    if (!bytes) {
      bytes = runtimeMetadata(
        { assembly, chain, apis, extrinsic: extrinsicTypes(assembly.call), first: [AccountId32.type] },
        number,
      );
      made.set(number, bytes);
    }
    return bytes;
  }
  return {
    law,
    apis,
    version,
    metadata,
    genesis: () => genesisChanges(law, spec),
    timestampInherent: (timestampMs) => inherents(law, { timestampMs })[0] as Uint8Array,
    inherents: (facts) => inherents(law, facts),
    readInherents: (extrinsics) => readInherents(law, extrinsics),
    startBlock: (parent, start) => startBlock(law, parent, start),
    applyBlock: (parent, input) => applyBlock(law, parent, input),
    validateTransaction: (state, raw, head) => validateExtrinsic(law, contextOf(state, head), raw),
    validateUnverified(state, raw, head) {
      const ctx = contextOf(state, head);
      const validity = validateExtrinsic(law, ctx, raw, true);
      return { validity, claim: validity.ok ? signatureClaim(law, ctx, raw) : undefined };
    },
    confirmSignature: (raw, { place }) => void law.verifiedAt.set(raw, place),
    call: (state, head, method, args) => answer(apis, contextOf(state, head), method, args),
  };
}

function answer(apis: readonly RuntimeApi[], ctx: ReadContext, method: string, args: Uint8Array): Uint8Array {
  const api = apis.find(({ name }) => method.startsWith(`${name}_`));
  const found =
    api && Object.hasOwn(api.methods, method.slice(api.name.length + 1))
      ? api.methods[method.slice(api.name.length + 1)]
      : undefined;
  if (!found) throw new ApiNotFound(`Exported method ${method} is not found`);
  try {
    return encode(found.output, found.answer(ctx, decode(fields(found.inputs), args)));
  } catch (error) {
    if (error instanceof DecodeError)
      throw new ApiBadArguments(`arguments of ${method} do not decode: ${error.message}`);
    throw error;
  }
}
