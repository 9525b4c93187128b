// A closed loop of clients: each sends its next request when the last is answered. Counts only whole, right answers.
import { Agent, request } from "node:http";

export interface Load {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly stream: boolean;
  readonly requests: number;
  readonly open: number;
}

export interface LoadResult {
  readonly answered: number;
  readonly failed: number;
  readonly wallS: number;
  /** Milliseconds, sorted. */
  readonly latencies: number[];
}

function once(load: Load, agent: Agent, body: string): Promise<boolean> {
  return new Promise((resolve) => {
    const call = request(
      `${load.url}/v1/chat/completions`,
      {
        method: "POST",
        agent,
        headers: { ...load.headers, "content-type": "application/json", "content-length": Buffer.byteLength(body) },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (part: string) => {
          text += part;
        });
        response.on("end", () =>
          resolve(response.statusCode === 200 && text.includes("Paris") && (!load.stream || text.includes("[DONE]"))),
        );
        response.on("error", () => resolve(false));
      },
    );
    call.on("error", () => resolve(false));
    call.end(body);
  });
}

export async function runLoad(load: Load): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.open });
  const model = load.headers["x-bench-model"] ?? "plexus/text";
  const body = JSON.stringify({
    model,
    stream: load.stream,
    max_tokens: 16,
    messages: [{ role: "user", content: "What is the capital of France?" }],
  });
  const latencies: number[] = [];
  let left = load.requests;
  let failed = 0;
  const startedMs = performance.now();
  await Promise.all(
    Array.from({ length: load.open }, async () => {
      while (left > 0) {
        left -= 1;
        const sentMs = performance.now();
        if (await once(load, agent, body)) latencies.push(performance.now() - sentMs);
        else failed += 1;
      }
    }),
  );
  agent.destroy();
  latencies.sort((a, b) => a - b);
  return { answered: latencies.length, failed, wallS: (performance.now() - startedMs) / 1_000, latencies };
}
