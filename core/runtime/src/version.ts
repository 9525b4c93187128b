// The version of the law. A change of metadata changes specVersion: clients cache metadata by it (target.md §1).

import { apiId, type RuntimeApi } from "@plexus/core/frame";
import {
  type Codec,
  fixedBytes,
  fromHex,
  type Infer,
  newtype,
  str,
  struct,
  toHex,
  tuple,
  u8,
  u32,
  vec,
} from "@plexus/core/scale";
import type { RuntimeVersion } from "./interface.js";

export const SPEC_NAME = "node-subtensor";
/** Names, indices and shapes are those of subtensor at 461; ours counts on from there with every change of metadata (rules.ts). */
export const FIRST_SPEC_VERSION = 461;
export const TRANSACTION_VERSION = 1;

const CowText: Codec<string> = newtype("Cow", str, { T: str });
const Api = tuple(fixedBytes(8), u32);
const CowApis = newtype("Cow", vec(Api), { T: vec(Api) });

export const RuntimeVersionCodec = struct("sp_version::RuntimeVersion", {
  spec_name: CowText,
  impl_name: CowText,
  authoring_version: u32,
  spec_version: u32,
  impl_version: u32,
  apis: CowApis,
  transaction_version: u32,
  system_version: u8,
});
export type RuntimeVersionValue = Infer<typeof RuntimeVersionCodec>;

export function runtimeVersion(specVersion: number, apis: readonly RuntimeApi[]): RuntimeVersion {
  return {
    specName: SPEC_NAME,
    implName: "plexus",
    authoringVersion: 1,
    specVersion,
    implVersion: 1,
    apis: apis.map((api) => [toHex(apiId(api.name)), api.version] as const),
    transactionVersion: TRANSACTION_VERSION,
    stateVersion: 1,
  };
}

export function versionValue(version: RuntimeVersion): RuntimeVersionValue {
  return {
    spec_name: version.specName,
    impl_name: version.implName,
    authoring_version: version.authoringVersion,
    spec_version: version.specVersion,
    impl_version: version.implVersion,
    apis: version.apis.map(([id, number]) => [fromHex(id), number] as [Uint8Array, number]),
    transaction_version: version.transactionVersion,
    system_version: version.stateVersion,
  };
}
