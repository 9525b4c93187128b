// An account: balance and stake by RPC, history by the indexer.

import { getBalance, getStake } from "@plexus/client/sdk";
import { percent, shorten, tao } from "../format.js";
import { getJson } from "../live/http.js";
import type { Network } from "../live/network.js";
import { useAnswer, useStore } from "../live/store.js";
import { Copyable } from "../parts/Copyable.js";
import { ExtrinsicList, type ExtrinsicRow } from "../parts/ExtrinsicList.js";
import { ProducerNote } from "../parts/ProducerNote.js";
import { Answer, Empty } from "../parts/States.js";
import { Link } from "../route.js";

interface Transfer {
  readonly block: number;
  readonly event: number;
  readonly from: string;
  readonly to: string;
  readonly amountRao: string;
}
interface Account {
  readonly extrinsics: readonly ExtrinsicRow[];
  readonly transfers: readonly Transfer[];
  readonly neurons: readonly {
    readonly netuid: number;
    readonly uid: number;
    readonly incentive: number;
    readonly dividends: number;
    readonly stake: string;
  }[];
}

async function readMoney(network: Network, address: string) {
  const client = network.client();
  if (!client) throw new Error("no connection to the node yet");
  const [balance, stakes] = await Promise.all([getBalance(client, address), getStake(client, address)]);
  return { balance, stakes };
}

function Transfers({ rows }: { rows: readonly Transfer[] }) {
  return (
    <ul class="events">
      {rows.map((row) => (
        <li key={`${row.block}-${row.event}`}>
          <Link to={`/blocks/${row.block}`}>#{row.block}</Link>{" "}
          <Link to={`/accounts/${row.from}`}>
            <code>{shorten(row.from)}</code>
          </Link>{" "}
          →{" "}
          <Link to={`/accounts/${row.to}`}>
            <code>{shorten(row.to)}</code>
          </Link>{" "}
          <span class="number">{tao(row.amountRao, 9)}</span>
        </li>
      ))}
    </ul>
  );
}

export function AccountPage({ network, address }: { network: Network; address: string }) {
  const connection = useStore(network.connection);
  const [head] = useStore(network.heads);
  const money = useAnswer(() => readMoney(network, address), [address, connection.state, head?.number]);
  const history = useAnswer(
    () => getJson<Account>(`${network.config.api}/api/accounts/${address}`),
    [address, Math.floor((head?.number ?? 0) / 5)],
  );
  return (
    <>
      <h1>Account</h1>
      <section class="panel">
        <p>
          <Copyable text={address} each={12} />
        </p>
        <Answer answer={money}>
          {({ balance, stakes }) => (
            <dl class="facts">
              <dt>balance</dt>
              <dd data-testid="balance">{tao(balance.freeRao, 9)}</dd>
              <dt>nonce</dt>
              <dd>{balance.nonce}</dd>
              <dt>staked</dt>
              <dd>
                {tao(
                  stakes.reduce((sum, stake) => sum + stake.stakeRao, 0n),
                  9,
                )}
              </dd>
            </dl>
          )}
        </Answer>
      </section>
      <ProducerNote network={network} address={address} block={head?.number ?? 0} />
      <Answer answer={history}>
        {(account) => (
          <>
            {account.neurons.length > 0 && (
              <section class="panel">
                <h2>As a neuron</h2>
                <ul class="events">
                  {account.neurons.map((row) => (
                    <li key={row.netuid}>
                      <Link to={`/subnets/${row.netuid}`}>subnet {row.netuid}</Link>, uid {row.uid}: incentive{" "}
                      {percent(row.incentive)}, dividends {percent(row.dividends)}, stake {tao(row.stake)}
                    </li>
                  ))}
                </ul>
              </section>
            )}
            <section class="panel">
              <h2>Signed</h2>
              {account.extrinsics.length > 0 ? (
                <ExtrinsicList rows={account.extrinsics} />
              ) : (
                <Empty>Nothing yet.</Empty>
              )}
            </section>
            <section class="panel">
              <h2>Transfers</h2>
              {account.transfers.length > 0 ? <Transfers rows={account.transfers} /> : <Empty>None yet.</Empty>}
            </section>
          </>
        )}
      </Answer>
    </>
  );
}
