// Reading what a server that may lie sent: every field by its type and its bound, and one error for all that is wrong.
import { SdkError } from "../../sdkError.js";

export type JsonObject = Readonly<Record<string, unknown>>;

export function badAnswer(what: string): SdkError {
  return new SdkError("BadAnswer", `the node sent a bad answer: ${what}`);
}

export function readObject(value: unknown, what: string): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw badAnswer(`${what} is no object`);
  return value as JsonObject;
}

export function readList(value: unknown, what: string, maxLength: number): readonly unknown[] {
  if (!Array.isArray(value)) throw badAnswer(`${what} is no list`);
  if (value.length > maxLength) throw badAnswer(`${what} has ${value.length} items, more than ${maxLength}`);
  return value;
}

export function readText(value: unknown, what: string, maxLength: number): string {
  if (typeof value !== "string" || value.length > maxLength) throw badAnswer(`${what} is no short text`);
  return value;
}

/** A whole number from 0 to `max`, as JSON number. */
export function readNumber(value: unknown, what: string, max: number): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value > max)
    throw badAnswer(`${what} is no number from 0 to ${max}`);
  return value;
}

/** An unsigned number as decimal text, which is how CometBFT writes 64-bit numbers. */
export function readDecimal(value: unknown, what: string, max: bigint): bigint {
  const number = typeof value === "string" && /^(0|[1-9]\d{0,19})$/.test(value) ? BigInt(value) : -1n;
  if (number < 0n || number > max) throw badAnswer(`${what} is no number from 0 to ${max}`);
  return number;
}

/** Bytes as upper-case hex; `lengths` are those that may occur. */
export function readHexBytes(value: unknown, what: string, lengths: readonly number[]): Uint8Array {
  if (typeof value !== "string" || !lengths.includes(value.length / 2) || !/^[0-9A-F]*$/.test(value))
    throw badAnswer(`${what} is not hex of ${lengths.join(" or ")} bytes`);
  return Uint8Array.from({ length: value.length / 2 }, (_, at) => Number.parseInt(value.slice(2 * at, 2 * at + 2), 16));
}

/** Bytes as base64 of exactly `length` bytes. */
export function readBase64(value: unknown, what: string, length: number): Uint8Array {
  const wanted = Math.ceil(length / 3) * 4;
  if (typeof value === "string" && value.length === wanted && /^[A-Za-z0-9+/]+={0,2}$/.test(value)) {
    const binary = atob(value);
    if (binary.length === length) return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  }
  throw badAnswer(`${what} is not base64 of ${length} bytes`);
}
