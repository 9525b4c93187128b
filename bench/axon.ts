// What signed HTTP costs: requests per CPU-second of caller and axon together in one process, beside bare node:http with
// the same bodies, and the signatures alone. `node --import tsx bench/axon.ts`
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { callAxon, createAxon, signMinerReceipt, type Task } from "@plexus/client/axon";
import { nativeCrypto } from "@plexus/core/crypto/native";

const count = Number(process.argv[2] ?? 2_000);
const crypto = await nativeCrypto();
const miner = crypto.keyring.fromUri("//Miner");
const gateway = crypto.keyring.fromUri("//Gateway");
const task: Task = {
  netuid: 1,
  market: "text",
  kind: "chat",
  request: { messages: [{ role: "user", content: "Hello" }] },
  stream: false,
  id: "bench",
};
const sha256 = "0".repeat(64);

/** Runs `once` `count` times, eight at a time; CPU and wall milliseconds per run. */
async function measure(name: string, once: () => Promise<unknown>): Promise<void> {
  for (let warm = 0; warm < 100; warm += 1) await once();
  const cpu = process.cpuUsage();
  const wall = performance.now();
  let left = count;
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (left-- > 0) await once();
    }),
  );
  const { user, system } = process.cpuUsage(cpu);
  const cpuMs = (user + system) / 1_000 / count;
  console.log(
    `${name}: ${cpuMs.toFixed(2)} ms CPU, ${((performance.now() - wall) / count).toFixed(2)} ms wall, ${(1_000 / cpuMs).toFixed(0)} per CPU-second`,
  );
}

const axon = await createAxon({
  key: miner,
  crypto,
  host: "127.0.0.1",
  port: 0,
  handle: async (given, { caller, requestSha256 }) => ({
    result: { ok: true },
    receipt: signMinerReceipt(miner, {
      version: 1,
      id: given.id,
      netuid: 1,
      model: "none",
      model_sha256: sha256,
      request_sha256: requestSha256,
      response_sha256: sha256,
      tokens_in: 1,
      tokens_out: 1,
      finished_at_ms: 1,
      miner: miner.address,
      gateway: caller,
    }),
  }),
});
const plain = createServer((incoming, answer) => incoming.resume().on("end", () => answer.end('{"ok":true}')));
await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve));
const { port } = plain.address() as AddressInfo;
const body = JSON.stringify(task);

const signature = gateway.sign(Buffer.from(body));
await measure("sr25519 sign", async () => gateway.sign(Buffer.from(body)));
await measure("sr25519 verify", async () =>
  crypto.signing.verify("sr25519", signature, Buffer.from(body), gateway.publicKey),
);
await measure(
  "bare node:http, both sides",
  () =>
    new Promise<void>((resolve, reject) => {
      request({ port, method: "POST" }, (answer) => answer.resume().on("end", resolve))
        .on("error", reject)
        .end(body);
    }),
);
await measure("callAxon to createAxon with receipt, both sides", () =>
  callAxon({ key: gateway, receiver: miner.address, url: `http://127.0.0.1:${axon.port}`, task }),
);
await axon.close();
plain.close();
