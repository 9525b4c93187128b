// Whether a block says of itself what this node knows of it: its time, author, missing votes and evidence, as consensus told
// them (architecture §3.5). The beacon is the author's own; the law checks it.

import type { BlockFacts } from "@plexus/core/runtime";
import { toHex } from "@plexus/core/scale";

const list = (addresses: readonly Uint8Array[]): string => addresses.map((each) => toHex(each)).join(" ") || "none";

/** The facts in words, in one form. */
function parts({ timestampMs, consensus }: BlockFacts): readonly (readonly [what: string, value: string])[] {
  return [
    ["time", String(timestampMs)],
    ["author", consensus?.author ? toHex(consensus.author) : "none"],
    ["absent producers", list(consensus?.absent ?? [])],
    [
      "evidence",
      (consensus?.evidence ?? []).map((each) => `${toHex(each.address)}@${each.height}:${each.kind}`).join(" ") ||
        "none",
    ],
  ];
}

/** What differs first, in words for the log; undefined where all agrees. */
export function factsProblem(said: BlockFacts, expected: BlockFacts): string | undefined {
  const expectedParts = parts(expected);
  for (const [index, [what, value]] of parts(said).entries()) {
    const known = expectedParts[index]?.[1];
    if (value !== known) return `its ${what} is ${value}, consensus says ${known}`;
  }
  return undefined;
}
