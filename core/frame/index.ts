// @plexus/core/frame: the pallet kernel. What a pallet is, storage, calls, events, errors, dispatch, metadata.

export { type ApiMethod, apiMethod, type RuntimeApi } from "./apis.js";
export { type Assembly, assemble, type DecodedEvent } from "./assembly.js";
export { type CallDefinition, defineCall, type PoolRefusal, type RuntimeCallValue } from "./calls.js";
export type { ChainFacts, Context, DispatchOutcome, ReadContext } from "./context.js";
export {
  DispatchError,
  type DispatchErrorValue,
  defineErrors,
  type ErrorDefinition,
  ensure,
  Refusal,
} from "./errors.js";
export { type EventDefinition, structEvent, tupleEvent } from "./events.js";
export { Execution } from "./execution.js";
export {
  apiId,
  type ExtrinsicTypes,
  type MetadataSource,
  runtimeMetadata,
  type SignedExtension,
} from "./metadata/metadata.js";
export { PortableTypes, TypeRegistry } from "./metadata/registry.js";
export { ensureNone, ensureRoot, ensureSigned, NONE, type Origin, ROOT, signedBy } from "./origin.js";
export {
  type ConstantDefinition,
  constant,
  definePallet,
  type Hooks,
  type Invariant,
  type Pallet,
  type PalletNumbers,
  type Slice,
} from "./pallet.js";
export { type Changes, EMPTY_STATE, Overlay, type StateReader } from "./state.js";
export {
  blake2_128Concat,
  identity,
  type KeyPart,
  type Readable,
  type StorageEntry,
  storageIn,
  storageOf,
  twox64Concat,
  type Writable,
} from "./storage.js";
