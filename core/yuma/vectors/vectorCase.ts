/**
 * One vector as a value: what is expected, and a check that compares it with what the law computes. The computed side
 * never sees `expected`, so a changed expectation must be refused; mutation tests rely on that.
 */
import type { Json } from "./json.js";

export interface VectorCase {
  readonly id: string;
  readonly expected: Json;
  /** Problems found when comparing the given expectation with the computed values; empty = passed. */
  readonly check: (expected: Json) => string[];
  /** How far a numeric leaf may lie off; 0 for bit-exact ones. */
  readonly toleranceAt?: (path: string) => number;
}

/** What the law computed, in the shape of the expectation. */
export type Computed = bigint | number | boolean | string | null | Computed[] | { [key: string]: Computed };

/** Compares leaf by leaf; decimal strings and numbers are the same integer. Extra or missing entries are problems. */
export function compare(expected: Json, computed: Computed | undefined, path = ""): string[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(computed)) return [`${path}: a list expected, got ${String(computed)}`];
    if (expected.length !== computed.length)
      return [`${path}: ${expected.length} entries expected, got ${computed.length}`];
    return expected.flatMap((entry, i) => compare(entry, computed[i], `${path}[${i}]`));
  }
  if (typeof expected === "object" && expected !== null) {
    if (typeof computed !== "object" || computed === null || Array.isArray(computed)) return [`${path}: not an object`];
    return Object.keys(expected).flatMap((key) => compare(expected[key]!, computed[key], `${path}.${key}`));
  }
  const wanted = typeof expected === "number" ? String(expected) : expected;
  const got = typeof computed === "bigint" || typeof computed === "number" ? String(computed) : computed;
  return wanted === got ? [] : [`${path}: ${String(wanted)} expected, got ${String(got)}`];
}

/** Paths of all leaves. */
export function leavesOf(json: Json, path: (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(json)) return json.flatMap((entry, i) => leavesOf(entry, [...path, i]));
  if (typeof json === "object" && json !== null) {
    return Object.entries(json).flatMap(([key, entry]) => leavesOf(entry, [...path, key]));
  }
  return [path];
}

/** A copy with one leaf changed; the rest is shared. */
export function withLeaf(json: Json, path: readonly (string | number)[], change: (leaf: Json) => Json): Json {
  const [head, ...rest] = path;
  if (head === undefined) return change(json);
  if (Array.isArray(json)) return json.map((entry, i) => (i === head ? withLeaf(entry, rest, change) : entry));
  if (typeof json !== "object" || json === null) throw new TypeError("no such leaf");
  return { ...json, [head]: withLeaf(json[String(head)]!, rest, change) };
}

/** Flips one digit of a leaf (the first, and far, where a tolerance would hide less), or its truth value. */
export function flipDigit(leaf: Json, choice: number, tolerance: number): Json {
  if (typeof leaf === "boolean") return !leaf;
  if (leaf === null) return 1;
  const text = String(leaf);
  const digits = [...text].flatMap((letter, i) => (/[0-9a-f]/.test(letter) ? [i] : []));
  const first = digits.find((i) => text[i] !== "0");
  if (tolerance > 0 && first === undefined) return typeof leaf === "string" ? String(Math.ceil(tolerance * 10 + 1)) : 7;
  const place = tolerance > 0 ? first! : digits[choice % digits.length]!;
  const digit = text[place]!;
  const changed = text.slice(0, place) + otherDigit(digit, tolerance > 0) + text.slice(place + 1);
  return typeof leaf === "number" ? Number(changed) : changed;
}

function otherDigit(digit: string, far: boolean): string {
  if (/[a-f]/.test(digit)) return "0";
  if (far) return Number(digit) < 5 ? "9" : "1";
  return digit === "9" ? "8" : String(Number(digit) + 1);
}
