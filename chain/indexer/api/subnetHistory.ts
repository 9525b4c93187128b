// A subnet's last epochs, oldest first, with what each neuron earned: the charts of the page.

import type { IndexDatabase, Row } from "../database.js";

export const NEURON_COLUMNS =
  "uid, hotkey, incentive, dividends, cast(emission_rao as text) as emission, cast(stake_rao as text) as stake";

/** incentive and dividends are shares from 0 to 1; emission and stake rao as decimal text. */
export function neuronJson(row: Row): object {
  const { uid, hotkey, incentive, dividends, emission, stake } = row;
  return { uid, hotkey, incentive, dividends, emission, stake };
}

export function subnetHistory(database: IndexDatabase, netuid: number, epochs: number): unknown {
  const rows = database.all(
    `select epoch, block, ${NEURON_COLUMNS} from neurons where netuid = ? and epoch > (select max(epoch) from neurons where netuid = ?) - ?
       order by epoch, uid`,
    netuid,
    netuid,
    epochs,
  );
  const history = new Map<number, { epoch: number; block: number; neurons: object[] }>();
  for (const row of rows) {
    const epoch = row.epoch as number;
    const entry = history.get(epoch) ?? { epoch, block: row.block as number, neurons: [] };
    entry.neurons.push(neuronJson(row));
    history.set(epoch, entry);
  }
  return [...history.values()];
}
