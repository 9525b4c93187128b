// `plexus proposal create`: proposes changes of parameters, an upgrade, a subnet, or any calls that the constitution allows.
import type { Constitution, PlexusClient } from "@plexus/client/sdk";
import type { RuntimeCallValue } from "@plexus/core/frame";
import type { TrackName } from "@plexus/core/runtime";
import { DecodeError, decode, fromHex, type Hex } from "@plexus/core/scale";
import { addressFrom } from "../../address.js";
import { formatTao, parseTao } from "../../amount.js";
import { defineCommand } from "../../command.js";
import type { Context } from "../../context.js";
import { CommandFailure, wrongUse } from "../../failure.js";
import { coldkeyOf } from "../../keys.js";
import { doneOutput } from "../../outcome.js";
import { optionalText, parseWhole } from "../../parse.js";
import { parseSetting } from "./parseChange.js";
import { valueText } from "./proposalText.js";

const most = 0xffff_ffff;

interface Item {
  readonly call: RuntimeCallValue;
  readonly track: TrackName;
  /** For the question: what it does. */
  readonly words: string;
}

const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** Which track may make a call that sets no parameter. */
function trackOf({ calls }: Constitution, { pallet, call }: RuntimeCallValue): TrackName {
  const name = `${pallet}.${call}`;
  if (pallet === "Governance" && call.startsWith("amend_")) return "Constitution";
  const found = calls.find((each) => each.name === name);
  if (found) return found.track;
  throw new CommandFailure(
    "refused",
    `The constitution puts ${name} on no track.`,
    "`plexus proposal rules` lists the calls that may be proposed.",
    { code: "CallNotAllowed" },
  );
}

function parseUpgrade(text: string): { specVersion: number; atBlock: number; releaseHash: Hex } {
  const match = /^(\d{1,10})@(\d{1,10}):(?:0x)?([0-9a-fA-F]{64})$/.exec(text);
  if (match === null)
    throw wrongUse(
      `"${text}" is not an upgrade.`,
      "Write version@block:release, for example 463@5000:0xab… (32 bytes).",
    );
  const [version, block, release] = match.slice(1) as [string, string, string];
  return {
    specVersion: parseWhole(version, "the version", 1, most),
    atBlock: parseWhole(block, "the block", 1, most),
    releaseHash: `0x${release.toLowerCase()}`,
  };
}

function parseCall(client: PlexusClient, text: string): RuntimeCallValue {
  if (!/^0x([0-9a-fA-F]{2})+$/.test(text)) throw wrongUse("--call takes an encoded call in hex.", "It begins with 0x.");
  try {
    return decode(client.declarations.assembly.call, fromHex(text.toLowerCase() as Hex));
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    throw wrongUse(`This chain knows no such call: ${error.message}.`, "polkadot.js shows a call's encoded data.");
  }
}

async function itemsOf(
  context: Context,
  client: PlexusClient,
  constitution: Constitution,
  options: Readonly<Record<string, unknown>>,
): Promise<Item[]> {
  const { admitSubnetCall, cancelUpgradeCall, scheduleUpgradeCall, setParameterCall } = await import(
    "@plexus/client/sdk"
  );
  const subnet = optionalText(options.subnet);
  const netuid = subnet === undefined ? undefined : parseWhole(subnet, "--subnet", 0, 65_535);
  const other = (call: RuntimeCallValue, words: string): Item => ({ call, track: trackOf(constitution, call), words });
  const items: Item[] = list(options.set).map((text) => {
    const { parameter, netuid: of, value } = parseSetting(constitution, text, netuid);
    const { name, track } = parameter;
    const call = setParameterCall({ parameter: name, value, ...(of !== undefined && { netuid: of }) });
    return { call, track, words: `${name}${of === undefined ? "" : ` of subnet ${of}`} = ${valueText(name, value)}` };
  });
  const upgrade = optionalText(options.upgrade);
  if (upgrade !== undefined) {
    const wanted = parseUpgrade(upgrade);
    items.push(other(scheduleUpgradeCall(wanted), `rules ${wanted.specVersion} from block ${wanted.atBlock} on`));
  }
  if (options.cancelUpgrade === true) items.push(other(cancelUpgradeCall(), "no upgrade"));
  const admit = optionalText(options.admit);
  if (admit !== undefined) {
    const [owner, worker, ...rest] = admit.split(",");
    if (!owner || !worker || rest.length > 0)
      throw wrongUse(`"${admit}" is not an owner.`, "Write coldkey,hotkey: two addresses.");
    const [coldkey, hotkey] = [await addressFrom(context, owner), await addressFrom(context, worker)];
    items.push(other(admitSubnetCall({ coldkey, hotkey }), `a subnet of ${coldkey}`));
  }
  for (const text of list(options.call)) {
    const call = parseCall(client, text);
    items.push(other(call, `${call.pallet}.${call.call}`));
  }
  return items;
}

function oneTrack(items: readonly Item[]): TrackName {
  const tracks = [...new Set(items.map(({ track }) => track))];
  if (tracks.length === 1) return tracks[0] as TrackName;
  if (tracks.length === 0)
    throw wrongUse("The proposal changes nothing.", "Say what with --set, --upgrade, --admit or --call.");
  throw wrongUse(`These changes belong to different tracks: ${tracks.join(", ")}.`, "Propose them one by one.");
}

export const proposalCreateCommand = defineCommand({
  words: "proposal create",
  summary: "propose a change that holders vote on",
  arguments: [{ name: "<title>", about: "a few words, at most 128 bytes" }],
  options: [
    { flags: "--set <name=value>", about: "a parameter's new value; several times for several", repeats: true },
    { flags: "--subnet <netuid>", about: "of which subnet, for parameters of subnets" },
    { flags: "--upgrade <version@block:release>", about: "new rules, their first block, sha256 of the release" },
    { flags: "--cancel-upgrade", about: "call the scheduled upgrade off" },
    { flags: "--admit <coldkey,hotkey>", about: "a subnet for this owner, without a lock" },
    { flags: "--call <hex>", about: "any encoded call that the constitution allows", repeats: true },
    { flags: "--link <url>", about: "where it is discussed" },
    { flags: "--deposit <tao>", about: "default: the track's; more goes first where all places are taken" },
  ],
  examples: [
    {
      line: 'proposal create "Shorter epochs" --set Tempo=60 --subnet 1 --wallet alice',
      about: "`plexus proposal rules` lists the names and the bounds",
    },
    {
      line: 'proposal create "Rules 463" --upgrade 463@5000:0xab… --link https://example.org --yes --json',
      about: "an upgrade, from a script",
    },
  ],
  async run(context, { arguments: given, options }) {
    const client = await context.chain();
    const { getConstitution, proposalMade, propose } = await import("@plexus/client/sdk");
    const constitution = await getConstitution(client);
    const items = await itemsOf(context, client, constitution, options);
    const track = oneTrack(items);
    const rules = constitution.tracks.find(({ name }) => name === track);
    const asked = optionalText(options.deposit);
    const depositRao = asked === undefined ? (rules?.depositRao ?? 0n) : parseTao(asked);
    const link = optionalText(options.link);
    const words = items.map((item) => item.words).join("; ");
    await context.confirm(`Propose ${words} to the track ${track}, with ${formatTao(depositRao)} put down?`);
    const result = await propose(
      client,
      await coldkeyOf(context),
      {
        track,
        calls: items.map(({ call }) => call),
        title: String(given.title),
        ...(link === undefined ? {} : { link }),
        depositRao,
      },
      { signal: context.signal },
    );
    const proposal = proposalMade(result);
    const sentence = `Proposal ${proposal} on track ${track}: ${words}. Vote with \`plexus vote ${proposal} aye\`.`;
    return doneOutput(result, sentence, { proposal, track, depositRao: `${depositRao}` });
  },
});
