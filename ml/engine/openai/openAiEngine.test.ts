// The adapter against a real HTTP server that speaks OpenAI's stream, well and badly.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { openEngine } from "../openEngine.js";

let server: Server | undefined;
afterEach(() => server?.close());

type Handler = (body: Record<string, unknown>, request: IncomingMessage, response: ServerResponse) => void;

async function engineFor(handler: Handler, apiKey?: string) {
  const listening = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => handler(JSON.parse(body) as Record<string, unknown>, request, response));
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const openaiUrl = `http://127.0.0.1:${(listening.address() as AddressInfo).port}/v1/`;
  return openEngine({ openaiUrl, model: "big", ...(apiKey ? { apiKey } : {}) });
}

const request = {
  prompt: { kind: "chat", messages: [{ role: "user", content: "Hi" }] },
  maxTokens: 9,
  temperature: 0.5,
  topP: 0.9,
  seed: 4,
  stop: ["END"],
  logprobs: 2,
} as const;
const signal = new AbortController().signal;

test("a chat is passed on whole, streamed back, and counted by the server's usage", async () => {
  const seen: unknown[] = [];
  const engine = await engineFor((body, incoming, response) => {
    seen.push(incoming.url, incoming.headers.authorization, body);
    const top = [
      { token: "He", logprob: -0.1 },
      { token: "Ho", logprob: -3 },
    ];
    const content = [{ token: "He", logprob: -0.1, top_logprobs: top }];
    response.write(`data: ${JSON.stringify({ choices: [{ delta: { content: "He" }, logprobs: { content } }] })}\n\n`);
    response.write('data: {"choices":[{"delta":{"content":"llo"}}]}\n\nda');
    response.write('ta: {"choices":[{"delta":{},"finish_reason":"length"}]}\r\n\r\n');
    response.write('data: {"choices":[],"usage":{"prompt_tokens":12,"completion_tokens":2}}\n\n');
    response.end("data: [DONE]\n\n");
  }, "secret");
  const stream = engine.generate(request, signal);
  expect(await stream.next()).toEqual({
    done: false,
    value: {
      text: "He",
      logprob: -0.1,
      top: [
        { token: "He", logprob: -0.1 },
        { token: "Ho", logprob: -3 },
      ],
    },
  });
  expect((await stream.next()).value).toEqual({ text: "llo" });
  expect(await stream.next()).toEqual({ done: true, value: { reason: "length", tokensIn: 12, tokensOut: 2 } });
  expect(seen.slice(0, 2)).toEqual(["/v1/chat/completions", "Bearer secret"]);
  expect(seen[2]).toMatchObject({
    model: "big",
    messages: request.prompt.messages,
    max_tokens: 9,
    temperature: 0.5,
    top_p: 0.9,
    seed: 4,
    stop: ["END"],
    logprobs: true,
    top_logprobs: 2,
    stream: true,
  });
});

test("errors and broken streams of the back end are told, never papered over", async () => {
  const refusing = await engineFor((_body, _request, response) => response.writeHead(503).end("overloaded"));
  await expect(refusing.generate(request, signal).next()).rejects.toThrow(/503: overloaded/);
  const babbling = await engineFor((_body, _request, response) => response.end("data: {nonsense\n\n"));
  await expect(babbling.generate(request, signal).next()).rejects.toThrow(/not JSON/);
  const mute = await engineFor((_body, _request, response) => response.end('{"choices":[{"text":"x"}]}'));
  await expect(mute.scoreContinuations("a", ["b"], signal)).rejects.toThrow(/cannot score/);
});

test("candidates are scored from echoed log-probs after the prefix", async () => {
  const engine = await engineFor((body, _request, response) => {
    expect(body).toMatchObject({ echo: true, max_tokens: 0 });
    const logprobs = { token_logprobs: [null, -1, -2, -0.5], text_offset: [0, 3, 6, 8] };
    response.end(JSON.stringify({ choices: [{ logprobs }] }));
  });
  expect(await engine.scoreContinuations("abcdef", [" gh"], signal)).toEqual({ logprobs: [-2.5], tokensIn: 4 });
  expect(engine.info).toMatchObject({ name: "big", sha256: "0".repeat(64), bytes: 0 });
});
