// `plexus ask`: one question through the gateway, the answer as it is written, and who gave it for how much.
import { formatTao } from "../../amount.js";
import { defineCommand } from "../../command.js";
import { askGateway } from "../../gatewayApi.js";
import { parseWhole } from "../../parse.js";

/** Yields the data of a server-sent stream's lines as they come. */
async function* eventsOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const part of body) {
    rest += decoder.decode(part, { stream: true });
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.startsWith("data:")) yield line.slice(5).trim();
  }
}

interface Chunk {
  readonly choices?: readonly { delta?: { content?: string } }[];
  readonly error?: { message?: string };
  readonly plexus?: Readonly<Record<string, unknown>>;
}

export const askCommand = defineCommand({
  words: "ask",
  summary: "ask the network a question",
  arguments: [{ name: "<question>", about: "the question, in quotes" }],
  options: [
    {
      flags: "--model <name>",
      about: "plexus/text is routed by measured quality; a model's own name goes to its miners only",
      fallback: "plexus/text",
    },
    { flags: "--max-tokens <count>", about: "the longest answer", fallback: "128" },
  ],
  examples: [
    { line: 'ask "What is the capital of France?"', about: "the best miner answers, word by word" },
    {
      line: 'ask "Write a line about rain" --model plexus-tiny --json',
      about: "one model only; answer, miner and price as JSON",
    },
  ],
  async run({ settings, json, signal }, { arguments: given, options }) {
    const body = {
      model: String(options.model),
      messages: [{ role: "user", content: String(given.question) }],
      max_tokens: parseWhole(options.maxTokens, "--max-tokens", 1, 4096),
      stream: true,
      stream_options: { include_usage: true },
    };
    const response = await askGateway(settings, "/v1/chat/completions", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal,
    });
    let answer = "";
    let facts: Record<string, unknown> = {};
    for await (const data of eventsOf(response.body as unknown as AsyncIterable<Uint8Array>)) {
      if (data === "[DONE]") break;
      const chunk = JSON.parse(data) as Chunk;
      if (chunk.error !== undefined) throw new Error(chunk.error.message ?? "the stream broke off");
      const text = chunk.choices?.[0]?.delta?.content ?? "";
      answer += text;
      if (!json) process.stdout.write(text);
      if (chunk.plexus !== undefined) facts = { ...facts, ...chunk.plexus };
    }
    for (const name of ["miner", "model", "reason", "charge-rao", "receipt"]) {
      const value = response.headers.get(`x-plexus-${name}`);
      if (value !== null) facts[name.replace("-", "_")] ??= value;
    }
    const charge = facts.charge_rao ?? facts.price_rao;
    const cost = charge === undefined ? "" : `, ${formatTao(BigInt(String(charge)))}`;
    return {
      json: { answer, ...facts },
      text: `\n\n— ${String(facts.miner ?? "?")} (${String(facts.reason ?? "?")})${cost}, receipt ${String(facts.receipt ?? "?")}`,
    };
  },
});
