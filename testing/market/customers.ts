// Customers who ask plexus/text, a bounded number at a time.
import type { Endpoints } from "../localnet/startedNetwork.js";

export interface Reply {
  readonly status: number;
  readonly miner: string | null;
  /** Bytes of the answer that arrived. */
  readonly bytes: number;
  /** Whether the answer ended as it should: a whole body, or [DONE]. */
  readonly whole: boolean;
}

const QUESTIONS = [
  "Name three colours.",
  "What is the capital of France?",
  "Say hello to Anna.",
  "Write one sentence about rain.",
];

async function ask({ gateway }: Endpoints, index: number, stream: boolean, maxTokens: number): Promise<Reply> {
  const response = await fetch(`${gateway.url}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${gateway.key}`, "content-type": "application/json" },
    signal: AbortSignal.timeout(120_000),
    body: JSON.stringify({
      model: "plexus/text",
      stream,
      max_tokens: maxTokens,
      messages: [{ role: "user", content: QUESTIONS[index % QUESTIONS.length] }],
    }),
  });
  let text = "";
  try {
    text = await response.text();
  } catch {
    return { status: response.status, miner: response.headers.get("x-plexus-miner"), bytes: text.length, whole: false };
  }
  const whole = stream ? text.trimEnd().endsWith("data: [DONE]") && !text.includes('"error"') : response.ok;
  return { status: response.status, miner: response.headers.get("x-plexus-miner"), bytes: text.length, whole };
}

/** `total` requests, at most `open` at a time. */
export async function askMany(
  endpoints: Endpoints,
  total: number,
  open: number,
  options: { stream: boolean; maxTokens: number },
  told?: (done: number) => void,
): Promise<Reply[]> {
  const replies: Reply[] = [];
  let next = 0;
  const worker = async () => {
    while (next < total) {
      replies.push(await ask(endpoints, next++, options.stream, options.maxTokens));
      told?.(replies.length);
    }
  };
  await Promise.all(Array.from({ length: open }, worker));
  return replies;
}
