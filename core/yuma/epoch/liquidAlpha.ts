/** Liquid alpha: how fast one bond follows its weight, by its distance from consensus (yuma.md §5.3). */
import { divideTruncated, multiplyCeiling, multiplyFloor, ONE } from "../../fixed/fraction32.js";
import { inverseOnePlusExponential } from "../../fixed/fractionExponential.js";
import type { LiquidAlpha } from "./epochInput.js";

const HALF = ONE / 2;

/** Bounds and slope of the curve in I32F32 bits. */
export interface AlphaCurve {
  readonly low: number;
  readonly high: number;
  /** |steepness / −100|, and whether the slope (steepness / −100) is negative. */
  readonly slope: number;
  readonly falls: boolean;
}

export function alphaCurve(settings: LiquidAlpha): AlphaCurve {
  return {
    low: divideTruncated(settings.low, 65535),
    high: divideTruncated(settings.high, 65535),
    slope: divideTruncated(Math.abs(settings.steepness), 100),
    falls: settings.steepness >= 0,
  };
}

/** alpha of one cell in I32F32 bits, from its consensus weight, weight and bond (bits of 0 … 1). */
export function liquidAlpha(curve: AlphaCurve, consensus: number, weight: number, bond: number): number {
  const distance = weight >= bond ? weight - consensus : bond - weight;
  const clamped = distance < 0 ? 0 : distance > ONE ? ONE : distance;
  const negative = curve.falls === clamped > HALF;
  const offset = clamped > HALF ? clamped - HALF : HALF - clamped;
  // The law floors the signed product, so the magnitude of a negative one rounds up.
  const magnitude = negative ? multiplyCeiling(curve.slope, offset) : multiplyFloor(curve.slope, offset);
  const share = inverseOnePlusExponential(magnitude, negative);
  const alpha = curve.low + multiplyFloor(share, curve.high - curve.low);
  return alpha > curve.high ? curve.high : alpha;
}
