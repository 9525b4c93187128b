// `plexus miner`: registers a hotkey, commits to a model, serves and offers it, until it is stopped (issue §5).

import { parseTao } from "../../amount.js";
import { type CommandSpec, defineCommand } from "../../command.js";
import { wrongUse } from "../../failure.js";
import { freePort } from "../../freePort.js";
import { identityOf, programFolder } from "../../identity.js";
import { optionalText, parsePort, parseUrl, parseWhole } from "../../parse.js";

const firstAxonPort = 8091;

function minerCommand(words: string): CommandSpec {
  return defineCommand({
    words,
    summary: "run a miner: answer with a model and earn by it",
    options: [
      { flags: "--subnet <netuid>", about: "the market to serve", fallback: "1" },
      {
        flags: "--model <name>",
        about: "smollm2-135m, plexus-tiny, plexus-micro or noise; with --openai-url the back end's own name",
        fallback: "smollm2-135m",
      },
      {
        flags: "--commit-as <name>",
        about: "the model to commit on chain, where it differs (for trials of the market)",
      },
      { flags: "--openai-url <url>", about: "serve an OpenAI-compatible back end instead of a local model" },
      {
        flags: "--openai-key-env <variable>",
        about: "the environment variable that holds the back end's key",
        fallback: "OPENAI_API_KEY",
      },
      { flags: "--axon-port <port>", about: "where the axon listens (default: the first free port from 8091 on)" },
      { flags: "--axon-ip <address>", about: "the address to announce on chain", fallback: "127.0.0.1" },
      { flags: "--price-in <tao>", about: "price of a million prompt tokens", fallback: "0.05" },
      { flags: "--price-out <tao>", about: "price of a million answer tokens", fallback: "0.1" },
      { flags: "--slots <count>", about: "answers at the same time", fallback: "2" },
      { flags: "--base-path <folder>", about: "where its data lies (default ~/.plexus/miners/<wallet>-<hotkey>)" },
    ],
    examples: [
      {
        line: "miner --wallet alice --subnet 1 --model plexus-tiny",
        about: "serve our own small model; the coldkey pays for the registration",
      },
      {
        line: "miner --wallet alice --subnet 1 --model llama3 --openai-url http://127.0.0.1:11434/v1",
        about: "serve a model of an OpenAI-compatible server",
      },
    ],
    async run(context, { options }) {
      const openaiUrl = optionalText(options.openaiUrl);
      const variable = String(options.openaiKeyEnv);
      if (!/^[A-Z][A-Z0-9_]*$/i.test(variable))
        throw wrongUse(
          `"${variable}" is not the name of a variable.`,
          "Give the variable's name, never the key itself.",
        );
      const identity = identityOf(context.settings);
      const { runMiner } = await import("../../../miner/runMiner.js");
      await runMiner(
        {
          dataPath: optionalText(options.basePath) ?? programFolder("miners", identity),
          rpcUrl: context.settings.endpoint.value,
          netuid: parseWhole(options.subnet, "--subnet", 1, 65_535),
          identity,
          port:
            options.axonPort === undefined ? await freePort(firstAxonPort) : parsePort(options.axonPort, "--axon-port"),
          ip: String(options.axonIp),
          model: String(options.model),
          openaiUrl: openaiUrl === undefined ? undefined : parseUrl(openaiUrl, "--openai-url", ["http", "https"]),
          openaiKey: openaiUrl === undefined ? undefined : process.env[variable],
          commitAs: optionalText(options.commitAs),
          priceInRao: parseTao(String(options.priceIn)),
          priceOutRao: parseTao(String(options.priceOut)),
          slots: parseWhole(options.slots, "--slots", 1, 1024),
        },
        context.signal,
      );
      return undefined;
    },
  });
}

export const minerCommands = [minerCommand("miner"), minerCommand("miner run")];
