// One question to the gateway, streamed: server-sent events of OpenAI's chat API, and what our gateway adds at the end.

export interface AskUpdate {
  readonly text: string;
  readonly done: boolean;
  readonly miner?: string;
  readonly model?: string;
  readonly reason?: string;
  readonly chargeRao?: string;
  readonly receipt?: string;
}

interface Chunk {
  readonly choices?: readonly { readonly delta?: { readonly content?: string | null } }[];
  readonly error?: { readonly message?: string };
  readonly plexus?: {
    readonly miner?: string;
    readonly model?: string;
    readonly reason?: string;
    readonly price_rao?: string;
    readonly receipt?: string;
  };
}

async function* events(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const lines = (rest + value).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.startsWith("data: ")) yield line.slice(6).trim();
  }
}

export async function* ask(
  gateway: string,
  key: string,
  question: string,
  signal: AbortSignal,
): AsyncGenerator<AskUpdate> {
  const response = await fetch(`${gateway}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({
      model: "plexus/text",
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: 120,
      temperature: 0.2,
      messages: [{ role: "user", content: question }],
    }),
    signal,
  });
  if (!response.ok || !response.body) {
    const told = (await response.json().catch(() => ({}))) as { error?: { message?: string } };
    throw new Error(told.error?.message ?? `the gateway answered ${response.status}`);
  }
  const header = (name: string) => response.headers.get(`x-plexus-${name}`) ?? undefined;
  let update: AskUpdate = {
    text: "",
    done: false,
    ...(header("miner") ? { miner: header("miner") as string } : {}),
    ...(header("model") ? { model: header("model") as string } : {}),
    ...(header("reason") ? { reason: header("reason") as string } : {}),
  };
  yield update;
  for await (const data of events(response.body)) {
    if (data === "[DONE]") break;
    const chunk = JSON.parse(data) as Chunk;
    if (chunk.error) throw new Error(chunk.error.message ?? "the stream broke off");
    const { plexus } = chunk;
    update = {
      ...update,
      text: update.text + (chunk.choices?.[0]?.delta?.content ?? ""),
      ...(plexus?.miner ? { miner: plexus.miner } : {}),
      ...(plexus?.model ? { model: plexus.model } : {}),
      ...(plexus?.reason ? { reason: plexus.reason } : {}),
      ...(plexus?.price_rao !== undefined ? { chargeRao: plexus.price_rao } : {}),
      ...(plexus?.receipt ? { receipt: plexus.receipt } : {}),
    };
    yield update;
  }
  yield { ...update, done: true };
}
