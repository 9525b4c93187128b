// @plexus/chain/signatures: signature checks on threads of their own.

export type { SignatureCheck } from "./signatureBatch.js";
export { DEFAULT_SIGNATURE_WORKERS, SignatureWorkers, type SignatureWorkersOptions } from "./signatureWorkers.js";
