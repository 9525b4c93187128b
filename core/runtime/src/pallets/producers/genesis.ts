// The first producers, from the chainspec: on root, bonded, elected by the same function as all later ones.

import { ss58Decode } from "@plexus/core/crypto";
import type { Context, StorageEntry } from "@plexus/core/frame";
import { fromHex } from "@plexus/core/scale";
import type { ChainSpec, ProducerGenesis } from "../../chainSpec.js";
import type { ProducerUpdate } from "../../interface.js";
import { Genesis } from "../ledger/storage.js";
import { TotalIssuance } from "../subtensor/emission/storage.js";
import { ensureHotkeyAccount } from "../subtensor/registration/hotkeyAccount.js";
import { appendNeuron, uidOf } from "../subtensor/registration/neurons.js";
import { creditStake } from "../subtensor/staking/stake.js";
import { consensusAddress } from "./consensusKey.js";
import { elect } from "./elect.js";
import { defaultOf, PARAMETERS, type ParameterName, type ParameterRow, SessionLength } from "./parameters.js";
import { powersOf } from "./producerSet.js";
import { electFor, sessionFrom } from "./session.js";
import { Bonds, CurrentSession, Elected, Keys, Powers, Producers, SetChanged } from "./storage.js";

/** Values that differ from the chain type's own, by the name of the parameter; decimal text for amounts. */
export type ProducerParameters = Readonly<Record<string, number | string>>;

const ROOT_NETUID = 0;
const FIRST_BLOCK = 1;

function valueAtGenesis(row: ParameterRow, isDevelopment: boolean, given: ProducerParameters): bigint {
  const written = given[row.name];
  const value =
    written !== undefined
      ? BigInt(written)
      : isDevelopment && row.development !== undefined
        ? row.development
        : defaultOf(row);
  if (value < row.minimum || value > row.maximum)
    throw new RangeError(`${row.name} is ${value}, outside ${row.minimum} … ${row.maximum} ${row.unit}`);
  return value;
}

/** Throws RangeError for a name that is no parameter, and for a value outside its bounds. */
function valuesAtGenesis(isDevelopment: boolean, given: ProducerParameters): ReadonlyMap<ParameterName, bigint> {
  const unknown = Object.keys(given).find((name) => !PARAMETERS.some((row) => row.name === name));
  if (unknown)
    throw new RangeError(`${unknown} is no parameter of producers: ${PARAMETERS.map((row) => row.name).join(", ")}`);
  return new Map(PARAMETERS.map((row) => [row.name, valueAtGenesis(row, isDevelopment, given)]));
}

function writeParameters(ctx: Context, values: ReadonlyMap<ParameterName, bigint>): void {
  for (const row of PARAMETERS) {
    const value = values.get(row.name) as bigint;
    if (value === defaultOf(row)) continue;
    if (typeof row.entry.decodeValue(undefined) === "bigint") (row.entry as StorageEntry<[], bigint>).set(ctx, value);
    else (row.entry as StorageEntry<[], number>).set(ctx, Number(value));
  }
}

function place(ctx: Context, producer: ProducerGenesis): void {
  const [hotkey, coldkey] = [ss58Decode(producer.hotkey), ss58Decode(producer.coldkey)];
  const consensus_key = fromHex(producer.consensusKey);
  const address = consensusAddress(ctx.crypto, consensus_key);
  const [bondRao, stakeRao] = [BigInt(producer.bondRao), BigInt(producer.stakeRao)];
  if (bondRao <= 0n || stakeRao < 0n) throw new RangeError(`${producer.hotkey} needs a bond, and no debt`);
  if (Producers.has(ctx, hotkey)) throw new RangeError(`${producer.hotkey} is a producer twice`);
  if (Keys.has(ctx, address)) throw new RangeError(`consensus key ${producer.consensusKey} is used twice`);
  ensureHotkeyAccount(ctx, coldkey, hotkey);
  if (uidOf(ctx, ROOT_NETUID, hotkey) === undefined) appendNeuron(ctx, ROOT_NETUID, hotkey);
  creditStake(ctx, hotkey, coldkey, stakeRao);
  Bonds.set(ctx, hotkey, bondRao);
  Producers.set(ctx, hotkey, { consensus_key, joined_at: 0, rotated_in: undefined });
  Keys.set(ctx, address, { hotkey, state: { type: "Active" } });
  for (const total of [Genesis, TotalIssuance] as const) total.mutate(ctx, [], (rao) => rao + bondRao + stakeRao);
}

/** For every chain of 462 and later; one under CometBFT needs somebody to begin with. */
export function createGenesisProducers(
  ctx: Context,
  producers: readonly ProducerGenesis[],
  parameters: ProducerParameters = {},
): void {
  writeParameters(ctx, valuesAtGenesis(ctx.chain.chainType === "Development", parameters));
  for (const producer of producers) place(ctx, producer);
  CurrentSession.set(ctx, sessionFrom(0, FIRST_BLOCK, SessionLength.get(ctx)));
  electFor(ctx, 0);
  // The engine has its first set from its own genesis file, not from an update.
  SetChanged.remove(ctx);
  Powers.set(ctx, powersOf(Elected.get(ctx)));
  if (ctx.chain.engine === "comet" && Elected.get(ctx).length === 0)
    throw new RangeError("a chain under CometBFT needs a producer with the minimum bond in its genesis");
}

/** What the engine's genesis file says of a chain's first producers: powers, by key. */
export function genesisProducers(spec: ChainSpec): ProducerUpdate[] {
  const values = valuesAtGenesis(spec.chainType === "Development", spec.genesis.producerParameters ?? {});
  const of = (name: ParameterName): bigint => values.get(name) as bigint;
  const elected = elect(
    (spec.genesis.producers ?? []).map((producer) => ({
      hotkey: ss58Decode(producer.hotkey),
      consensusKey: fromHex(producer.consensusKey),
      bondRao: BigInt(producer.bondRao),
      stakeRao: BigInt(producer.stakeRao),
    })),
    {
      minimumBondRao: of("MinimumBond"),
      maxProducers: Number(of("MaxProducers")),
      bondMultiple: Number(of("BondMultiple")),
      maxShare: Number(of("MaxShare")),
    },
  );
  return powersOf(elected).map(({ consensus_key, power }) => ({ consensusKey: consensus_key, votes: power }));
}
