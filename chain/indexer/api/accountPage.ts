// An account: what it signed, what it moved, and as a hotkey what it earned in each subnet's newest epoch. An account that
// did nothing yet has empty lists.

import type { IndexDatabase } from "../database.js";
import { extrinsicJson, SELECT_EXTRINSIC, SELECT_TRANSFER, transferJson } from "./rows.js";
import { NEURON_COLUMNS, neuronJson } from "./subnetHistory.js";

export function accountPage(database: IndexDatabase, address: string, limit: number): unknown {
  // -1: one that is in no row.
  const id = (database.get("select id from accounts where address = ?", address)?.id as number | undefined) ?? -1;
  const extrinsics = database.all(
    `${SELECT_EXTRINSIC} where place in (select place from signed where account = ? order by place desc limit ?) order by place desc`,
    id,
    limit,
  );
  const transfers = database.all(
    `${SELECT_TRANSFER} where place in (select place from moved where account = ? order by place desc limit ?) order by place desc`,
    id,
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
