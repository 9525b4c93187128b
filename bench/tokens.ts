// Tokens a second through gateway, axon and model, as a share of the model alone (spec: issue "Done when" 10). One stream at
// a time, the gateway in a process of its own, the same prompts and seeds; alone and through alternate, so that a busy machine disturbs both alike.
//
//   npx tsx bench/tokens.ts [model] [tokens] [rounds]     default: plexus-tiny 64 10
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAxon } from "@plexus/client/axon";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { openEngine, type TextEngine } from "@plexus/ml/engine";
import { createTextMiner } from "@plexus/subnets/text";
import type { MinerView } from "../apps/gateway/mirror/chainView.js";

const [model = "plexus-tiny", tokensText = "64", roundsText = "10"] = process.argv.slice(2);
const [tokens, rounds] = [Number(tokensText), Number(roundsText)];
const messages = (round: number) => [
  { role: "user" as const, content: `Tell a long story about the number ${round}.` },
];

interface Rate {
  tokens: number;
  ms: number;
}

async function alone(engine: TextEngine, round: number): Promise<Rate> {
  const startedMs = performance.now();
  const request = {
    prompt: { kind: "chat" as const, messages: messages(round) },
    maxTokens: tokens,
    temperature: 1,
    topP: 1,
    seed: round,
    stop: [],
    logprobs: 0,
  };
  const stream = engine.generate(request, new AbortController().signal);
  for (let next = await stream.next(); ; next = await stream.next()) {
    if (next.done === true) return { tokens: next.value.tokensOut, ms: performance.now() - startedMs };
  }
}

async function through(url: string, key: string, round: number): Promise<Rate> {
  const startedMs = performance.now();
  const body = {
    model,
    stream: true,
    stream_options: { include_usage: true },
    max_tokens: tokens,
    temperature: 1,
    seed: round,
    messages: messages(round),
  };
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const ms = performance.now() - startedMs;
  const counted = /"completion_tokens":(\d+)/.exec(text)?.[1];
  if (counted === undefined) throw new Error(`no usage in ${text.slice(-300)}`);
  return { tokens: Number(counted), ms };
}

const crypto = await nativeCrypto();
const engine = await openEngine({ model });
const key = crypto.keyring.fromUri("//BenchMiner");
const committed = { model, sha256: engine.info.sha256 };
const miner = createTextMiner({ key, netuid: 1, engine: () => engine, committed, slots: 2 });
const axon = await createAxon({
  key,
  crypto,
  host: "127.0.0.1",
  port: 0,
  handle: (task, context) => miner.handle(task, context),
});
const offer = { model, price_in: 1_000_000n, price_out: 1_000_000n, slots: 2, valid_until: 1_000_000 };
const view: MinerView = {
  uid: 0,
  hotkey: key.address,
  coldkey: key.address,
  incentive: 1,
  url: `http://127.0.0.1:${axon.port}`,
  registeredAt: 0,
  offers: [offer],
};
const dataDir = mkdtempSync(join(tmpdir(), "plexus-bench-"));
const miners = JSON.stringify([view], (_, value) => (typeof value === "bigint" ? value.toString() : value));
const gateway = spawn(process.execPath, ["--import", "tsx", "bench/gateway/plexusServer.ts", dataDir, miners], {
  stdio: ["ignore", "pipe", "inherit"],
});
const { url, key: customer } = await new Promise<{ url: string; key: string }>((resolve) => {
  gateway.stdout.once("data", (line: Buffer) => resolve(JSON.parse(line.toString()) as { url: string; key: string }));
});

const sums = { alone: { tokens: 0, ms: 0 }, through: { tokens: 0, ms: 0 } };
for (let round = -1; round < rounds; round++) {
  const [one, other] = [await alone(engine, round), await through(url, customer, round)];
  if (round < 0) continue;
  for (const [sum, rate] of [
    [sums.alone, one],
    [sums.through, other],
  ] as const) {
    sum.tokens += rate.tokens;
    sum.ms += rate.ms;
  }
}
const perSecond = ({ tokens: count, ms }: Rate) => (count / ms) * 1_000;
const share = perSecond(sums.through) / perSecond(sums.alone);
process.stdout.write(
  `${model}: alone ${perSecond(sums.alone).toFixed(1)} tokens/s, through gateway and axon ${perSecond(sums.through).toFixed(1)} tokens/s: ${(share * 100).toFixed(1)} %\n`,
);
gateway.kill();
rmSync(dataDir, { recursive: true, force: true });
await axon.close();
await engine.close();
process.exit();
