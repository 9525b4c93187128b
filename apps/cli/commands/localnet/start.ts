// `plexus localnet` and `plexus localnet start`: what `npm start` runs (issue §7).
import { mostProducers } from "../../../localnet/producers/producerPorts.js";
import { defineCommand } from "../../command.js";
import { parseWhole } from "../../parse.js";

const localnetCommand = (words: string) =>
  defineCommand({
    words,
    summary: "start a whole network on this machine and show it",
    options: [
      { flags: "--fresh", about: "forget the last chain and begin a new one" },
      {
        flags: "--best-slot <slot>",
        about: "the slot (1 to 4) in which the best model runs (default: as last time, or 1)",
      },
      { flags: "--port-offset <number>", about: "moves every port by this much", fallback: "0" },
      {
        flags: "--producers <count>",
        about:
          "nodes that make blocks together under CometBFT (1 to 21; 0: one node alone; default: as last time, or 0)",
      },
      { flags: "--external", about: "with --producers: take peers and calls from other machines" },
      { flags: "--fast", about: "four blocks a second instead of one" },
    ],
    examples: [
      { line: words, about: "the same as `npm start`; continues the last chain" },
      {
        line: `${words} --fresh --producers 4 --best-slot 3 --port-offset 100`,
        about: "a new chain made by four nodes, the best model third, ports moved by 100",
      },
    ],
    async run(context, { options }) {
      const { runLocalnet } = await import("../../../localnet/runLocalnet.js");
      await runLocalnet(
        {
          folder: context.folder,
          isFresh: options.fresh === true,
          bestSlot: options.bestSlot === undefined ? undefined : parseWhole(options.bestSlot, "--best-slot", 1, 4),
          portOffset: parseWhole(options.portOffset, "--port-offset", 0, 50_000),
          isExternal: options.external === true,
          isFast: options.fast === true,
          producers:
            options.producers === undefined
              ? undefined
              : parseWhole(options.producers, "--producers", 0, mostProducers),
        },
        context.signal,
      );
      return undefined;
    },
  });

export const localnetStartCommands = [localnetCommand("localnet"), localnetCommand("localnet start")];
