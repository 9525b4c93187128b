// An account: what it signed, what it moved, and as a hotkey what it earned in each subnet's newest epoch. An account that
// did nothing yet has empty lists.

import type { IndexDatabase } from "../database.js";
import { EXTRINSIC_COLUMNS, extrinsicJson, TRANSFER_COLUMNS, transferJson } from "./rows.js";
import { NEURON_COLUMNS, neuronJson } from "./subnetHistory.js";

export function accountPage(database: IndexDatabase, address: string, limit: number): unknown {
  const extrinsics = database.all(
    `select ${EXTRINSIC_COLUMNS} from extrinsics where signer = ? order by block desc, position desc limit ?`,
    address,
    limit,
  );
  const transfers = database.all(
    `select ${TRANSFER_COLUMNS} from transfers where sender = ? or recipient = ? order by block desc, event desc limit ?`,
    address,
    address,
    limit,
  );
  const neurons = database.all(
    `select netuid, epoch, block, ${NEURON_COLUMNS} from neurons as row where hotkey = ?
       and epoch = (select max(epoch) from neurons where netuid = row.netuid) order by netuid`,
    address,
  );
  return {
    address,
    extrinsics: extrinsics.map(extrinsicJson),
    transfers: transfers.map(transferJson),
    neurons: neurons.map((row) => ({ netuid: row.netuid, epoch: row.epoch, block: row.block, ...neuronJson(row) })),
  };
}
