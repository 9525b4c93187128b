// All commands in the order in which --help shows them.
import type { CommandSpec } from "./command.js";
import { askCommand } from "./commands/ask/ask.js";
import { configShowCommand } from "./commands/config/show.js";
import { runGatewayCommand } from "./commands/gateway/run.js";
import { keyCreateCommand } from "./commands/key/create.js";
import { keyListCommand } from "./commands/key/list.js";
import { keyRevokeCommand } from "./commands/key/revoke.js";
import { keyWithdrawCommand } from "./commands/key/withdraw.js";
import { localnetModelCommand } from "./commands/localnet/model.js";
import { localnetStartCommand } from "./commands/localnet/start.js";
import { localnetStatusCommand } from "./commands/localnet/status.js";
import { localnetStopCommand } from "./commands/localnet/stop.js";
import { minerCommands } from "./commands/miner/run.js";
import { minerStatusCommand } from "./commands/miner/status.js";
import { modelListCommand } from "./commands/model/list.js";
import { modelPullCommand } from "./commands/model/pull.js";
import { runNodeCommand } from "./commands/node/run.js";
import { runPageCommand } from "./commands/page/run.js";
import { receiptShowCommand } from "./commands/receipt/show.js";
import { receiptVerifyCommand } from "./commands/receipt/verify.js";
import { runValidatorCommand } from "./commands/validator/run.js";
import { walletCreateCommand } from "./commands/wallet/create.js";
import { walletListCommand } from "./commands/wallet/list.js";

export const commands: readonly CommandSpec[] = [
  askCommand,
  localnetStartCommand,
  localnetStatusCommand,
  localnetStopCommand,
  localnetModelCommand,
  runNodeCommand,
  ...minerCommands,
  minerStatusCommand,
  runValidatorCommand,
  runGatewayCommand,
  runPageCommand,
  keyCreateCommand,
  keyListCommand,
  keyRevokeCommand,
  keyWithdrawCommand,
  receiptShowCommand,
  receiptVerifyCommand,
  modelListCommand,
  modelPullCommand,
  walletCreateCommand,
  walletListCommand,
  configShowCommand,
];
