// All shape checks over one tree, less the written-down exemptions.
import { anatomy } from "./anatomy.js";
import { floors } from "./floors.js";
import { lengths } from "./lengths.js";
import { names } from "./names.js";
import { purity } from "./purity.js";
import type { Check, Problem, TreeFile } from "./tree.js";

/** One exemption: a path (or a folder ending in "/"), the rule it may break, and why. */
export interface Exemption {
  readonly path: string;
  readonly rule: string;
  readonly reason: string;
}

const checks: readonly Check[] = [floors, purity, lengths, names, anatomy];

function covers(exemption: Exemption, problem: Problem): boolean {
  const samePlace = exemption.path.endsWith("/")
    ? problem.path.startsWith(exemption.path)
    : problem.path === exemption.path;
  return samePlace && exemption.rule === problem.rule;
}

/** Runs every check; an exemption without a reason, or one that covers nothing, is itself a problem. */
export function runChecks(tree: readonly TreeFile[], exemptions: readonly Exemption[]): Problem[] {
  const found = checks.flatMap((check) => check(tree));
  const left = found.filter((problem) => !exemptions.some((exemption) => covers(exemption, problem)));
  for (const exemption of exemptions) {
    if (exemption.reason.length < 20)
      left.push({ path: exemption.path, rule: "exempt", message: "an exemption needs a reason" });
    if (!found.some((problem) => covers(exemption, problem))) {
      left.push({
        path: exemption.path,
        rule: "exempt",
        message: `breaks no rule "${exemption.rule}" any more: remove it from exempt.json`,
      });
    }
  }
  return left;
}
