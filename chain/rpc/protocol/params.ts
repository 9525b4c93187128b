// Parameters of a call, read with a clear error each. Hex comes with or without 0x; a missing one and null are the same
// (substrate-wire.md §1).

import { fromHex } from "@plexus/core/scale";
import { invalidParams } from "./rpcError.js";

export class Params {
  readonly #values: readonly unknown[];

  /** From the `params` of a request: an array, null or missing. Throws RpcError. */
  constructor(params: unknown) {
    if (params !== undefined && params !== null && !Array.isArray(params))
      throw invalidParams("params must be an array");
    this.#values = (params as unknown[] | null | undefined) ?? [];
  }

  isMissing(index: number): boolean {
    return this.#values[index] === undefined || this.#values[index] === null;
  }

  value(index: number): unknown {
    return this.#values[index];
  }

  bytes(index: number, name: string): Uint8Array {
    return readHex(this.#required(index, name), name);
  }
  optionalBytes(index: number, name: string): Uint8Array | undefined {
    return this.isMissing(index) ? undefined : this.bytes(index, name);
  }

  /** 32 bytes. */
  hash(index: number, name: string): Uint8Array {
    return readHash(this.#required(index, name), name);
  }
  optionalHash(index: number, name: string): Uint8Array | undefined {
    return this.isMissing(index) ? undefined : this.hash(index, name);
  }

  text(index: number, name: string): string {
    const value = this.#required(index, name);
    if (typeof value !== "string") throw invalidParams(`${name} must be a string`);
    return value;
  }

  boolean(index: number, name: string): boolean {
    const value = this.#required(index, name);
    if (typeof value !== "boolean") throw invalidParams(`${name} must be true or false`);
    return value;
  }

  /** A whole number, also as decimal or 0x text. */
  number(index: number, name: string, maximum = 0xffff_ffff): number {
    return readNumber(this.#required(index, name), name, maximum);
  }
  optionalNumber(index: number, name: string, maximum = 0xffff_ffff): number | undefined {
    return this.isMissing(index) ? undefined : this.number(index, name, maximum);
  }

  bytesList(index: number, name: string, maximum: number): Uint8Array[] {
    return this.list(index, name, maximum).map((each) => readHex(each, name));
  }

  list(index: number, name: string, maximum: number): unknown[] {
    const value = this.#required(index, name);
    if (!Array.isArray(value)) throw invalidParams(`${name} must be a list`);
    if (value.length > maximum) throw invalidParams(`${name} has ${value.length} entries, at most ${maximum}`);
    return value;
  }

  #required(index: number, name: string): unknown {
    if (this.isMissing(index)) throw invalidParams(`${name} is missing`);
    return this.#values[index];
  }
}

export function readHex(value: unknown, name: string): Uint8Array {
  if (typeof value !== "string") throw invalidParams(`${name} must be hex`);
  try {
    return fromHex(value);
  } catch (error) {
    throw invalidParams(`${name}: ${(error as Error).message}`);
  }
}

export function readHash(value: unknown, name: string): Uint8Array {
  const bytes = readHex(value, name);
  if (bytes.length !== 32) throw invalidParams(`${name} has ${bytes.length} bytes, not 32`);
  return bytes;
}

export function readNumber(value: unknown, name: string, maximum: number): number {
  const number = typeof value === "string" && /^(0x[0-9a-fA-F]{1,13}|\d{1,15})$/.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !Number.isInteger(number) || number < 0 || number > maximum) {
    throw invalidParams(`${name} must be a whole number from 0 to ${maximum}`);
  }
  return number;
}
