// Where a run's trust begins: what the person gives, else what an earlier run verified, else the first thing that is seen.
import { genesisTrust, type Trust } from "@plexus/client/light";
import type { Hex } from "@plexus/core/scale";
import type { Context } from "../../context.js";
import { wrongUse } from "../../failure.js";
import { optionalText } from "../../parse.js";
import { forgetTrust, readSavedTrust, type SavedTrust } from "./trustFile.js";

export interface BeginTrust {
  readonly trusted: Trust;
  readonly chainId?: string;
  readonly origin: SavedTrust["origin"];
  readonly sinceMs: number;
  /** In words, for the chain of evidence. */
  readonly told: string;
  readonly isFirstSight: boolean;
}

function parseTrust(text: string): { height: number; hash: Hex } {
  const parts = /^(\d{1,10}):(?:0x)?([0-9a-fA-F]{64})$/.exec(text);
  if (parts === null || Number(parts[1]) < 1)
    throw wrongUse("--trust must be HEIGHT:HASH of a CometBFT header.", "`plexus verify` prints one at its end.");
  return { height: Number(parts[1]), hash: `0x${(parts[2] as string).toLowerCase()}` };
}

async function readGenesis(context: Context, file: string) {
  const { readChainSpec } = await import("@plexus/chain/node");
  const spec = readChainSpec(file);
  if (spec.engine !== "comet")
    throw wrongUse(`${file} is of a solo chain.`, "Only chains under CometBFT have producers that sign.");
  return genesisTrust(await context.crypto(), spec);
}

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const origins = { given: "given", genesis: "the chain's specification", firstUse: "what was seen first" };

/** Throws wrong use. */
export async function beginTrust(
  context: Context,
  endpoint: string,
  options: Readonly<Record<string, unknown>>,
): Promise<BeginTrust> {
  const [given, file] = [optionalText(options.trust), optionalText(options.chain)];
  if (given !== undefined && file !== undefined)
    throw wrongUse("--trust and --chain both say where trust begins.", "Give one of them.");
  if (options.forget === true) forgetTrust(endpoint);
  const now = { sinceMs: Date.now(), isFirstSight: false };
  if (given !== undefined) {
    const trusted = parseTrust(given);
    return { ...now, trusted, origin: "given", told: `header ${trusted.height}, given with --trust` };
  }
  if (file !== undefined)
    return {
      ...now,
      trusted: await readGenesis(context, file),
      origin: "genesis",
      told: `the first producers in ${file}`,
    };
  const saved = readSavedTrust(endpoint);
  if (saved === undefined)
    return {
      ...now,
      isFirstSight: true,
      trusted: { firstUse: true },
      origin: "firstUse",
      told: "nothing: this header was seen for the first time and taken as it is; compare its hash with somebody you trust",
    };
  const { height, hash, chainId, origin, sinceMs } = saved;
  const told = `header ${height}, verified by an earlier run; that trust began on ${dayOf(sinceMs)} with ${origins[origin]}`;
  return { trusted: { height, hash: hash as Hex }, chainId, origin, sinceMs, told, isFirstSight: false };
}
