/** The public list of `@plexus/core/fixed`: see README.md. */

export {
  add,
  convert,
  divide,
  floorToInteger,
  fromInteger,
  fromLiteral,
  fromRatio,
  multiply,
  normalise,
  roundToInteger,
  safeDivide,
  saturatingAdd,
  saturatingFromInteger,
  saturatingMultiply,
  saturatingSubtract,
  subtract,
  toU64,
} from "./arithmetic.js";
export { exponential, exponentialSafe, sigmoidSafe } from "./exponential.js";
export { FIXED_U128_ONE, fixedU128FromRatio, fixedU128Multiply, fixedU128TimesInteger } from "./fixedU128.js";
export {
  checkRange,
  type FixedFormat,
  FixedOverflow,
  I32F32,
  I64F64,
  I96F32,
  I110F18,
  oneOf,
  saturate,
  U64F64,
  U96F32,
} from "./format.js";
export { divideTruncated, multiplyCeiling, multiplyFloor, ONE, quantiseFraction } from "./fraction32.js";
export { inverseOnePlusExponential } from "./fractionExponential.js";
export { ln, log2 } from "./logarithm.js";
export { isMaxLimited, maxUpscaleToU16, maxUpscaleU16, quantiseToU16, U16_MAX } from "./proportion.js";
export {
  SAFE_FLOAT_ZERO,
  type SafeFloat,
  safeFloat,
  safeFloatAdd,
  safeFloatMultiplyDivide,
  safeFloatSubtract,
  safeFloatToInteger,
} from "./safeFloat.js";
