// `plexus vote`: stake on root for or against a proposal; alone, what one's stake is bound to.
import type { Voting } from "@plexus/client/sdk";
import { coldkeyAddress } from "../../address.js";
import { formatTao, parseTao } from "../../amount.js";
import { type CommandOutput, defineCommand } from "../../command.js";
import type { Context } from "../../context.js";
import { convictionOption, parseConviction } from "../../convictionOption.js";
import { CommandFailure, wrongUse } from "../../failure.js";
import { coldkeyOf } from "../../keys.js";
import { doneOutput } from "../../outcome.js";
import { optionalText, parseWhole } from "../../parse.js";
import { plainJson } from "../../plainJson.js";
import { formatTable } from "../../table.js";

const CHOICES = { aye: "Aye", nay: "Nay", spam: "Spam" } as const;

function votingText(address: string, { stakeRao, lockedRao, votes, delegations, received, locks }: Voting): string {
  const free = (from: number | undefined, isOpen: boolean) => (isOpen ? "when it is decided" : `block ${from}`);
  const times = (conviction: number) => `×${conviction + 1}`;
  const rows = [
    ...votes.map(({ proposal, choice, amountRao, conviction, isOpen, freeFrom }) => [
      `proposal ${proposal}`,
      choice.toLowerCase(),
      formatTao(amountRao),
      times(conviction),
      free(freeFrom, isOpen),
    ]),
    ...delegations.map(({ track, to, amountRao, conviction }) => [
      `track ${track}`,
      `delegated to ${to}`,
      formatTao(amountRao),
      times(conviction),
      "while it stands",
    ]),
  ];
  const latest = locks.reduce((last, { until }) => Math.max(last, until ?? 0), 0);
  return [
    `${address} has ${formatTao(stakeRao)} on root, of which ${formatTao(lockedRao)} are locked${latest > 0 ? `, the last until block ${latest}` : ""}.`,
    ...received.map(({ track, stakeRao: given }) => `Others delegated ${formatTao(given)} to it on track ${track}.`),
    "",
    formatTable(["on", "vote", "stake", "counts", "free"], rows, "No vote and no delegation binds it."),
  ].join("\n");
}

async function showVoting(context: Context): Promise<CommandOutput> {
  const client = await context.chain();
  const { getVoting } = await import("@plexus/client/sdk");
  const address = await coldkeyAddress(context);
  const voting = await getVoting(client, address);
  return { json: plainJson({ address, ...voting }), text: votingText(address, voting) };
}

async function takeBack(context: Context, proposal: number): Promise<CommandOutput> {
  const client = await context.chain();
  const { removeVote } = await import("@plexus/client/sdk");
  const result = await removeVote(client, await coldkeyOf(context), { proposal }, { signal: context.signal });
  return doneOutput(result, `Your vote on proposal ${proposal} is taken back.`, { proposal });
}

/** What was asked for, else all stake on root. */
async function amountOf(context: Context, asked: string | undefined): Promise<bigint> {
  if (asked !== undefined) return parseTao(asked);
  const { getVoting } = await import("@plexus/client/sdk");
  const { stakeRao } = await getVoting(await context.chain(), await coldkeyAddress(context));
  if (stakeRao > 0n) return stakeRao;
  throw new CommandFailure(
    "refused",
    "This coldkey has no stake on root to vote with.",
    "`plexus stake add <amount>` puts TAO there.",
    { code: "NotEnoughStake" },
  );
}

export const voteCommand = defineCommand({
  words: "vote",
  summary: "vote on a proposal with stake on root, or show what your stake is bound to",
  arguments: [
    { name: "[proposal]", about: "its number; without it, your votes, delegations and locks" },
    { name: "[choice]", about: "aye, nay, or spam (a nay that asks for the deposit to burn)" },
  ],
  options: [
    { flags: "--amount <tao>", about: "of your stake on root (default: all of it)" },
    convictionOption,
    { flags: "--remove", about: "take your vote back" },
  ],
  examples: [
    {
      line: "vote 3 aye --amount 100 --conviction 1 --wallet alice",
      about: "100 τ count twice; locked until the vote ends, and one lock period longer if it passes",
    },
    { line: "vote --wallet alice --json", about: "what is bound, and until when" },
  ],
  async run(context, { arguments: given, options }) {
    if (given.proposal === undefined) return showVoting(context);
    const proposal = parseWhole(given.proposal, "<proposal>", 0, 0xffff_ffff);
    if (options.remove === true) return takeBack(context, proposal);
    const choice = CHOICES[String(given.choice).toLowerCase() as keyof typeof CHOICES];
    if (choice === undefined)
      throw wrongUse(`A vote is aye, nay or spam, not "${given.choice ?? ""}".`, "For example: plexus vote 3 aye.");
    const conviction = parseConviction(options.conviction);
    const amountRao = await amountOf(context, optionalText(options.amount));
    const client = await context.chain();
    const key = await coldkeyOf(context);
    await context.confirm(
      `Vote ${choice} on proposal ${proposal} with ${formatTao(amountRao)}, counted ×${conviction + 1}?`,
    );
    const { vote } = await import("@plexus/client/sdk");
    const input = { proposal, choice, amountRao, conviction };
    const result = await vote(client, key, input, { signal: context.signal });
    return doneOutput(result, `You voted ${choice} on proposal ${proposal} with ${formatTao(amountRao)}.`, {
      proposal,
      choice,
      amountRao: `${amountRao}`,
      conviction,
    });
  },
});
