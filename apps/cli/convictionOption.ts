// How long a vote's stake is bound beyond the vote, as commands take it and explain it.
import type { Conviction } from "@plexus/client/sdk";
import type { OptionSpec } from "./command.js";
import { parseWhole } from "./parse.js";

export const convictionOption: OptionSpec = {
  flags: "--conviction <0..3>",
  about: "0 counts ×1; 1, 2, 3 count ×2, ×3, ×4 and lock the stake 1, 2, 4 lock periods longer if you win",
  fallback: "0",
};

export function parseConviction(value: unknown): Conviction {
  return parseWhole(value ?? "0", "--conviction", 0, 3) as Conviction;
}
