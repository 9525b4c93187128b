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

/** 1 / (1 + e^(slope·(distance − ½))). */
function shareAt(slope: number, falls: boolean, distance: number): number {
  const negative = falls === distance > HALF;
  const offset = distance > HALF ? distance - HALF : HALF - distance;
  // The law floors the signed product, so the magnitude of a negative one rounds up.
  const magnitude = negative ? multiplyCeiling(slope, offset) : multiplyFloor(slope, offset);
  return inverseOnePlusExponential(magnitude, negative);
}

export function alphaCurve(settings: LiquidAlpha): AlphaCurve {
  return {
    low: divideTruncated(settings.low, 65535),
    high: divideTruncated(settings.high, 65535),
    slope: divideTruncated(Math.abs(settings.steepness), 100),
    falls: settings.steepness >= 0,
  };
}

/**
 * A function from consensus weight, weight and bond of one cell (bits of 0 … 1) to its alpha in I32F32 bits. Clipped
 * weights never exceed consensus, so many cells lie at distance 0, which is computed once.
 */
export function liquidAlpha(curve: AlphaCurve): (consensus: number, weight: number, bond: number) => number {
  const { low, high, slope, falls } = curve;
  const alphaAt = (distance: number): number => {
    const alpha = low + multiplyFloor(shareAt(slope, falls, distance), high - low);
    return alpha > high ? high : alpha;
  };
  const atZero = alphaAt(0);
  return (consensus, weight, bond) => {
    const distance = weight >= bond ? weight - consensus : bond - weight;
    return distance <= 0 ? atZero : alphaAt(distance > ONE ? ONE : distance);
  };
}
