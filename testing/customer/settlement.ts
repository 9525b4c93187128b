// After the next tempo the miner's coldkey has what its customers paid.
import { connect, getMetagraph } from "@plexus/client/sdk";
import { nativeCrypto } from "@plexus/core/crypto/native";
import type { Visit } from "./customer.js";
import { freeBalanceRao, keyBalance } from "./money.js";

const PATIENCE_MS = 90_000;

async function coldkeyOf(rpc: string, hotkey: string): Promise<string> {
  const client = await connect(rpc, { crypto: await nativeCrypto() });
  try {
    const neuron = (await getMetagraph(client, 1))?.neurons.find((each) => each.hotkey === hotkey);
    if (!neuron) throw new Error(`${hotkey} is no neuron of subnet 1`);
    return neuron.coldkey;
  } finally {
    client.close();
  }
}

export async function checkSettlement({ tally, endpoints }: Visit): Promise<void> {
  const { url, key } = endpoints.gateway;
  const ask = () =>
    fetch(`${url}/v1/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify({
        model: "smollm2-135m",
        max_tokens: 16,
        messages: [{ role: "user", content: "Name three colours." }],
      }),
    });
  const spentBefore = BigInt((await keyBalance(endpoints)).spent_rao);
  const response = await ask();
  const hotkey = response.headers.get("x-plexus-miner") ?? "";
  await response.text();
  const charged = BigInt((await keyBalance(endpoints)).spent_rao) - spentBefore;
  const coldkey = await coldkeyOf(endpoints.rpc, hotkey);
  const before = await freeBalanceRao(endpoints, coldkey);
  const untilMs = Date.now() + PATIENCE_MS;
  let gained = 0n;
  while (gained < charged && Date.now() < untilMs) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    gained = (await freeBalanceRao(endpoints, coldkey)) - before;
  }
  tally.check(
    `the miner's coldkey received its ${charged} rao (${gained}, earlier charges among them)`,
    gained >= charged && charged > 0n,
  );
}
