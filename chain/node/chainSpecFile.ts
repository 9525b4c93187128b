// chainspec.json, read and checked (target.md §1): shape and bounds here, meaning in the runtime's genesis.

import { readFileSync } from "node:fs";
import type { ChainSpec } from "@plexus/core/runtime";
import { z } from "zod";

const rao = z.string().regex(/^\d{1,20}$/, "an amount in rao is decimal text");
const address = z.string().min(40).max(60);
const parameterName = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/);

const subnet = z.strictObject({
  netuid: z.number().int().min(0).max(65_535),
  tempo: z.number().int().min(1).max(65_535),
  owner: address.optional(),
  ownerHotkey: address.optional(),
  emissionPerBlockRao: rao.optional(),
  parameters: z.record(parameterName, z.union([z.number().int(), z.string(), z.boolean()])).optional(),
});

const producer = z.strictObject({
  hotkey: address,
  coldkey: address,
  consensusKey: z.string().regex(/^0x[0-9a-f]{64}$/, "a consensus key is 32 bytes of lower-case hex"),
  bondRao: rao,
  stakeRao: rao,
});

const trackName = z.enum(["Parameters", "Subnets", "Upgrades", "Fees", "Constitution"]);
const blocks = z.number().int().min(1).max(1_000_000);
const permille = z.number().int().min(0).max(1_000);
const track = z.strictObject({
  depositRao: rao,
  decisionPeriodBlocks: blocks,
  confirmPeriodBlocks: blocks,
  enactmentDelayBlocks: blocks,
  quorumPermille: permille,
  approvalPermille: z
    .array(z.tuple([permille, permille]))
    .min(2)
    .max(8),
  spamFloorPermille: permille,
  maxDeciding: z.number().int().min(1).max(8),
  maxQueued: z.number().int().min(0).max(64),
});
const itemName = z.string().regex(/^[A-Z][A-Za-z0-9]{0,63}\.[A-Za-z][A-Za-z0-9_]{0,63}$/, "a name is Pallet.Item");
const bound = z.string().regex(/^\d{1,39}$/, "a bound is decimal text");
const constitution = z.strictObject({
  lockPeriodBlocks: blocks.optional(),
  tracks: z.partialRecord(trackName, track.partial()).optional(),
  parameters: z
    .record(itemName, z.strictObject({ track: trackName, minimum: bound, maximum: bound }).nullable())
    .optional(),
  calls: z.record(itemName, trackName.nullable()).optional(),
});

const schema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, "an id is lower case, digits, - and _"),
  name: z.string().min(1).max(64),
  chainType: z.enum(["Development", "Local", "Live"]),
  properties: z.strictObject({ ss58Format: z.literal(42), tokenDecimals: z.literal(9), tokenSymbol: z.literal("TAO") }),
  blockTimeMs: z.number().int().min(250).max(12_000),
  loopbackAxons: z.boolean(),
  emissionPolicy: z.string(),
  specVersion: z.number().int().min(461).max(0xffff_ffff).optional(),
  engine: z.literal("comet").optional(),
  genesisTimeMs: z.number().int().min(1).optional(),
  genesis: z.strictObject({
    balances: z.array(z.tuple([address, rao])).max(1_000_000),
    sudo: address.optional(),
    subnets: z.array(subnet).max(4096),
    parameters: z.record(parameterName, z.union([z.number().int(), z.string()])).optional(),
    producers: z.array(producer).min(1).max(1_000).optional(),
    constitution: constitution.optional(),
    producerParameters: z.record(parameterName, z.union([z.number().int(), z.string()])).optional(),
  }),
});

export class BadChainSpec extends Error {
  override name = "BadChainSpec";
}

/** Throws BadChainSpec, naming the field. */
export function parseChainSpec(text: string, source: string): ChainSpec {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new BadChainSpec(`${source} is not JSON: ${(error as Error).message}`);
  }
  const result = schema.safeParse(json);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new BadChainSpec(`${source}: ${issue?.path.join(".") || "the document"}: ${issue?.message}`);
  }
  if (result.data.chainType !== "Development" && result.data.genesis.sudo !== undefined) {
    throw new BadChainSpec(`${source}: genesis.sudo: only development chains have sudo`);
  }
  const { engine, genesisTimeMs, genesis } = result.data;
  if (engine === "comet" && (genesisTimeMs === undefined || !genesis.producers)) {
    throw new BadChainSpec(`${source}: a chain with engine comet needs genesisTimeMs and genesis.producers`);
  }
  return result.data as ChainSpec;
}

/** Throws BadChainSpec. */
export function readChainSpec(path: string): ChainSpec {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new BadChainSpec(`cannot read the chain spec ${path}: ${(error as Error).message}`);
  }
  return parseChainSpec(text, path);
}
