// Traffic follows the routing weights in force: total variation at most 0.06 over 2,000 requests, at most two open.
import { askMany } from "./customers.js";
import { metagraphOf, percent, type Trial } from "./trial.js";

const LIMIT = 0.06;
/** A short run is coarser by itself: one request in 150 is 0.7 %. */
const SHORT_RUN_LIMIT = 0.1;

const MAX_TOKENS = Number(process.env.MAX_TOKENS ?? 16);

interface Routing {
  readonly block: number;
  readonly miners: readonly { readonly hotkey: string; readonly share: number; readonly model: string }[];
}

export async function checkTraffic(trial: Trial, total: number): Promise<void> {
  const endpoints = trial.network.endpoints();
  const routing = async () => (await (await fetch(`${endpoints.gateway.url}/v1/routing`)).json()) as Routing;
  // The weights change with every epoch and with every latency observed: each request is held against those at its time.
  const expected = new Map<string, number>();
  let current = await routing();
  const refresh = setInterval(
    () =>
      void routing().then((next) => {
        current = next;
      }),
    250,
  );
  const replies = await askMany(endpoints, total, 2, { stream: false, maxTokens: MAX_TOKENS }, () => {
    for (const { hotkey, share } of current.miners) expected.set(hotkey, (expected.get(hotkey) ?? 0) + share / total);
  });
  clearInterval(refresh);
  const answered = replies.filter(({ status }) => status === 200);
  const actual = new Map<string, number>();
  for (const { miner } of answered) actual.set(miner ?? "", (actual.get(miner ?? "") ?? 0) + 1 / answered.length);
  const hotkeys = new Set([...expected.keys(), ...actual.keys()]);
  let variation = 0;
  for (const hotkey of hotkeys) variation += Math.abs((expected.get(hotkey) ?? 0) - (actual.get(hotkey) ?? 0)) / 2;
  const uids = new Map((await metagraphOf(trial)).neurons.map(({ hotkey, uid }) => [hotkey, uid]));
  for (const hotkey of hotkeys)
    console.log(
      `       uid ${uids.get(hotkey)}: weights ${percent(expected.get(hotkey) ?? 0)}, traffic ${percent(actual.get(hotkey) ?? 0)}`,
    );
  trial.tally.check(`${answered.length} of ${total} requests answered`, answered.length === total);
  const limit = total >= 1_000 ? LIMIT : SHORT_RUN_LIMIT;
  trial.tally.check(
    `total variation between traffic and routing weights ${variation.toFixed(3)} of at most ${limit}`,
    variation <= limit,
  );
}
