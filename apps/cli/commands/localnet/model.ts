// `plexus localnet model`: swaps the model of a running miner and leaves its commitment as it was, to see the market find out.
import { join } from "node:path";
import { askControl } from "../../../control/askControl.js";
import { localnetPaths } from "../../../localnet/paths.js";
import { defineCommand } from "../../command.js";
import { parseWhole } from "../../parse.js";

export const localnetModelCommand = defineCommand({
  words: "localnet model",
  summary: "swap a local miner's model while it runs; its commitment stays",
  arguments: [
    { name: "<slot>", about: "the miner's slot, 1 to 4" },
    { name: "<model>", about: "smollm2-135m, plexus-tiny, plexus-micro or noise" },
  ],
  examples: [
    { line: "localnet model 1 noise", about: "the best miner begins to cheat" },
    { line: "localnet model 1 smollm2-135m", about: "and repents" },
  ],
  async run({ folder }, { arguments: given }) {
    const slot = parseWhole(given.slot, "<slot>", 1, 4);
    const answer = await askControl(
      join(localnetPaths(folder).miners, String(slot)),
      "POST",
      "/model",
      { model: given.model },
      60_000,
    );
    return { json: answer, text: `Slot ${slot} now answers with ${given.model}; its commitment is as it was.` };
  },
});
