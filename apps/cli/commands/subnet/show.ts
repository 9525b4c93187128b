// `plexus subnet show`: a market and its neurons, best first.
import { formatTao } from "../../amount.js";
import { defineCommand } from "../../command.js";
import { CommandFailure } from "../../failure.js";
import { parseWhole } from "../../parse.js";
import { formatTable } from "../../table.js";

/** Amounts become rao as text, for JSON. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, item: unknown) => (typeof item === "bigint" ? item.toString() : item)));
}

export const subnetShowCommand = defineCommand({
  words: "subnet show",
  summary: "show a subnet with its neurons and parameters",
  arguments: [{ name: "<netuid>", about: "the subnet's number" }],
  examples: [
    { line: "subnet show 1", about: "the text market: who earns what" },
    { line: "subnet show 1 --json", about: "with all parameters" },
  ],
  async run(context, { arguments: given }) {
    const netuid = parseWhole(given.netuid, "<netuid>", 0, 65_535);
    const client = await context.chain();
    const { getHyperparameters, getMetagraph } = await import("@plexus/client/sdk");
    const [metagraph, parameters] = await Promise.all([
      getMetagraph(client, netuid),
      getHyperparameters(client, netuid),
    ]);
    if (metagraph === undefined)
      throw new CommandFailure("refused", `There is no subnet ${netuid}.`, "Look with `plexus subnet list`.", {
        code: "SubnetNotExists",
      });
    const neurons = metagraph.neurons.toSorted(
      (one, other) => other.incentive - one.incentive || other.dividends - one.dividends || one.uid - other.uid,
    );
    const rows = neurons.map((neuron) => [
      String(neuron.uid),
      neuron.hotkey,
      `${(neuron.incentive * 100).toFixed(2)} %`,
      `${(neuron.dividends * 100).toFixed(2)} %`,
      formatTao(neuron.emissionRao),
      formatTao(neuron.stakeRao),
      neuron.validatorPermit ? "validator" : "",
      neuron.axon?.url ?? "",
    ]);
    const head = `Subnet ${netuid} at block ${metagraph.block}: epoch every ${metagraph.tempo + 1} blocks, last ${metagraph.blocksSinceEpoch} ago; ${formatTao(metagraph.emissionRao)} a block; registration ${formatTao(metagraph.burnRao)}`;
    const table = formatTable(
      ["uid", "hotkey", "incentive", "dividends", "last epoch", "stake", "permit", "axon"],
      rows,
      "It has no neurons yet.",
    );
    return { json: plain({ ...metagraph, parameters }), text: `${head}\n\n${table}` };
  },
});
