// @plexus/core/runtime: the law assembled. The machine takes createRuntime; clients take the declarations.

export { applyBlock, startBlock } from "./applyBlock.js";
export { type ChainSpec, factsOf, genesisVersionOf, type ProducerGenesis, type SubnetGenesis } from "./chainSpec.js";
export type { SignatureClaim } from "./checkExtrinsic.js";
export { type AssembledRuntime, createRuntime } from "./createRuntime.js";
export { createRuntimes, type Runtimes, type RuntimesOptions } from "./createRuntimes.js";
export * from "./declarations.js";
export { developmentSpec } from "./developmentSpec.js";
export { Era, type EraValue, eraBirth, eraDeath, IMMORTAL, mortalEra } from "./era.js";
export {
  decodeExtrinsic,
  type Extra,
  type Extrinsic,
  encodeExtrinsic,
  extrinsicHash,
  type Implicit,
  SIGNED_EXTENSIONS,
  signingPayload,
} from "./extrinsic.js";
export { extrinsicsRoot, type Header, hashHeader, headerCodec } from "./header.js";
export * from "./interface.js";
export type { Law } from "./law.js";
export { EXISTENTIAL_DEPOSIT, TotalIssuance as BalancesTotalIssuance } from "./pallets/balances/storage.js";
export {
  type AccountInfoValue,
  type ConstitutionInfoValue,
  type ConstitutionSpec,
  GOVERNABLE_PARAMETERS,
  type ProposalDetailValue,
  type ProposalInfoValue,
  TRACKS,
  type TrackName,
} from "./pallets/governance/index.js";
export { Burned, Genesis, Issued, Residue } from "./pallets/ledger/storage.js";
export {
  consensusAddress,
  genesisProducers,
  PRODUCER_PARAMETERS,
  ProducerInfo,
  type ProducerInfoValue,
  possessionMessage,
  SessionInfo,
  type SessionInfoValue,
} from "./pallets/producers/index.js";
export { EvidenceAge } from "./pallets/producers/parameters.js";
export { beaconDue, commitmentOf } from "./pallets/randomness/index.js";
export { Account } from "./pallets/system/account.js";
export {
  BlockHash,
  DigestItem,
  EventCount,
  eventRecord,
  eventsKey,
  LastRuntimeUpgrade,
  NumberItem,
  Phase,
} from "./pallets/system/storage.js";
export { Now } from "./pallets/timestamp/index.js";
export * from "./primitives.js";
export { type ProducersOptions, producersSpec } from "./producersSpec.js";
export { DEFAULT_SPEC_VERSION, NEWEST_SPEC_VERSION, RULES } from "./rules.js";
export { rulesThatRan } from "./rulesThatRan.js";
export { FIRST_SPEC_VERSION } from "./version.js";
