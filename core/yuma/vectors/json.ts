/** Typed access to the vector files (testing/vectors/README.md); used by tests only. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export function asObject(json: Json | undefined): JsonObject {
  if (typeof json !== "object" || json === null || Array.isArray(json)) throw new TypeError("not an object");
  return json;
}

export function asList(json: Json | undefined): Json[] {
  if (!Array.isArray(json)) throw new TypeError("not a list");
  return json;
}

export function asNumber(json: Json | undefined): number {
  if (typeof json === "number") return json;
  if (typeof json === "string" && /^-?\d+$/.test(json)) return Number(json);
  throw new TypeError(`not a number: ${JSON.stringify(json)}`);
}

export function asBigInt(json: Json | undefined): bigint {
  if (typeof json === "number" || typeof json === "string") return BigInt(json);
  throw new TypeError(`not an integer: ${JSON.stringify(json)}`);
}

export function asText(json: Json | undefined): string {
  if (typeof json !== "string") throw new TypeError("not a text");
  return json;
}

export function asBoolean(json: Json | undefined): boolean {
  if (typeof json !== "boolean") throw new TypeError("not a boolean");
  return json;
}

export const asNumbers = (json: Json | undefined): number[] => asList(json).map(asNumber);
export const asBigInts = (json: Json | undefined): bigint[] => asList(json).map(asBigInt);
