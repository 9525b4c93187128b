// A fifth miner, by the commands that anybody would type: a wallet, a transfer from a development key, `plexus miner`. It has
// traffic within four epochs.
import { execFile, spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { soon, type Trial } from "./trial.js";

const run = promisify(execFile);
const program = fileURLToPath(new URL("../../dist/plexus.js", import.meta.url));
const FOUR_EPOCHS_MS = 4 * 21 * 1_000 + 15_000;

export async function checkNewcomer(trial: Trial): Promise<void> {
  const { rpc, gateway } = trial.network.endpoints();
  const wallets = join(trial.folder, "newcomer-wallets");
  const plexus = async (...words: string[]) => {
    const { stdout } = await run(
      process.execPath,
      [program, ...words, "--wallet-path", wallets, "--endpoint", rpc, "--yes", "--json"],
      { timeout: 60_000 },
    );
    return JSON.parse(stdout) as Record<string, unknown>;
  };
  const made = await plexus("wallet", "create", "fifth", "--no-password");
  const coldkey = JSON.stringify(made).match(/5[1-9A-HJ-NP-Za-km-z]{47}/)?.[0] ?? "";
  await plexus("transfer", coldkey, "10", "--wallet", "//Dave");
  const miner = spawn(
    process.execPath,
    [
      program,
      "miner",
      "--wallet",
      "fifth",
      "--wallet-path",
      wallets,
      "--endpoint",
      rpc,
      "--subnet",
      "1",
      "--model",
      "plexus-tiny",
      "--axon-port",
      "19777",
      "--base-path",
      join(trial.folder, "fifth"),
      "--yes",
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let output = "";
  for (const stream of [miner.stdout, miner.stderr]) stream.on("data", (part) => (output += String(part)));
  try {
    const hotkeys = new Set(trial.network.endpoints().processes.map((each) => (each as { hotkey?: string }).hotkey));
    const share = async () => {
      await fetch(`${gateway.url}/v1/chat/completions`, {
        method: "POST",
        headers: { authorization: `Bearer ${gateway.key}`, "content-type": "application/json" },
        body: JSON.stringify({ model: "plexus/text", max_tokens: 4, messages: [{ role: "user", content: "Hello" }] }),
      }).then((response) => response.text());
      const { miners } = (await (await fetch(`${gateway.url}/v1/traffic`)).json()) as {
        miners: { hotkey: string; requests: number }[];
      };
      return miners.some(({ hotkey, requests }) => !hotkeys.has(hotkey) && requests > 0);
    };
    const served = await soon(FOUR_EPOCHS_MS, share);
    trial.tally.check("a fifth miner, funded by transfer and started by hand, has traffic within four epochs", served);
    if (!served) console.log(output.slice(-2_000));
  } finally {
    miner.kill("SIGTERM");
  }
}
