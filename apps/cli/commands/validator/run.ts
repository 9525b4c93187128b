// `plexus validator`: draws challenges, scores the answers and sets weights each tempo, until it is stopped (issue §5).
import { defineCommand } from "../../command.js";
import { identityOf, programFolder } from "../../identity.js";
import { optionalText, parseUrl, parseWhole } from "../../parse.js";

export const runValidatorCommand = defineCommand({
  words: "validator",
  summary: "run a validator: measure the miners and set weights",
  options: [
    { flags: "--subnet <netuid>", about: "the market to measure", fallback: "1" },
    { flags: "--gateway <url>", about: "the gateway that carries the challenges" },
    {
      flags: "--base-path <folder>",
      about: "where its evidence lies (default ~/.plexus/validators/<wallet>-<hotkey>)",
    },
  ],
  examples: [
    { line: "validator --wallet bob --subnet 1", about: "measure the text market of the local network" },
    {
      line: "validator --wallet bob --subnet 1 --endpoint ws://10.0.0.5:9944 --gateway http://10.0.0.5:8000",
      about: "the same on another machine's network",
    },
  ],
  async run(context, { options }) {
    const identity = identityOf(context.settings);
    const { runValidator } = await import("../../../validator/runValidator.js");
    await runValidator(
      {
        dataPath: optionalText(options.basePath) ?? programFolder("validators", identity),
        rpcUrl: context.settings.endpoint.value,
        gatewayUrl: parseUrl(optionalText(options.gateway) ?? context.settings.gateway.value, "--gateway", [
          "http",
          "https",
        ]),
        netuid: parseWhole(options.subnet, "--subnet", 1, 65_535),
        identity,
      },
      context.signal,
    );
    return undefined;
  },
});
