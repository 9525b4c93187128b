// All commands in the order in which --help shows them.
import type { CommandSpec } from "./command.js";
import { balanceCommand } from "./commands/account/balance.js";
import { registerCommand } from "./commands/account/register.js";
import { transferCommand } from "./commands/account/transfer.js";
import { askCommand } from "./commands/ask/ask.js";
import { configShowCommand } from "./commands/config/show.js";
import { delegateCommand } from "./commands/delegate/delegate.js";
import { runGatewayCommand } from "./commands/gateway/run.js";
import { keyCreateCommand } from "./commands/key/create.js";
import { keyListCommand } from "./commands/key/list.js";
import { keyRevokeCommand } from "./commands/key/revoke.js";
import { keyTopUpCommand } from "./commands/key/topUp.js";
import { keyWithdrawCommand } from "./commands/key/withdraw.js";
import { localnetCreateCommand } from "./commands/localnet/create.js";
import { localnetModelCommand } from "./commands/localnet/model.js";
import { localnetStartCommands } from "./commands/localnet/start.js";
import { localnetStatusCommand } from "./commands/localnet/status.js";
import { localnetStopCommand } from "./commands/localnet/stop.js";
import { minerCommands } from "./commands/miner/run.js";
import { minerStatusCommand } from "./commands/miner/status.js";
import { modelListCommand } from "./commands/model/list.js";
import { modelPullCommand } from "./commands/model/pull.js";
import { doctorNodeCommand } from "./commands/node/doctor.js";
import { replayNodeCommand } from "./commands/node/replay.js";
import { runNodeCommand } from "./commands/node/run.js";
import { runPageCommand } from "./commands/page/run.js";
import { producerBondCommand } from "./commands/producer/bond.js";
import { producerDescribeCommand } from "./commands/producer/describe.js";
import { producerJoinCommand } from "./commands/producer/join.js";
import { producerKeysCommand } from "./commands/producer/keys.js";
import { producerLeaveCommand } from "./commands/producer/leave.js";
import { producerRotateCommand } from "./commands/producer/rotate.js";
import { producerStatusCommand } from "./commands/producer/status.js";
import { producerWithdrawCommand } from "./commands/producer/withdraw.js";
import { proposalCreateCommand } from "./commands/proposal/create.js";
import { proposalListCommand } from "./commands/proposal/list.js";
import { proposalRulesCommand } from "./commands/proposal/rules.js";
import { proposalShowCommand } from "./commands/proposal/show.js";
import { receiptShowCommand } from "./commands/receipt/show.js";
import { receiptVerifyCommand } from "./commands/receipt/verify.js";
import { rootRegisterCommand } from "./commands/root/register.js";
import { rootVoteCommand } from "./commands/root/vote.js";
import { stakeAddCommand } from "./commands/stake/add.js";
import { stakeListCommand } from "./commands/stake/list.js";
import { stakeRemoveCommand } from "./commands/stake/remove.js";
import { subnetCreateCommand } from "./commands/subnet/create.js";
import { subnetListCommand } from "./commands/subnet/list.js";
import { subnetShowCommand } from "./commands/subnet/show.js";
import { subnetStartCommand } from "./commands/subnet/start.js";
import { upgradeCancelCommand, upgradeScheduleCommand } from "./commands/upgrade/schedule.js";
import { upgradeStatusCommand } from "./commands/upgrade/status.js";
import { runValidatorCommand } from "./commands/validator/run.js";
import { verifyCommand } from "./commands/verify/verify.js";
import { voteCommand } from "./commands/vote/vote.js";
import { walletCreateCommand } from "./commands/wallet/create.js";
import { walletListCommand } from "./commands/wallet/list.js";

export const commands: readonly CommandSpec[] = [
  askCommand,
  ...localnetStartCommands,
  localnetStatusCommand,
  localnetStopCommand,
  localnetModelCommand,
  localnetCreateCommand,
  runNodeCommand,
  replayNodeCommand,
  doctorNodeCommand,
  upgradeStatusCommand,
  upgradeScheduleCommand,
  upgradeCancelCommand,
  ...minerCommands,
  minerStatusCommand,
  runValidatorCommand,
  runGatewayCommand,
  runPageCommand,
  keyCreateCommand,
  keyListCommand,
  keyRevokeCommand,
  keyTopUpCommand,
  keyWithdrawCommand,
  receiptShowCommand,
  receiptVerifyCommand,
  modelListCommand,
  modelPullCommand,
  walletCreateCommand,
  walletListCommand,
  balanceCommand,
  verifyCommand,
  transferCommand,
  registerCommand,
  stakeAddCommand,
  stakeRemoveCommand,
  stakeListCommand,
  subnetListCommand,
  subnetShowCommand,
  subnetCreateCommand,
  subnetStartCommand,
  rootRegisterCommand,
  rootVoteCommand,
  producerStatusCommand,
  producerKeysCommand,
  producerJoinCommand,
  producerBondCommand,
  producerLeaveCommand,
  producerWithdrawCommand,
  producerRotateCommand,
  producerDescribeCommand,
  proposalListCommand,
  proposalShowCommand,
  proposalRulesCommand,
  proposalCreateCommand,
  voteCommand,
  delegateCommand,
  configShowCommand,
];
