// Everything that the node answers: one file a method, one folder a namespace; aliases stand with their method
// (substrate-wire.md §1).

import { archive_v1_body } from "./methods/archive_v1/archive_v1_body.js";
import { archive_v1_call } from "./methods/archive_v1/archive_v1_call.js";
import { archive_v1_finalizedHeight } from "./methods/archive_v1/archive_v1_finalizedHeight.js";
import { archive_v1_genesisHash } from "./methods/archive_v1/archive_v1_genesisHash.js";
import { archive_v1_hashByHeight } from "./methods/archive_v1/archive_v1_hashByHeight.js";
import { archive_v1_header } from "./methods/archive_v1/archive_v1_header.js";
import { archive_v1_storage } from "./methods/archive_v1/archive_v1_storage.js";
import { author_pendingExtrinsics } from "./methods/author/author_pendingExtrinsics.js";
import { author_submitAndWatchExtrinsic } from "./methods/author/author_submitAndWatchExtrinsic.js";
import { author_submitExtrinsic } from "./methods/author/author_submitExtrinsic.js";
import { chain_getBlock } from "./methods/chain/chain_getBlock.js";
import { chain_getBlockHash } from "./methods/chain/chain_getBlockHash.js";
import { chain_getFinalizedHead } from "./methods/chain/chain_getFinalizedHead.js";
import { chain_getHeader } from "./methods/chain/chain_getHeader.js";
import { chain_subscribeAllHeads } from "./methods/chain/chain_subscribeAllHeads.js";
import { chain_subscribeFinalizedHeads } from "./methods/chain/chain_subscribeFinalizedHeads.js";
import { chain_subscribeNewHeads } from "./methods/chain/chain_subscribeNewHeads.js";
import { chainHead_v1_body } from "./methods/chainHead_v1/chainHead_v1_body.js";
import { chainHead_v1_call } from "./methods/chainHead_v1/chainHead_v1_call.js";
import { chainHead_v1_continue } from "./methods/chainHead_v1/chainHead_v1_continue.js";
import { chainHead_v1_follow } from "./methods/chainHead_v1/chainHead_v1_follow.js";
import { chainHead_v1_header } from "./methods/chainHead_v1/chainHead_v1_header.js";
import { chainHead_v1_stopOperation } from "./methods/chainHead_v1/chainHead_v1_stopOperation.js";
import { chainHead_v1_storage } from "./methods/chainHead_v1/chainHead_v1_storage.js";
import { chainHead_v1_unpin } from "./methods/chainHead_v1/chainHead_v1_unpin.js";
import { chainSpec_v1_chainName } from "./methods/chainSpec_v1/chainSpec_v1_chainName.js";
import { chainSpec_v1_genesisHash } from "./methods/chainSpec_v1/chainSpec_v1_genesisHash.js";
import { chainSpec_v1_properties } from "./methods/chainSpec_v1/chainSpec_v1_properties.js";
import { payment_queryFeeDetails } from "./methods/payment/payment_queryFeeDetails.js";
import { payment_queryInfo } from "./methods/payment/payment_queryInfo.js";
import { plexus_getHeader } from "./methods/plexus/plexus_getHeader.js";
import { plexus_getProof } from "./methods/plexus/plexus_getProof.js";
import { plexus_getProofs } from "./methods/plexus/plexus_getProofs.js";
import { plexus_seal } from "./methods/plexus/plexus_seal.js";
import { plexus_version } from "./methods/plexus/plexus_version.js";
import { rpc_methods } from "./methods/rpc/rpc_methods.js";
import { state_call } from "./methods/state/state_call.js";
import { state_getKeys } from "./methods/state/state_getKeys.js";
import { state_getKeysPaged } from "./methods/state/state_getKeysPaged.js";
import { state_getMetadata } from "./methods/state/state_getMetadata.js";
import { state_getPairs } from "./methods/state/state_getPairs.js";
import { state_getRuntimeVersion } from "./methods/state/state_getRuntimeVersion.js";
import { state_getStorage } from "./methods/state/state_getStorage.js";
import { state_getStorageHash } from "./methods/state/state_getStorageHash.js";
import { state_getStorageSize } from "./methods/state/state_getStorageSize.js";
import { state_queryStorage } from "./methods/state/state_queryStorage.js";
import { state_queryStorageAt } from "./methods/state/state_queryStorageAt.js";
import { state_subscribeRuntimeVersion } from "./methods/state/state_subscribeRuntimeVersion.js";
import { state_subscribeStorage } from "./methods/state/state_subscribeStorage.js";
import { system_accountNextIndex } from "./methods/system/system_accountNextIndex.js";
import { system_chain } from "./methods/system/system_chain.js";
import { system_chainType } from "./methods/system/system_chainType.js";
import { system_health } from "./methods/system/system_health.js";
import { system_localListenAddresses } from "./methods/system/system_localListenAddresses.js";
import { system_localPeerId } from "./methods/system/system_localPeerId.js";
import { system_name } from "./methods/system/system_name.js";
import { system_nodeRoles } from "./methods/system/system_nodeRoles.js";
import { system_peers } from "./methods/system/system_peers.js";
import { system_properties } from "./methods/system/system_properties.js";
import { system_syncState } from "./methods/system/system_syncState.js";
import { system_version } from "./methods/system/system_version.js";
import { transaction_v1_broadcast } from "./methods/transaction_v1/transaction_v1_broadcast.js";
import { transaction_v1_stop } from "./methods/transaction_v1/transaction_v1_stop.js";
import type { Method, Subscription } from "./protocol/method.js";

export const METHODS: readonly Method[] = [
  archive_v1_body,
  archive_v1_call,
  archive_v1_finalizedHeight,
  archive_v1_genesisHash,
  archive_v1_hashByHeight,
  archive_v1_header,
  author_pendingExtrinsics,
  author_submitExtrinsic,
  chain_getBlock,
  chain_getBlockHash,
  chain_getFinalizedHead,
  chain_getHeader,
  chainHead_v1_body,
  chainHead_v1_call,
  chainHead_v1_continue,
  chainHead_v1_header,
  chainHead_v1_stopOperation,
  chainHead_v1_storage,
  chainHead_v1_unpin,
  chainSpec_v1_chainName,
  chainSpec_v1_genesisHash,
  chainSpec_v1_properties,
  payment_queryFeeDetails,
  payment_queryInfo,
  plexus_getHeader,
  plexus_getProof,
  plexus_getProofs,
  plexus_seal,
  plexus_version,
  rpc_methods,
  state_call,
  state_getKeys,
  state_getKeysPaged,
  state_getMetadata,
  state_getPairs,
  state_getRuntimeVersion,
  state_getStorage,
  state_getStorageHash,
  state_getStorageSize,
  state_queryStorage,
  state_queryStorageAt,
  system_accountNextIndex,
  system_chain,
  system_chainType,
  system_health,
  system_localListenAddresses,
  system_localPeerId,
  system_name,
  system_nodeRoles,
  system_peers,
  system_properties,
  system_syncState,
  system_version,
  transaction_v1_broadcast,
  transaction_v1_stop,
];

export const SUBSCRIPTIONS: readonly Subscription[] = [
  archive_v1_storage,
  author_submitAndWatchExtrinsic,
  chain_subscribeAllHeads,
  chain_subscribeFinalizedHeads,
  chain_subscribeNewHeads,
  chainHead_v1_follow,
  state_subscribeRuntimeVersion,
  state_subscribeStorage,
];
