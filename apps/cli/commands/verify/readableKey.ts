// What `plexus verify` can be asked: a raw key, a few things by the names that people use, or any storage entry by its name.
import { accountId, addressOf, type Declarations } from "@plexus/client/sdk";
import { safeFloatToInteger } from "@plexus/core/fixed";
import type { StorageEntry } from "@plexus/core/frame";
import { type Codec, decode, encode, fromHex, type Hex, toHex } from "@plexus/core/scale";
import { addressFrom } from "../../address.js";
import { formatTao } from "../../amount.js";
import type { Context } from "../../context.js";
import { wrongUse } from "../../failure.js";
import { shareOf } from "./shareOf.js";

export interface ReadableKey {
  /** "System.Account", or that it is a raw key. */
  readonly what: string;
  key(): Uint8Array;
  /** The value in words; `stored` is undefined where nothing is stored. */
  show(stored: Uint8Array | undefined): string;
  /** The value for JSON: amounts as text. */
  plain(stored: Uint8Array | undefined): unknown;
}

interface Name {
  readonly usage: string;
  readonly pallet: string;
  readonly entry: string;
  /** Keys beside the accounts that are given, at the end. */
  readonly rest?: readonly unknown[];
  readonly accounts: number;
  readonly show?: (value: never) => string;
}

const rao = (value: bigint) => formatTao(value);

interface Elected {
  readonly hotkey: Hex;
  readonly votes: bigint;
  readonly power: bigint;
}

function showElected(elected: readonly Elected[]): string {
  const total = elected.reduce((sum, { power }) => sum + power, 0n);
  const rows = elected.map(
    ({ hotkey, votes, power }) => `  ${addressOf(hotkey)}  ${rao(votes)}  ${shareOf(power, total)}`,
  );
  return [`${elected.length} elected; votes, and their part of what consensus counts`, ...rows].join("\n");
}

const names: Readonly<Record<string, readonly Name[]>> = {
  balance: [
    {
      usage: "balance <address>",
      pallet: "System",
      entry: "Account",
      accounts: 1,
      show: ({ data, nonce }: { data: { free: bigint; reserved: bigint }; nonce: number }) =>
        `free ${rao(data.free)}, reserved ${rao(data.reserved)}, ${nonce} transactions signed`,
    },
  ],
  stake: [
    {
      usage: "stake <hotkey>",
      pallet: "SubtensorModule",
      entry: "TotalHotkeyAlpha",
      accounts: 1,
      rest: [0],
      show: rao,
    },
    {
      usage: "stake <hotkey> <coldkey>",
      pallet: "SubtensorModule",
      entry: "AlphaV2",
      accounts: 2,
      rest: [0],
      show: (value: { mantissa: bigint; exponent: bigint }) => rao(safeFloatToInteger(value)),
    },
  ],
  owner: [{ usage: "owner <hotkey>", pallet: "SubtensorModule", entry: "Owner", accounts: 1, show: addressOf }],
  bond: [{ usage: "bond <hotkey>", pallet: "Producers", entry: "Bonds", accounts: 1, show: rao }],
  producers: [{ usage: "producers", pallet: "Producers", entry: "Elected", accounts: 0, show: showElected }],
  issuance: [{ usage: "issuance", pallet: "Balances", entry: "TotalIssuance", accounts: 0, show: rao }],
};

const usages = Object.values(names)
  .flat()
  .map(({ usage }) => usage)
  .join(", ");

/** For JSON: bigint as text, bytes as hex. */
export function plainValue(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Uint8Array) return toHex(value);
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value !== "object" || value === null) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plainValue(part)]));
}

/** A key of a map as text → the value that its codec takes: the first reading that survives the way there and back. */
async function keyPart(context: Context, text: string, codec: Codec<unknown>, usage: string): Promise<unknown> {
  const readings: unknown[] = [];
  if (/^\d{1,15}$/.test(text)) readings.push(Number(text));
  if (/^\d{1,39}$/.test(text)) readings.push(BigInt(text));
  if (/^0x([0-9a-fA-F]{2})*$/.test(text)) readings.push(text.toLowerCase(), fromHex(text.toLowerCase() as Hex));
  else if (!/^\d+$/.test(text)) readings.push(accountId(await addressFrom(context, text)));
  for (const reading of readings) {
    try {
      const back = decode(codec, encode(codec, reading));
      if (JSON.stringify(plainValue(back)) === JSON.stringify(plainValue(reading))) return reading;
    } catch {
      // Not of this kind; the next reading may be.
    }
  }
  throw wrongUse(
    `"${text}" is no key of ${usage}.`,
    "Keys are addresses, numbers or 0x hex, as the entry declares them.",
  );
}

function ofEntry(
  what: string,
  entry: StorageEntry,
  keys: readonly unknown[],
  context: Ciphers,
  show?: Name["show"],
): ReadableKey {
  return {
    what,
    key: () => entry.key(context, ...keys),
    show(stored) {
      const value = entry.decodeValue(stored);
      if (show !== undefined) return show(value as never);
      return value === undefined ? "nothing" : JSON.stringify(plainValue(value));
    },
    plain: (stored) => plainValue(entry.decodeValue(stored)),
  };
}

type Ciphers = Parameters<StorageEntry["key"]>[0];

/** Throws wrong use for a name that is not known or the wrong number of keys. */
export async function readableKey(
  context: Context,
  declarations: Declarations,
  words: readonly string[],
): Promise<ReadableKey> {
  const [what = "", ...given] = words;
  const crypto = await context.crypto();
  if (/^0x([0-9a-fA-F]{2})+$/.test(what) && given.length === 0) {
    const key = fromHex(what.toLowerCase() as Hex);
    const show = (stored: Uint8Array | undefined) => (stored === undefined ? "nothing" : toHex(stored));
    return {
      what: "a raw key",
      key: () => key,
      show,
      plain: (stored) => (stored === undefined ? null : toHex(stored)),
    };
  }
  const forms = names[what];
  if (forms !== undefined) {
    const form = forms.find(({ accounts }) => accounts === given.length);
    if (form === undefined)
      throw wrongUse(`\`verify ${what}\` needs other words.`, `Write ${forms.map(({ usage }) => usage).join(" or ")}.`);
    const accounts = await Promise.all(given.map(async (text) => accountId(await addressFrom(context, text))));
    const entry = declarations.entry(form.pallet, form.entry);
    return ofEntry(`${form.pallet}.${form.entry}`, entry, [...accounts, ...(form.rest ?? [])], crypto, form.show);
  }
  const [pallet, name, ...more] = what.split(".");
  if (pallet === undefined || name === undefined || more.length > 0)
    throw wrongUse(
      `"${what}" is nothing that can be verified.`,
      `Write ${usages}, Pallet.Entry with its keys, or a raw key as 0x hex.`,
    );
  const entry = declarations.entry(pallet, name);
  if (entry.keys.length !== given.length)
    throw wrongUse(`${what} has ${entry.keys.length} keys, not ${given.length}.`, "Give them one after another.");
  const keys = await Promise.all(entry.keys.map(({ codec }, at) => keyPart(context, given[at] as string, codec, what)));
  return ofEntry(what, entry, keys, crypto);
}
