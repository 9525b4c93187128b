// The LMDB file: how large, and how much of it is free for reuse.

import type { Databases } from "@plexus/chain/store";
import { type Finding, ok, warn } from "../finding.js";
import type { Patient } from "../patient.js";

interface PageCounts {
  treeBranchPageCount: number;
  treeLeafPageCount: number;
  overflowPages: number;
}

interface RootStats extends PageCounts {
  pageSize: number;
  lastPageNumber: number;
  free: PageCounts;
  root: PageCounts;
}

/** Less free than this in a file of less than this many MB is not worth a word. */
const SMALL_MB = 256;

export function checkPages({ databases }: Patient): Finding[] {
  const stats = databases.root.getStats() as RootStats;
  const pages = stats.lastPageNumber + 1;
  const used =
    2 + countOf(stats.free) + countOf(stats.root) + tables(databases).reduce((sum, each) => sum + countOf(each), 0);
  const freeShare = Math.max(0, 1 - used / pages);
  const megabytes = (pages * stats.pageSize) / 1e6;
  const text = `${megabytes.toFixed(1)} MB in ${pages} pages, ${(freeShare * 100).toFixed(0)} % free for reuse`;
  if (megabytes > SMALL_MB && freeShare > 0.7)
    return [warn("pages", text, "the file does not shrink by itself: a fresh directory by --sync state is smaller")];
  return [ok("pages", text)];
}

function countOf({ treeBranchPageCount, treeLeafPageCount, overflowPages }: PageCounts): number {
  return treeBranchPageCount + treeLeafPageCount + overflowPages;
}

function tables(databases: Databases): PageCounts[] {
  const { root: _, ...rest } = databases;
  return Object.values(rest).map((table) => table.getStats() as PageCounts);
}
