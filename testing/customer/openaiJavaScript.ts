// The unmodified `openai` package (6.49.0), pointed at the gateway: a streamed answer, its exact price, its receipt, errors.
import { createRequire } from "node:module";
import { verifyReceipt } from "@plexus/client/receipts";
import { nativeCrypto } from "@plexus/core/crypto/native";
import type { Visit } from "./customer.js";
import { keyBalance } from "./money.js";

interface Chunk {
  readonly choices: readonly { readonly delta: { readonly content?: string | null } }[];
  readonly usage?: { readonly completion_tokens: number } | null;
  readonly plexus?: { readonly price_rao?: string; readonly receipt?: string };
}
interface Client {
  readonly chat: { readonly completions: { create(body: object): Promise<AsyncIterable<Chunk>> } };
  readonly models: { list(): Promise<{ readonly data: readonly { readonly id: string }[] }> };
}

function clientFor(gatewayUrl: string, key: string): Client {
  const require = createRequire(new URL("../interop/js/package.json", import.meta.url));
  const { OpenAI } = require("openai") as { OpenAI: new (options: object) => Client };
  return new OpenAI({ baseURL: `${gatewayUrl}/v1`, apiKey: key, maxRetries: 0 });
}

async function statusOf(attempt: Promise<unknown>): Promise<number> {
  try {
    await attempt;
    return 200;
  } catch (error) {
    return (error as { status?: number }).status ?? 0;
  }
}

export async function checkOpenAiJavaScript({ tally, endpoints }: Visit): Promise<void> {
  const { url, key } = endpoints.gateway;
  const client = clientFor(url, key);
  const models = (await client.models.list()).data.map(({ id }) => id);
  tally.check(
    `openai lists models, plexus/text first: ${models.join(", ")}`,
    models[0] === "plexus/text" && models.includes("smollm2-135m"),
  );

  const before = await keyBalance(endpoints);
  const stream = await client.chat.completions.create({
    model: "smollm2-135m",
    stream: true,
    stream_options: { include_usage: true },
    temperature: 0,
    max_tokens: 24,
    messages: [{ role: "user", content: "What is the capital of France?" }],
  });
  let [text, pieces, price, receiptId] = ["", 0, "", ""];
  for await (const chunk of stream) {
    const piece = chunk.choices[0]?.delta.content ?? "";
    if (piece) pieces++;
    text += piece;
    price = chunk.plexus?.price_rao ?? price;
    receiptId = chunk.plexus?.receipt ?? receiptId;
  }
  tally.check(
    `a sensible answer, streamed in ${pieces} pieces: ${JSON.stringify(text)}`,
    /Paris/.test(text) && pieces > 3,
  );
  const after = await keyBalance(endpoints);
  const fall = BigInt(before.balance_rao) - BigInt(after.balance_rao);
  tally.check(
    `the balance falls by exactly the price shown: ${fall} = ${price} rao`,
    fall === BigInt(price) && fall > 0n,
  );

  const receipt: unknown = await (await fetch(`${url}/v1/receipts/${receiptId}`)).json();
  const crypto = await nativeCrypto();
  tally.check("both signatures of the receipt verify offline", verifyReceipt(receipt, crypto).ok);
  const changed = { ...(receipt as object), charge_rao: String(fall + 1n) };
  tally.check("a receipt with a changed charge does not", !verifyReceipt(changed, crypto).ok);

  const bad = (body: object, with_ = client) => statusOf(with_.chat.completions.create(body));
  const messages = [{ role: "user", content: "hi" }];
  tally.check(
    "a bad key is 401",
    (await bad({ model: "plexus/text", messages }, clientFor(url, "sk-plexus-nonsense"))) === 401,
  );
  tally.check("an unknown model is 404", (await bad({ model: "no-such-model", messages })) === 404);
  tally.check("a bad body is 400", (await bad({ model: "plexus/text", messages, temperature: "hot" })) === 400);
}
