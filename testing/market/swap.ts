// The best miner's model swapped for noise, its commitment left as it was: under 5 % of incentive and traffic within four
// epochs, and in the end under 2 % (it commits the best model's hash and answers rubbish).
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { BEST, incentiveOf, minerWith, nextEpochs, percent, type Trial } from "./trial.js";

const run = promisify(execFile);
const program = fileURLToPath(new URL("../../dist/plexus.js", import.meta.url));

export async function checkSwap(trial: Trial): Promise<void> {
  const { hotkey } = minerWith(trial, BEST);
  await run(process.execPath, [program, "localnet", "model", String(trial.bestSlot), "noise"], {
    cwd: trial.folder,
    timeout: 90_000,
  });
  const shares: number[] = [];
  for await (const graph of nextEpochs(trial, 6)) shares.push(incentiveOf(graph, hotkey));
  console.log(`       after the swap: ${shares.map(percent).join(", ")}`);
  // The epoch in which the swap fell was asked before it in part: four full ones follow.
  trial.tally.check(`incentive under 5 % within four epochs: ${percent(shares[4] ?? 1)}`, (shares[4] ?? 1) < 0.05);
  trial.tally.check(
    `a miner that commits the best hash and runs noise ends below 2 %: ${percent(shares[5] ?? 1)}`,
    (shares[5] ?? 1) < 0.02,
  );
  const { gateway } = trial.network.endpoints();
  const { miners } = (await (await fetch(`${gateway.url}/v1/routing`)).json()) as {
    miners: { hotkey: string; share: number }[];
  };
  const routed = miners.find((miner) => miner.hotkey === hotkey)?.share ?? 0;
  trial.tally.check(`its share of traffic: ${percent(routed)}`, routed < 0.05);
}
