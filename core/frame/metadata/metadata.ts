// Metadata 14 and 15, generated from the pallets (architecture §3.1: lists only what works).

import { blake2b64 } from "../../crypto/index.js";
import {
  bytes,
  type Codec,
  compact,
  concatBytes,
  encode,
  enumeration,
  type Infer,
  option,
  str,
  struct,
  type TypeNode,
  u8,
  u32,
  utf8,
  vec,
} from "../../scale/index.js";
import type { RuntimeApi } from "../apis.js";
import { type Assembly, palletTypes } from "../assembly.js";
import type { ChainFacts } from "../context.js";
import type { Pallet } from "../pallet.js";
import type { StorageEntry } from "../storage.js";
import { PortableTypes, TypeRegistry } from "./registry.js";

const MAGIC = utf8.encode("meta");
const TypeId = compact(u32);
const HASHERS = { Blake2_128Concat: 2, Twox64Concat: 5, Identity: 6 } as const;

const EntryType = enumeration("StorageEntryType", {
  Plain: [0, TypeId],
  Map: [1, { hashers: vec(u8), key: TypeId, value: TypeId }],
});
const EntryMetadata = struct("StorageEntryMetadata", {
  name: str,
  modifier: u8,
  type: EntryType,
  fallback: bytes,
  docs: vec(str),
});
const StorageMetadata = struct("PalletStorageMetadata", { prefix: str, entries: vec(EntryMetadata) });
const ConstantMetadata = struct("PalletConstantMetadata", { name: str, type: TypeId, value: bytes, docs: vec(str) });
const palletFields = {
  name: str,
  storage: option(StorageMetadata),
  calls: option(TypeId),
  events: option(TypeId),
  constants: vec(ConstantMetadata),
  errors: option(TypeId),
  index: u8,
};
const PalletV14 = struct("PalletMetadata", palletFields);
const PalletV15 = struct("PalletMetadata", { ...palletFields, docs: vec(str) });
const Extension = struct("SignedExtensionMetadata", { identifier: str, type: TypeId, additional_signed: TypeId });
const MethodMetadata = struct("RuntimeApiMethodMetadata", {
  name: str,
  inputs: vec(struct("Input", { name: str, type: TypeId })),
  output: TypeId,
  docs: vec(str),
});
const ApiMetadata = struct("RuntimeApiMetadata", { name: str, methods: vec(MethodMetadata), docs: vec(str) });

const V14 = struct("RuntimeMetadataV14", {
  types: PortableTypes,
  pallets: vec(PalletV14),
  extrinsic: struct("Extrinsic", { type: TypeId, version: u8, extensions: vec(Extension) }),
  type: TypeId,
});
const V15 = struct("RuntimeMetadataV15", {
  types: PortableTypes,
  pallets: vec(PalletV15),
  extrinsic: struct("Extrinsic", {
    version: u8,
    address: TypeId,
    call: TypeId,
    signature: TypeId,
    extra: TypeId,
    extensions: vec(Extension),
  }),
  type: TypeId,
  apis: vec(ApiMetadata),
  outer: struct("OuterEnums", { call: TypeId, event: TypeId, error: TypeId }),
  custom: compact(u32),
});

/** A signed extension: what it adds to the transaction and to what is signed. Its order is part of the wire. */
export interface SignedExtension {
  readonly identifier: string;
  readonly type: TypeNode;
  readonly additionalSigned: TypeNode;
}

export interface ExtrinsicTypes {
  readonly extensions: readonly SignedExtension[];
  readonly address: TypeNode;
  readonly signature: TypeNode;
  readonly extra: TypeNode;
  readonly extrinsic: TypeNode;
}

export interface MetadataSource {
  readonly assembly: Assembly;
  readonly chain: ChainFacts;
  readonly apis: readonly RuntimeApi[];
  readonly extrinsic: ExtrinsicTypes;
  /** Registered before all else, in this order: ids that clients take literally. */
  readonly first: readonly TypeNode[];
}

/** The 8-byte id of a runtime API: blake2b-64 of its name. */
export function apiId(name: string): Uint8Array {
  return blake2b64(utf8.encode(name));
}

function storageEntry(registry: TypeRegistry, entry: StorageEntry): Infer<typeof EntryMetadata> {
  const value = registry.id(entry.value.type);
  const keyTypes = entry.keys.map((part) => part.codec.type);
  const key: TypeNode = keyTypes.length === 1 ? (keyTypes[0] as TypeNode) : { kind: "tuple", of: keyTypes };
  return {
    name: entry.name,
    modifier: entry.modifier === "Optional" ? 0 : 1,
    type:
      keyTypes.length === 0
        ? { type: "Plain", value }
        : {
            type: "Map",
            value: { hashers: entry.keys.map((part) => HASHERS[part.hasher]), key: registry.id(key), value },
          },
    fallback: entry.fallback,
    docs: [...entry.docs],
  };
}

function palletMetadata(registry: TypeRegistry, pallet: Pallet, chain: ChainFacts): Infer<typeof PalletV15> {
  const types = palletTypes(pallet);
  const idOf = (type: TypeNode | undefined) => (type ? registry.id(type) : undefined);
  return {
    name: pallet.name,
    storage:
      pallet.storage.length > 0
        ? { prefix: pallet.name, entries: pallet.storage.map((entry) => storageEntry(registry, entry)) }
        : undefined,
    calls: idOf(types.calls),
    events: idOf(types.events),
    constants: pallet.constants.map((each) => ({
      name: each.name,
      type: registry.id(each.codec.type),
      value: encode(each.codec, each.value(chain)),
      docs: each.docs ? [each.docs] : [],
    })),
    errors: idOf(types.errors),
    index: pallet.index,
    docs: pallet.docs ? [pallet.docs] : [],
  };
}

function apiMetadata(registry: TypeRegistry, api: RuntimeApi): Infer<typeof ApiMetadata> {
  return {
    name: api.name,
    methods: Object.entries(api.methods).map(([name, method]) => ({
      name,
      inputs: Object.entries(method.inputs).map(([input, codec]) => ({
        name: input,
        type: registry.id((codec as Codec<unknown>).type),
      })),
      output: registry.id(method.output.type),
      docs: method.docs ? [method.docs] : [],
    })),
    docs: api.docs ? [api.docs] : [],
  };
}

/** The metadata of a runtime, magic and version byte included. Deterministic: same declarations, same bytes. */
export function runtimeMetadata(source: MetadataSource, version: 14 | 15): Uint8Array {
  const registry = new TypeRegistry();
  for (const type of source.first) registry.id(type);
  const pallets = source.assembly.pallets.map((pallet) => palletMetadata(registry, pallet, source.chain));
  const extensions = source.extrinsic.extensions.map(({ identifier, type, additionalSigned }) => ({
    identifier,
    type: registry.id(type),
    additional_signed: registry.id(additionalSigned),
  }));
  const runtime = registry.id({
    kind: "composite",
    path: "node_subtensor_runtime::Runtime",
    parameters: [],
    fields: [],
  });
  const { address, signature, extra, extrinsic } = source.extrinsic;
  const extrinsicIds = {
    extrinsic: registry.id(extrinsic),
    address: registry.id(address),
    signature: registry.id(signature),
    extra: registry.id(extra),
  };
  const outer = {
    call: registry.id(source.assembly.call.type),
    event: registry.id(source.assembly.event.type),
    error: registry.id(source.assembly.errorType),
  };
  // Registered for both versions, so that ids agree between them (substrate-wire §2.6.3).
  const apis = source.apis.map((api) => apiMetadata(registry, api));
  const types = registry.types();
  const body =
    version === 14
      ? encode(V14, {
          types,
          pallets,
          extrinsic: { type: extrinsicIds.extrinsic, version: 4, extensions },
          type: runtime,
        })
      : encode(V15, {
          types,
          pallets,
          type: runtime,
          apis,
          outer,
          custom: 0,
          extrinsic: {
            version: 4,
            address: extrinsicIds.address,
            call: outer.call,
            signature: extrinsicIds.signature,
            extra: extrinsicIds.extra,
            extensions,
          },
        });
  return concatBytes(MAGIC, Uint8Array.of(version), body);
}
