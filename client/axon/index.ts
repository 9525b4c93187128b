// @plexus/client/axon: signed HTTP between neurons and gateways (architecture §3.10). Node only.

export { AxonError, type AxonErrorBody } from "./axonError.js";
export { type AxonLogger, silentLogger } from "./axonLogger.js";
export { type BlobStore, blobName, memoryBlobs } from "./blobs/blobStore.js";
export { diskBlobs } from "./blobs/diskBlobs.js";
export { createVerifier, type Verification, type Verifier, type VerifierOptions } from "./btauth/createVerifier.js";
export { type SignRequestInput, signRequest } from "./btauth/signRequest.js";
export { type RefusalReason, type SignedRequest, verifyRequest } from "./btauth/verifyRequest.js";
export { type AxonAnswer, type CallAxonOptions, callAxon } from "./call/callAxon.js";
export { type CallBlobOptions, getBlobAt, putBlobAt } from "./call/callBlob.js";
export { createEventReader, type EventReader, type ServerEvent } from "./call/eventReader.js";
export { createDeadline, type Deadline } from "./deadline.js";
export { canonicalJson } from "./receipts/canonicalJson.js";
export type {
  GatewayReceipt,
  GatewayReceiptFields,
  MinerReceipt,
  MinerReceiptFields,
} from "./receipts/receipt.js";
export { signGatewayReceipt, signMinerReceipt } from "./receipts/signReceipt.js";
export { priceOf, type ReceiptVerdict, verifyReceipt } from "./receipts/verifyReceipt.js";
export type { TaskContext, TaskHandler } from "./server/answerTask.js";
export { type Axon, type AxonOptions, createAxon } from "./server/createAxon.js";
export { refusalMessage } from "./server/refusalMessage.js";
export type { SynapseContext, SynapseRoute } from "./synapse/answerSynapse.js";
export { type CallSynapseOptions, callSynapse } from "./synapse/callSynapse.js";
export { parseTask, type Task, type TaskAnswer, taskShape } from "./task.js";
