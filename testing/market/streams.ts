// The best miner killed with -9 in the middle of streams: whoever had no byte yet loses nothing, its traffic is gone in five
// seconds, and it earns again after its return.
import { setTimeout as sleep } from "node:timers/promises";
import { askMany } from "./customers.js";
import { BEST, incentiveOf, metagraphOf, minersOf, minerWith, nextEpochs, percent, soon, type Trial } from "./trial.js";

const RETURN_EPOCHS = 5;

export async function checkStreams(trial: Trial, total: number): Promise<void> {
  const endpoints = trial.network.endpoints();
  const best = minerWith(trial, BEST);
  let killedAtMs = 0;
  const asked = askMany(endpoints, total, 4, { stream: true, maxTokens: 32 }, (done) => {
    if (killedAtMs === 0 && done >= Math.floor(total / 4)) {
      killedAtMs = Date.now();
      process.kill(best.pid, "SIGKILL");
    }
  });
  const routed = async () => {
    const { miners } = (await (await fetch(`${endpoints.gateway.url}/v1/routing`)).json()) as {
      miners: { hotkey: string; share: number }[];
    };
    return miners.find(({ hotkey }) => hotkey === best.hotkey)?.share ?? 0;
  };
  while (killedAtMs === 0) await sleep(20);
  const dropped = await soon(5_000, async () => (await routed()) === 0);
  trial.tally.check(
    `the killed miner has no traffic after ${((Date.now() - killedAtMs) / 1000).toFixed(1)} s of at most 5`,
    dropped,
  );
  const replies = await asked;
  const lost = replies.filter(({ whole }) => !whole);
  const withoutByte = lost.filter(({ status, bytes }) => status !== 200 || bytes === 0);
  trial.tally.check(
    `of ${total} streams ${lost.length} broke after their first byte, ${withoutByte.length} before`,
    withoutByte.length === 0,
  );
  const back = await soon(60_000, async () => {
    const again = minersOf(trial).find(({ hotkey }) => hotkey === best.hotkey);
    return again !== undefined && again.pid !== best.pid && (await routed()) > 0;
  });
  trial.tally.check("the killed miner is back and routed to", back);
  let share = incentiveOf(await metagraphOf(trial), best.hotkey);
  for await (const graph of nextEpochs(trial, RETURN_EPOCHS)) share = incentiveOf(graph, best.hotkey);
  trial.tally.check(`it earns after its return: ${percent(share)}`, share > 0);
}
