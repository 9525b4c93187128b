// How far a constitution may go: limits of the law, checked at genesis and at every amendment, so that no vote, however
// large, can end voting, make it meaningless, or make itself easier to amend than anything else.

import { ensure, type ReadContext } from "@plexus/core/frame";
import { TAO } from "../../../primitives.js";
import { thresholdAt } from "../curve.js";
import { errors } from "../errors.js";
import { type ParameterRuleValue, TRACKS, type TrackName, type TrackRulesValue } from "../shapes.js";
import { Tracks } from "../storage.js";
import { BOUNDS } from "./bounds.js";

const LONGEST_BLOCKS = 1_000_000;

interface Limits {
  readonly least: number;
  readonly most: number;
}
const BLOCKS: Readonly<Record<"decision_period" | "confirm_period" | "enactment_delay", Limits>> = {
  decision_period: { least: 5, most: LONGEST_BLOCKS },
  confirm_period: { least: 1, most: LONGEST_BLOCKS },
  /** At least a few blocks in which whoever disagrees may leave. */
  enactment_delay: { least: 2, most: LONGEST_BLOCKS },
};
const QUORUM: Limits = { least: 10, most: 800 };
const SPAM_FLOOR: Limits = { least: 0, most: 100 };
const DECIDING: Limits = { least: 1, most: 8 };
const QUEUED: Limits = { least: 0, most: 64 };
/** At the end of the period an ordinary proposal needs half of the weight, an amendment of the constitution three fifths. */
const LEAST_APPROVAL = 500;
const LEAST_APPROVAL_OF_CONSTITUTION = 600;
const LEAST_DEPOSIT_RAO = TAO;
const MOST_DEPOSIT_RAO = 1_000_000n * TAO;

const within = (value: number, { least, most }: Limits): boolean => value >= least && value <= most;

function isCurve(points: TrackRulesValue["approval"], leastApproval: number): boolean {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2 || first[0] !== 0 || last[0] !== 1_000) return false;
  const falls = points.every((point, i) => {
    const before = points[i - 1];
    return !before || (point[0] > before[0] && point[1] <= before[1]);
  });
  return falls && first[1] <= 1_000 && last[1] >= leastApproval;
}

/** What is wrong with a track's rules, alone; undefined where nothing is. */
export function trackProblem(track: TrackName, rules: TrackRulesValue): string | undefined {
  for (const [name, limits] of Object.entries(BLOCKS)) {
    const blocks = rules[name as keyof typeof BLOCKS];
    if (!within(blocks, limits)) return `${name} must be from ${limits.least} to ${limits.most} blocks`;
  }
  if (rules.confirm_period > rules.decision_period) return "confirm_period must not exceed decision_period";
  if (rules.deposit < LEAST_DEPOSIT_RAO || rules.deposit > MOST_DEPOSIT_RAO)
    return `deposit must be from ${LEAST_DEPOSIT_RAO} to ${MOST_DEPOSIT_RAO} rao`;
  if (!within(rules.quorum, QUORUM)) return "quorum must be from 10 to 800 permille";
  if (!within(rules.spam_floor, SPAM_FLOOR)) return "spam_floor must be from 0 to 100 permille";
  if (!within(rules.max_deciding, DECIDING)) return "max_deciding must be from 1 to 8";
  if (!within(rules.max_queued, QUEUED)) return "max_queued must be from 0 to 64";
  const leastApproval = track === "Constitution" ? LEAST_APPROVAL_OF_CONSTITUTION : LEAST_APPROVAL;
  if (!isCurve(rules.approval, leastApproval))
    return `approval must have 2 to 8 points from 0 to 1000 permille of the period, falling to no less than ${leastApproval}`;
  return undefined;
}

/** Whether `a` never asks for less than `b`: at the ends and at every point of either. */
function isAsStrict(a: TrackRulesValue, b: TrackRulesValue): boolean {
  const at = [...a.approval, ...b.approval].map(([x]) => x);
  return (
    a.quorum >= b.quorum &&
    a.decision_period + a.enactment_delay >= b.decision_period + b.enactment_delay &&
    at.every((x) => thresholdAt(a.approval, x, 1_000) >= thresholdAt(b.approval, x, 1_000))
  );
}

/** Amending the constitution is the slowest and hardest of all. */
export function isConstitutionStrictest(rulesOf: (track: TrackName) => TrackRulesValue | undefined): boolean {
  const own = rulesOf("Constitution");
  if (!own) return false;
  return TRACKS.every((track) => {
    const theirs = rulesOf(track);
    return !theirs || isAsStrict(own, theirs);
  });
}

export function ensureTrackWithinLimits(ctx: ReadContext, track: TrackName, rules: TrackRulesValue): void {
  ensure(trackProblem(track, rules) === undefined, errors.AgainstHardLimits);
  const after = (each: TrackName) => (each === track ? rules : Tracks.get(ctx, { type: each }));
  ensure(isConstitutionStrictest(after), errors.AgainstHardLimits);
}

/** Whether the law lets a constitution say this of a parameter that it knows. */
export function isRuleWithinLimits(name: string, { track, minimum, maximum }: ParameterRuleValue): boolean {
  const limits = BOUNDS.get(name)?.limit;
  return (
    limits !== undefined &&
    track.type !== "Constitution" &&
    minimum <= maximum &&
    minimum >= limits[0] &&
    maximum <= limits[1]
  );
}

export function ensureRuleWithinLimits(name: string, rule: ParameterRuleValue): void {
  ensure(BOUNDS.has(name), errors.UnknownParameter);
  ensure(isRuleWithinLimits(name, rule), errors.AgainstHardLimits);
}

export const isLockPeriodWithinLimits = (blocks: number): boolean => blocks >= 1 && blocks <= LONGEST_BLOCKS;
