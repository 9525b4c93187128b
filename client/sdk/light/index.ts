// @plexus/client/light: a client that believes no server. Values by proofs, headers by the producers' signatures.

export { getProof, type ProvenValue } from "../chain/verifiedRead.js";
export {
  createLightClient,
  type LightClient,
  type LightClientOptions,
  type LightReadOptions,
  type VerifiedValue,
} from "./createLightClient.js";
export { genesisTrust } from "./genesisTrust.js";
export { httpLightRpc, type LightRequestOptions, type LightRpc, type LightRpcOptions } from "./lightRpc.js";
export type { Checkpoint, FirstUse, GenesisTrust, Trust } from "./trust.js";
export type { Attestation, VerifiedHeader } from "./verifiedHeader.js";
