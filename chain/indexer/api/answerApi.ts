// GET /api/… on the RPC port (CONTRACTS): history, search and charts from the tables. Amounts in rao are decimal text.

import type { Indexer } from "../indexer.js";
import { accountPage } from "./accountPage.js";
import { blockList, blockPage } from "./blockPages.js";
import { extrinsicPage } from "./extrinsicPage.js";
import { search } from "./search.js";
import { subnetHistory } from "./subnetHistory.js";

export interface ApiAnswer {
  status: number;
  body: unknown;
}

type Handler = (indexer: Indexer, matched: string, query: URLSearchParams) => unknown;

const ROUTES: readonly (readonly [RegExp, Handler])[] = [
  [
    /^\/api\/blocks$/,
    ({ database }, _, query) => blockList(database, bounded(query, "limit", 20, 1, 100), optional(query, "before")),
  ],
  [/^\/api\/blocks\/(\d{1,9}|0x[0-9a-fA-F]{64})$/, blockPage],
  [/^\/api\/extrinsics\/(0x[0-9a-fA-F]{64})$/, extrinsicPage],
  [
    /^\/api\/accounts\/([1-9A-HJ-NP-Za-km-z]{40,60})$/,
    ({ database }, address, query) => accountPage(database, address, bounded(query, "limit", 50, 1, 200)),
  ],
  [
    /^\/api\/subnets\/(\d{1,5})\/history$/,
    ({ database }, netuid, query) => subnetHistory(database, Number(netuid), bounded(query, "epochs", 100, 1, 1000)),
  ],
  [/^\/api\/search$/, ({ database }, _, query) => search(database, (query.get("q") ?? "").trim().slice(0, 128))],
];

class BadQuery extends Error {}

/** undefined if there is nothing at that path. */
export function answerApi(indexer: Indexer, url: URL): ApiAnswer | undefined {
  for (const [pattern, handler] of ROUTES) {
    const match = pattern.exec(url.pathname);
    if (!match) continue;
    try {
      const body = handler(indexer, match[1] ?? "", url.searchParams);
      return body === undefined
        ? { status: 404, body: { error: `nothing known of ${match[1]}` } }
        : { status: 200, body };
    } catch (error) {
      if (error instanceof BadQuery) return { status: 400, body: { error: error.message } };
      throw error;
    }
  }
  return undefined;
}

function bounded(query: URLSearchParams, name: string, fallback: number, least: number, most: number): number {
  return optional(query, name, least, most) ?? fallback;
}

function optional(query: URLSearchParams, name: string, least = 0, most = 0xffff_ffff): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const value = Number(text);
  if (!/^\d{1,10}$/.test(text) || value < least || value > most)
    throw new BadQuery(`${name} must be from ${least} to ${most}`);
  return value;
}
