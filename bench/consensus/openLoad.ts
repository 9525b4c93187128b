// Offers prepared transactions at a steady rate, in JSON-RPC batches of ten over kept connections, each to the node that it
// is meant for; what is late is not left out but sent late (an open loop), so a slow node gets a queue and not a pause.
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

const BATCH = 10;

export interface OpenLoad {
  readonly sent: number;
  readonly refused: number;
  readonly firstRefusal: string | undefined;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

function post(url: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const asked = request(url, { method: "POST", agent, headers, timeout: 30_000 }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.once("end", () => resolve(Buffer.concat(parts).toString()));
      response.once("error", reject);
    });
    asked.once("error", reject);
    asked.once("timeout", () => asked.destroy(new Error("no answer within 30 s")));
    asked.end(body);
  });
}

/**
 * @param lanes for each node its JSON-RPC requests, in order: `{ method, params }`.
 * @param perSecond transactions a second over all lanes.
 * @param isRefusal what in an answer says that a transaction was not taken.
 */
export async function offer(
  lanes: readonly { url: string; calls: readonly { method: string; params: unknown }[] }[],
  perSecond: number,
  isRefusal: (answer: { result?: unknown; error?: unknown }) => boolean,
): Promise<OpenLoad> {
  let sent = 0;
  let refused = 0;
  let firstRefusal: string | undefined;
  const everyMs = (1_000 * BATCH * lanes.length) / perSecond;
  const begunMs = performance.now();
  await Promise.all(
    lanes.map(async ({ url, calls }, lane) => {
      // One batch at a time a lane keeps the nonces of an account in order.
      for (let from = 0; from < calls.length; from += BATCH) {
        const dueMs = begunMs + (from / BATCH + lane / lanes.length) * everyMs;
        if (dueMs > performance.now()) await sleep(dueMs - performance.now());
        const part = calls.slice(from, from + BATCH);
        const body = JSON.stringify(part.map((call, id) => ({ jsonrpc: "2.0", id, ...call })));
        const answers = JSON.parse(await post(url, body)) as { result?: unknown; error?: unknown }[];
        for (const answer of answers) {
          sent += 1;
          if (!isRefusal(answer)) continue;
          refused += 1;
          firstRefusal ??= JSON.stringify(answer).slice(0, 300);
        }
      }
    }),
  );
  return { sent, refused, firstRefusal };
}
