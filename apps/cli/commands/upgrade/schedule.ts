// `plexus upgrade schedule` and `upgrade cancel`: with the sudo key of a development chain. Elsewhere holders vote on the same calls.
import type { RuntimeCallValue } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { type CommandOutput, defineCommand } from "../../command.js";
import type { Context } from "../../context.js";
import { CommandFailure, wrongUse } from "../../failure.js";
import { coldkeyOf } from "../../keys.js";
import { doneOutput } from "../../outcome.js";
import { parseWhole } from "../../parse.js";

const most = 0xffff_ffff;

async function asSudo(
  context: Context,
  question: string,
  call: RuntimeCallValue,
  sentence: string,
  facts: Readonly<Record<string, unknown>>,
): Promise<CommandOutput> {
  const client = await context.chain();
  if ((await client.request("system_chainType")) !== "Development")
    throw new CommandFailure(
      "refused",
      "This chain has no sudo key.",
      "Its holders decide: `plexus proposal create --help`.",
      { code: "NoSudo" },
    );
  await context.confirm(question);
  const { sudo } = await import("@plexus/client/sdk");
  const result = await sudo(client, await coldkeyOf(context), call, { signal: context.signal });
  return doneOutput(result, sentence, facts);
}

function parseRelease(value: unknown): Hex {
  const text = String(value).toLowerCase().replace(/^0x/, "");
  if (!/^[0-9a-f]{64}$/.test(text))
    throw wrongUse("--release must be 32 bytes in hex.", "`git archive --format=tar <tag> | sha256sum` makes it.");
  return `0x${text}`;
}

export const upgradeScheduleCommand = defineCommand({
  words: "upgrade schedule",
  summary: "decide on new rules with a development chain's sudo key",
  arguments: [{ name: "<version>", about: "of the rules, higher than the one that runs" }],
  options: [
    { flags: "--at <block>", about: "the first block that the new rules execute", required: true },
    { flags: "--release <hash>", about: "sha256 of the release that brings them, in hex", required: true },
  ],
  examples: [
    {
      line: "upgrade schedule 463 --at 500 --release 0xab… --wallet //Alice",
      about: "nodes that have the rules switch at block 500, others stop before it",
    },
    { line: "upgrade schedule 463 --at 500 --release 0xab… --wallet //Alice --yes --json", about: "from a script" },
  ],
  async run(context, { arguments: given, options }) {
    const specVersion = parseWhole(given.version, "<version>", 1, most);
    const atBlock = parseWhole(options.at, "--at", 1, most);
    const releaseHash = parseRelease(options.release);
    const { scheduleUpgradeCall } = await import("@plexus/client/sdk");
    const call = scheduleUpgradeCall({ specVersion, atBlock, releaseHash });
    const sentence = `Rules ${specVersion} begin at block ${atBlock}.`;
    const question = `Begin rules ${specVersion} at block ${atBlock}?`;
    return asSudo(context, question, call, sentence, { specVersion, atBlock, releaseHash });
  },
});

export const upgradeCancelCommand = defineCommand({
  words: "upgrade cancel",
  summary: "call a scheduled upgrade off with a development chain's sudo key",
  examples: [
    { line: "upgrade cancel --wallet //Alice", about: "up to the block before the new rules begin" },
    { line: "upgrade cancel --wallet //Alice --yes --json", about: "from a script" },
  ],
  async run(context) {
    const { cancelUpgradeCall } = await import("@plexus/client/sdk");
    return asSudo(context, "Call the scheduled upgrade off?", cancelUpgradeCall(), "The upgrade is called off.", {});
  },
});
