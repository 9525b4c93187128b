// Numbers that stand for longer things in the tables: where something is, and the beginning of a hash.

import type { Hex } from "@plexus/core/scale";

/** More than the extrinsics, and the events, that a block of the largest size can have; 2^32 blocks fit a JavaScript number. */
const PLACES_PER_BLOCK = 2 ** 21;
const KEY_DIGITS = 12;

export function placeOf(block: number, position: number): number {
  return block * PLACES_PER_BLOCK + position;
}

export function blockOf(place: number): number {
  return Math.floor(place / PLACES_PER_BLOCK);
}

export function positionOf(place: number): number {
  return place % PLACES_PER_BLOCK;
}

/** The first 48 bits of a hash. Two extrinsics that share them are told apart by their rows. */
export function keyOf(hash: Hex | string): number {
  return Number.parseInt(hash.slice(2, 2 + KEY_DIGITS), 16);
}

/** Keys of all hashes that begin like `start` ("0x…"), both included. */
export function keysFrom(start: string): readonly [least: number, most: number] {
  const digits = start.slice(2, 2 + KEY_DIGITS);
  return [Number.parseInt(digits.padEnd(KEY_DIGITS, "0"), 16), Number.parseInt(digits.padEnd(KEY_DIGITS, "f"), 16)];
}
