// The parameters that governance could change: each knows its setter, and what it is now. Which of them a chain's
// constitution opens, and how far, is data (Parameters); how far a constitution itself may go is bounds.ts.

import type { ReadContext, RuntimeCallValue, StorageEntry } from "@plexus/core/frame";
import { utf8 } from "@plexus/core/scale";
import { setters } from "../../adminUtils/setters.js";
import { MaxSpace } from "../../commitments/storage.js";
import { PARAMETERS as PRODUCER_PARAMETERS } from "../../producers/parameters.js";
import { NoticePeriod, noticePeriod } from "../../upgrades/storage.js";

export interface Governable {
  /** Pallet and storage item: "SubtensorModule.Tempo". */
  readonly name: string;
  readonly perSubnet: boolean;
  /** Whether it is money, in rao. */
  readonly isAmount: boolean;
  /** What it is now; a yes or no as 1 or 0. */
  readonly current: (ctx: ReadContext, netuid: number | undefined) => bigint;
  /** The call that sets it. */
  readonly set: (netuid: number | undefined, value: bigint) => RuntimeCallValue;
}

/** One change that a call would make. */
export interface Change {
  readonly parameter: Governable;
  readonly netuid: number | undefined;
  readonly value: bigint;
}

type Plain = bigint | number | boolean;
const asInteger = (value: unknown): bigint => BigInt(value as Plain);

/** The value as the entry's codec has it. */
function plain(entry: StorageEntry, value: bigint): Plain {
  const example = entry.decodeValue(undefined);
  if (typeof example === "boolean") return value !== 0n;
  return typeof example === "number" ? Number(value) : value;
}

function isMoney({ value: { type } }: StorageEntry): boolean {
  return type.kind === "composite" && type.path.endsWith("::TaoBalance");
}

function ofEntry(
  entry: StorageEntry,
  perSubnet: boolean,
  set: Governable["set"],
  isAmount: boolean = isMoney(entry),
): Governable {
  const keys = (netuid: number | undefined) => (perSubnet ? [netuid] : []);
  const name = `${entry.pallet}.${entry.name}`;
  return { name, perSubnet, isAmount, set, current: (ctx, netuid) => asInteger(entry.get(ctx, ...keys(netuid))) };
}

type Args = RuntimeCallValue["args"];
type Reader = (args: Args) => Change | undefined;
const readers = new Map<string, Reader>();
const all: Governable[] = [];

function add(parameter: Governable): Governable {
  all.push(parameter);
  return parameter;
}

for (const { name, argument, scope, entry } of setters) {
  const parameter = add(
    ofEntry(entry, scope === "subnet", (netuid, value) => ({
      pallet: "AdminUtils",
      call: name,
      args: { ...(scope === "subnet" && { netuid }), [argument]: plain(entry, value) },
    })),
  );
  readers.set(`AdminUtils.${name}`, (args) => ({
    parameter,
    netuid: scope === "subnet" ? (args.netuid as number) : undefined,
    value: asInteger(args[argument]),
  }));
}

const ofProducers = new Map(
  PRODUCER_PARAMETERS.map(({ name, entry, unit }) => {
    const set: Governable["set"] = (_, value) => ({
      pallet: "Producers",
      call: "set_parameter",
      args: { name: { type: name }, value },
    });
    return [name as string, add(ofEntry(entry as unknown as StorageEntry, false, set, unit === "rao"))];
  }),
);
readers.set("Producers.set_parameter", ({ name, value }) => {
  const parameter = ofProducers.get((name as { type: string }).type);
  return parameter && { parameter, netuid: undefined, value: asInteger(value) };
});

const maxSpace = add(
  ofEntry(MaxSpace as unknown as StorageEntry, false, (_, value) => ({
    pallet: "Commitments",
    call: "set_max_space",
    args: { new_limit: Number(value) },
  })),
);
readers.set("Commitments.set_max_space", ({ new_limit }) => ({
  parameter: maxSpace,
  netuid: undefined,
  value: asInteger(new_limit),
}));

const notice = add({
  name: `${NoticePeriod.pallet}.${NoticePeriod.name}`,
  perSubnet: false,
  isAmount: false,
  current: (ctx) => BigInt(noticePeriod(ctx)),
  set: (_, value) => ({ pallet: "Upgrades", call: "set_notice_period", args: { blocks: Number(value) } }),
});
readers.set("Upgrades.set_notice_period", ({ blocks }) => ({
  parameter: notice,
  netuid: undefined,
  value: asInteger(blocks),
}));

export const GOVERNABLE: ReadonlyMap<string, Governable> = new Map(all.map((each) => [each.name, each]));

/** What a call sets; undefined for a call that is no setter. */
export function changeOf({ pallet, call, args }: RuntimeCallValue): Change | undefined {
  return readers.get(`${pallet}.${call}`)?.(args);
}

/** A name as storage has it. */
export const nameBytes = (name: string): Uint8Array => utf8.encode(name);
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
export const nameText = (name: Uint8Array): string => decoder.decode(name);
