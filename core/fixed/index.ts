/** The public list of `@plexus/core/fixed`: see README.md. */
export {
  checkRange, FixedOverflow, I110F18, I32F32, I64F64, I96F32, oneOf, saturate, U64F64, U96F32,
  type FixedFormat,
} from "./format.js";
export {
  add, convert, divide, floorToInteger, fromInteger, fromLiteral, fromRatio, multiply, normalise, roundToInteger,
  safeDivide, saturatingAdd, saturatingFromInteger, saturatingMultiply, saturatingSubtract, subtract, toU64,
} from "./arithmetic.js";
export { exponential, exponentialSafe, sigmoidSafe } from "./exponential.js";
export { ln, log2 } from "./logarithm.js";
export { isMaxLimited, maxUpscaleToU16, maxUpscaleU16, quantiseToU16, U16_MAX } from "./proportion.js";
export { divideTruncated, multiplyCeiling, multiplyFloor, ONE, quantiseFraction } from "./fraction32.js";
export { inverseOnePlusExponential } from "./fractionExponential.js";
export {
  SAFE_FLOAT_ZERO, safeFloat, safeFloatAdd, safeFloatMultiplyDivide, safeFloatSubtract, safeFloatToInteger,
  type SafeFloat,
} from "./safeFloat.js";
export { FIXED_U128_ONE, fixedU128FromRatio, fixedU128Multiply, fixedU128TimesInteger } from "./fixedU128.js";
