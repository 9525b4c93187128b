// @plexus/client/sdk: a typed client over the wire, for browsers and Node (architecture §2).

export { accountId, addressOf } from "./actions/account.js";
export { type AddStakeInput, addStake } from "./actions/addStake.js";
export { type BatchInput, batch } from "./actions/batch.js";
export { type ClearOfferInput, clearOffer } from "./actions/clearOffer.js";
export { type DecreaseTakeInput, decreaseTake } from "./actions/decreaseTake.js";
export { type Balance, getBalance } from "./actions/getBalance.js";
export { getCommitments, type NeuronCommitment } from "./actions/getCommitments.js";
export { getHyperparameters, type HyperparameterValue } from "./actions/getHyperparameters.js";
export { type Axon, getMetagraph, type Metagraph, type Neuron } from "./actions/getMetagraph.js";
export { getNeurons, type ListedNeuron } from "./actions/getNeurons.js";
export { getNextEpochBlock } from "./actions/getNextEpochBlock.js";
export { getOffers, type Offer } from "./actions/getOffers.js";
export { getRegistrationCost, getSubnetCost } from "./actions/getRegistrationCost.js";
export { getStake, type Stake } from "./actions/getStake.js";
export { getSubnet, getSubnets, type Subnet } from "./actions/getSubnets.js";
export { getUid } from "./actions/getUid.js";
export { getNodeRelease, getUpgrades, type NodeRelease, type Upgrade, type Upgrades } from "./actions/getUpgrades.js";
export { getWeights, type WeightsRow } from "./actions/getWeights.js";
export {
  type DelegateInput,
  delegate,
  type UndelegateInput,
  undelegate,
} from "./actions/governance/delegate.js";
export {
  type Constitution,
  getConstitution,
  type ParameterReading,
  type TrackReading,
} from "./actions/governance/getConstitution.js";
export {
  getOpenProposals,
  getProposal,
  getProposals,
  type ProposalsInput,
} from "./actions/governance/getProposals.js";
export { type CastVote, getVoting, type VoteChoice, type Voting } from "./actions/governance/getVoting.js";
export type {
  ProposalReading,
  ProposalState,
  ProposalSummary,
  ProposedCall,
  ProposedChange,
} from "./actions/governance/proposal.js";
export {
  admitSubnetCall,
  type ProposeInput,
  proposalMade,
  propose,
  type SetParameterInput,
  setParameterCall,
} from "./actions/governance/propose.js";
export { type UnlockInput, unlock } from "./actions/governance/unlock.js";
export {
  type Conviction,
  type RemoveVoteInput,
  removeVote,
  type VoteInput,
  vote,
} from "./actions/governance/vote.js";
export { type IncreaseTakeInput, increaseTake } from "./actions/increaseTake.js";
export { formatInternetAddress, parseInternetAddress } from "./actions/internetAddress.js";
export { type AddBondInput, addBond } from "./actions/producers/addBond.js";
export { type DescribeProducerInput, describeProducer } from "./actions/producers/describeProducer.js";
export {
  getProducerSession,
  type ProducerParameter,
  type ProducerSession,
} from "./actions/producers/getProducerSession.js";
export { getProducers, type Producer } from "./actions/producers/getProducers.js";
export { type JoinProducersInput, joinProducers } from "./actions/producers/joinProducers.js";
export { type LeaveProducersInput, leaveProducers } from "./actions/producers/leaveProducers.js";
export { type ProducerProofInput, producerProofMessage } from "./actions/producers/producerProofMessage.js";
export { type RotateConsensusKeyInput, rotateConsensusKey } from "./actions/producers/rotateConsensusKey.js";
export { type WithdrawBondInput, withdrawBond } from "./actions/producers/withdrawBond.js";
export type { AtOptions } from "./actions/readApi.js";
export { type RegisterNeuronInput, registerNeuron } from "./actions/registerNeuron.js";
export { type RegisterRootInput, registerRoot } from "./actions/registerRoot.js";
export { netuidAdded, type RegisterSubnetInput, registerSubnet } from "./actions/registerSubnet.js";
export { type RemoveStakeInput, removeStake } from "./actions/removeStake.js";
export { cancelUpgradeCall, scheduleUpgradeCall } from "./actions/scheduleUpgrade.js";
export { type ServeAxonInput, serveAxon } from "./actions/serveAxon.js";
export { type ModelCommitment, type SetCommitmentInput, setCommitment } from "./actions/setCommitment.js";
export { type SetOfferInput, setOffer } from "./actions/setOffer.js";
export { quantiseWeights, type SetWeightsInput, setWeights } from "./actions/setWeights.js";
export { type StartSubnetInput, startSubnet } from "./actions/startSubnet.js";
export { sudo } from "./actions/sudo.js";
export { type TransferInput, transfer, transferCall } from "./actions/transfer.js";
export { type TransferAllInput, transferAll } from "./actions/transferAll.js";
export { type Declarations, declarationsFor, type EventRecord } from "./chain/declarations.js";
export type { FollowOptions, HeadListener } from "./chain/followHeads.js";
export { type ChainHeader, readHeader } from "./chain/header.js";
export type { ReadOptions, StateReading } from "./chain/readState.js";
export type { BlockEvents } from "./chain/rulesAt.js";
export type { ProvenValue } from "./chain/verifiedRead.js";
export { type ConnectOptions, connect, type PlexusClient, storageKey } from "./connect.js";
export { type RequestOptions, RpcClient, type RpcClientOptions, type Unsubscribe } from "./rpc/rpcClient.js";
export type { SubscriptionRequest } from "./rpc/subscriptions.js";
export { SdkError, type SdkErrorCode } from "./sdkError.js";
export type { ChainEvent, DispatchFailure, SubmitResult } from "./submit/outcome.js";
export { type SignedExtrinsic, signExtrinsic } from "./submit/signExtrinsic.js";
export type { SubmitOptions } from "./submit/submit.js";
export type { WaitFor } from "./submit/watchExtrinsic.js";
