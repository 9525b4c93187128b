/** Arguments of the math vectors as the implementations take them, and results in the vectors' form; tests only. */
import { normalise } from "../../fixed/arithmetic.js";
import { I32F32 } from "../../fixed/format.js";
import { fromRows, type SparseMatrix, toRows } from "../epoch/sparseMatrix.js";
import type { Dense } from "../twin/denseMatrix.js";
import { asBigInt, asList, asNumber, asObject, type Json } from "./json.js";

/** A result in the vectors' own form: fixed values as bigint bits, integers as number. */
export type Value = bigint | number | boolean | Value[];
export type Compute = (args: Json[]) => Value;

/** A step cannot be asked: its operands are negative or beyond 53 bits. */
export class OutsideStep extends Error {}

export const bits = (json: Json | undefined): bigint => asBigInt(asObject(json).fx);
export const isCall = (json: Json): boolean => typeof json === "object" && json !== null && "call" in json;

export function list(json: Json | undefined): bigint[] {
  if (json !== undefined && isCall(json)) {
    const call = asObject(json);
    if (call.call !== "normalize") throw new TypeError(`unknown call ${String(call.call)}`);
    return normalise(I32F32, list(asList(call.args)[0]));
  }
  return asList(json).map(bits);
}

export const matrix = (json: Json | undefined): bigint[][] => asList(json).map(list);
export const sparse = (json: Json | undefined): [number, bigint][][] =>
  asList(json).map((row) => asList(row).map((cell) => [asNumber(asList(cell)[0]), bits(asList(cell)[1])]));

export function small(value: bigint): number {
  if (value < 0n || value > BigInt(Number.MAX_SAFE_INTEGER)) throw new OutsideStep();
  return Number(value);
}

export const vectorOf = (values: readonly bigint[]): Float64Array => Float64Array.from(values, small);
export const listOf = (vector: Float64Array): bigint[] => Array.from(vector, BigInt);
export const widthOf = (rows: readonly [number, bigint][][]): number =>
  rows.flat().reduce((width, [j]) => Math.max(width, j + 1), 0);

export const sparseOf = (rows: readonly [number, bigint][][], width = widthOf(rows)): SparseMatrix =>
  fromRows(
    rows.map((row) => row.map(([j, value]) => [j, small(value)] as const)),
    width,
  );
export const denseRows = (rows: readonly bigint[][]): [number, bigint][][] =>
  rows.map((row) => row.map((value, j) => [j, value]));
export const sparseValue = (m: SparseMatrix): Value =>
  toRows(m).map((row) => row.map(([j, value]) => [j, BigInt(value)]));

export function denseValue(m: SparseMatrix): Value {
  return toRows(m).map((row) => {
    const full = Array.from({ length: m.columnCount }, () => 0n);
    for (const [j, value] of row) full[j] = BigInt(value);
    return full;
  });
}

export function holes(rows: readonly [number, bigint][][], width = widthOf(rows)): Dense {
  return rows.map((row) => {
    const full = Array.from({ length: width }, (): bigint | undefined => undefined);
    for (const [j, value] of row) full[j] = value;
    return full;
  });
}

export const fullValue = (m: Dense): Value => m.map((row) => row.map((value) => value ?? 0n));
export const holesValue = (m: Dense): Value =>
  m.map((row) => row.flatMap((value, j): Value[] => (value === undefined ? [] : [[j, value]])));
