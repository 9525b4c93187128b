// `plexus delegate`: lets another vote with one's stake on a track, or no longer.
import { TRACKS, type TrackName } from "@plexus/core/runtime";
import { addressFrom } from "../../address.js";
import { formatTao, parseTao } from "../../amount.js";
import { defineCommand } from "../../command.js";
import { convictionOption, parseConviction } from "../../convictionOption.js";
import { CommandFailure, wrongUse } from "../../failure.js";
import { coldkeyOf } from "../../keys.js";
import { doneOutput } from "../../outcome.js";
import { optionalText } from "../../parse.js";

function parseTrack(value: unknown): TrackName {
  const track = TRACKS.find((name) => name.toLowerCase() === String(value).toLowerCase());
  if (track) return track;
  throw wrongUse(`There is no track "${String(value)}".`, `The tracks are ${TRACKS.join(", ").toLowerCase()}.`);
}

export const delegateCommand = defineCommand({
  words: "delegate",
  summary: "let another vote with your stake on a track, until you take it back",
  arguments: [{ name: "[address]", about: "whom: an address, a wallet's name or //Bob; not needed with --remove" }],
  options: [
    { flags: "--track <name>", about: `${TRACKS.join(", ").toLowerCase()}`, required: true },
    { flags: "--amount <tao>", about: "of your stake on root (default: all of it)" },
    convictionOption,
    { flags: "--remove", about: "end the delegation on this track; open votes lose its weight at once" },
  ],
  examples: [
    {
      line: "delegate 5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty --track parameters --wallet alice",
      about: "your own vote on a proposal still goes before the delegate's",
    },
    { line: "delegate --track parameters --remove --wallet alice --json", about: "take it back" },
  ],
  async run(context, { arguments: given, options }) {
    const track = parseTrack(options.track);
    const client = await context.chain();
    const { delegate, getVoting, undelegate } = await import("@plexus/client/sdk");
    const key = await coldkeyOf(context);
    if (options.remove === true) {
      const result = await undelegate(client, key, { track }, { signal: context.signal });
      return doneOutput(result, `You vote for yourself on track ${track} again.`, { track });
    }
    if (given.address === undefined) throw wrongUse("Say to whom you delegate.", "Run the command with --help.");
    const to = await addressFrom(context, given.address);
    const conviction = parseConviction(options.conviction);
    const asked = optionalText(options.amount);
    const amountRao = asked === undefined ? (await getVoting(client, key.address)).stakeRao : parseTao(asked);
    if (amountRao === 0n)
      throw new CommandFailure(
        "refused",
        "This coldkey has no stake on root to delegate.",
        "`plexus stake add <amount>` puts TAO there.",
        { code: "NotEnoughStake" },
      );
    await context.confirm(`Let ${to} vote with ${formatTao(amountRao)} on track ${track}?`);
    const input = { track, to, amountRao, conviction };
    const result = await delegate(client, key, input, { signal: context.signal });
    return doneOutput(result, `${to} votes with ${formatTao(amountRao)} of your stake on track ${track}.`, {
      track,
      to,
      amountRao: `${amountRao}`,
      conviction,
    });
  },
});
