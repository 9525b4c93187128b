// "Done when" 2: does the market pay by quality? Watches a running local network for some epochs, prints each miner's incentive an
// epoch, and judges. Usage: npx tsx bench/market.ts [epochs] [folder with .plexus/localnet]
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connect, getMetagraph } from "@plexus/client/sdk";
import { nativeCrypto } from "@plexus/core/crypto/native";

interface Endpoints {
  readonly rpc: string;
  readonly processes: readonly { readonly role: string; readonly model?: string; readonly hotkey?: string }[];
}

const epochs = Number(process.argv[2] ?? 20);
const folder = process.argv[3] ?? process.cwd();
/** Best first, as measured apart from the market (ml/models/README.md). */
const order = ["smollm2-135m", "plexus-tiny", "plexus-micro", "noise"];
const netuid = 1;

const endpoints = JSON.parse(readFileSync(join(folder, ".plexus", "localnet", "endpoints.json"), "utf8")) as Endpoints;
const miners = endpoints.processes.filter(({ role }) => role === "miner");
const client = await connect(endpoints.rpc, { crypto: await nativeCrypto() });
const sums = new Map(order.map((model) => [model, 0]));
let judged = 0;
let kept = 0;
let last = -1;

while (judged < epochs) {
  const metagraph = await getMetagraph(client, netuid);
  if (metagraph !== undefined && metagraph.lastEpochBlock !== last) {
    if (last >= 0) {
      const shares = new Map(
        miners.map(({ model, hotkey }) => [
          model ?? "",
          metagraph.neurons.find((neuron) => neuron.hotkey === hotkey)?.incentive ?? 0,
        ]),
      );
      for (const model of order) sums.set(model, (sums.get(model) ?? 0) + (shares.get(model) ?? 0));
      const best = [...shares].reduce((one, other) => (other[1] > one[1] ? other : one));
      const noise = shares.get("noise") ?? 0;
      const holds = best[0] === order[0] && noise < 0.02 && noise <= Math.min(...shares.values());
      judged += 1;
      if (holds) kept += 1;
      const text = order.map((model) => `${model} ${((shares.get(model) ?? 0) * 100).toFixed(1)} %`).join("  ");
      console.log(`block ${metagraph.lastEpochBlock}  ${text}  ${holds ? "ok" : "NOT"}`);
    }
    last = metagraph.lastEpochBlock;
  }
  await sleep(1_000);
}
client.close();
const means = order.map((model) => (sums.get(model) ?? 0) / judged);
const isOrdered = means.every((mean, index) => index === 0 || mean <= (means[index - 1] ?? 0));
console.log(`mean: ${order.map((model, index) => `${model} ${((means[index] ?? 0) * 100).toFixed(1)} %`).join("  ")}`);
console.log(
  `best first and noise last in ${kept} of ${judged} epochs (18 of 20 wanted); the means are ${isOrdered ? "" : "NOT "}in the order of quality`,
);
process.exitCode = kept >= Math.ceil(judged * 0.9) && isOrdered ? 0 : 1;
