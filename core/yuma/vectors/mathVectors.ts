/**
 * math.json and math.2024.json: calls of single functions, checked against every implementation that we have of them.
 * Used by tests only.
 */
import { asList, asObject, asText, type Json, type JsonObject } from "./json.js";
import { MATH_FUNCTIONS } from "./mathFunctions.js";
import { bits, OutsideStep, type Value } from "./mathValues.js";
import type { VectorCase } from "./vectorCase.js";

function compareValue(expected: Json | undefined, value: Value | undefined, tolerance: bigint, path: string): string[] {
  if (Array.isArray(value)) {
    const entries = asList(expected);
    if (entries.length !== value.length) return [`${path}: ${entries.length} entries expected, got ${value.length}`];
    return entries.flatMap((entry, i) => compareValue(entry, value[i], tolerance, `${path}[${i}]`));
  }
  if (typeof value === "bigint") {
    const difference = bits(expected) - value;
    const off = difference < 0n ? -difference : difference;
    return off <= tolerance ? [] : [`${path}: ${bits(expected)} expected, got ${value}`];
  }
  return expected === value ? [] : [`${path}: ${JSON.stringify(expected)} expected, got ${String(value)}`];
}

function computeAll(functionName: string, args: Json[]): Value[] {
  const computes = MATH_FUNCTIONS.get(functionName);
  if (computes === undefined) throw new TypeError(`no function ${functionName}`);
  return computes.flatMap((compute) => {
    try {
      return [compute(args)];
    } catch (error) {
      if (error instanceof OutsideStep) return [];
      throw error;
    }
  });
}

/** How many independent implementations a vector was checked against. */
export interface MathCase extends VectorCase {
  readonly implementations: number;
}

export function mathCases(file: Json): MathCase[] {
  return asList(asObject(file).vectors).map((json) => {
    const vector: JsonObject = asObject(json);
    const tolerance = vector.tolerance === null ? 0n : bits(vector.tolerance);
    const values = computeAll(asText(vector.fn), asList(vector.args));
    return {
      id: asText(vector.id),
      expected: vector.expected!,
      implementations: values.length,
      check: (expected: Json) => values.flatMap((value) => compareValue(expected, value, tolerance, asText(vector.fn))),
      toleranceAt: () => Number(tolerance),
    };
  });
}
