/**
 * The functions that the math vectors call, each with its implementations: the BigInt form and, where the law's own
 * step exists for it, that step as well. Used by tests only.
 */
import { convert, fromRatio, normalise, saturatingFromInteger } from "../../fixed/arithmetic.js";
import { exponentialSafe, sigmoidSafe } from "../../fixed/exponential.js";
import { I32F32, I64F64 } from "../../fixed/format.js";
import { isMaxLimited, maxUpscaleToU16, maxUpscaleU16, quantiseToU16 } from "../../fixed/proportion.js";
import { interpolate } from "../epoch/bondWeights.js";
import { clipToConsensus } from "../epoch/clip.js";
import { consensusWeights } from "../epoch/consensusWeights.js";
import { onOthers, permittedRows, younger } from "../epoch/countedWeights.js";
import * as step from "../epoch/matrixArithmetic.js";
import { alphaOf, cellwiseAverage, movingAverage } from "../epoch/movingAverage.js";
import { fromRows, type SparseMatrix, selectCells, toRows } from "../epoch/sparseMatrix.js";
import { topPermits } from "../epoch/topPermits.js";
import { weightedMedian } from "../epoch/weightedMedian.js";
import type { Dense } from "../twin/denseMatrix.js";
import * as dense from "../twin/denseMatrix.js";
import { asBigInt, asBoolean, asList, asNumber, asNumbers, asText, type Json } from "./json.js";
import {
  bits,
  type Compute,
  denseRows,
  denseValue,
  fullValue,
  holes,
  holesValue,
  list,
  listOf,
  matrix,
  OutsideStep,
  small,
  sparse,
  sparseOf,
  sparseValue,
  vectorOf,
  widthOf,
} from "./mathValues.js";

/** The same operation for the dense and the sparse spelling of a function. */
function both(
  name: string,
  onSparse: (m: SparseMatrix, args: Json[]) => SparseMatrix,
  onDense: (m: Dense, args: Json[]) => Dense,
): [string, Compute[]][] {
  const width = (args: Json[], rows: [number, bigint][][]): number =>
    Math.max(widthOf(rows), typeof args[1] === "number" ? args[1] : 0);
  return [
    [
      name,
      [
        (args) => fullValue(onDense(matrix(args[0]), args)),
        (args) => denseValue(onSparse(sparseOf(denseRows(matrix(args[0]))), args)),
      ],
    ],
    [
      `${name}_sparse`,
      [
        (args) => holesValue(onDense(holes(sparse(args[0]), width(args, sparse(args[0]))), args)),
        (args) => sparseValue(onSparse(sparseOf(sparse(args[0]), width(args, sparse(args[0]))), args)),
      ],
    ],
  ];
}

/** Two matrices of one shape, dense or sparse. */
function pair(
  name: string,
  onSparse: (a: SparseMatrix, b: SparseMatrix, args: Json[]) => SparseMatrix,
  onDense: (a: Dense, b: Dense, args: Json[]) => Dense,
): [string, Compute[]][] {
  const width = (args: Json[]): number => Math.max(widthOf(sparse(args[0])), widthOf(sparse(args[1])));
  return [
    [
      name,
      [
        (args) => fullValue(onDense(matrix(args[0]), matrix(args[1]), args)),
        (args) =>
          denseValue(onSparse(sparseOf(denseRows(matrix(args[0]))), sparseOf(denseRows(matrix(args[1]))), args)),
      ],
    ],
    [
      `${name}_sparse`,
      [
        (args) => holesValue(onDense(holes(sparse(args[0]), width(args)), holes(sparse(args[1]), width(args)), args)),
        (args) =>
          sparseValue(onSparse(sparseOf(sparse(args[0]), width(args)), sparseOf(sparse(args[1]), width(args)), args)),
      ],
    ],
  ];
}

const PREDICATES: { [text: string]: (a: number, b: number) => boolean } = {
  "a < b": (a, b) => a < b,
  "a <= b": (a, b) => a <= b,
  "a == b": (a, b) => a === b,
};

function predicateOf(json: Json | undefined): (a: number, b: number) => boolean {
  const predicate = PREDICATES[asText(json)];
  if (predicate === undefined) throw new TypeError(`unknown predicate ${asText(json)}`);
  return predicate;
}

const alphaAt = (json: Json | undefined) => {
  const alpha = matrix(json);
  return (i: number, j: number): bigint => alpha[i]![j]!;
};

const topByValue: Compute = ([values, k]) => {
  const ranked = list(values).map((value, uid) => ({ value, uid }));
  ranked.sort((a, b) => (a.value !== b.value ? (a.value > b.value ? -1 : 1) : b.uid - a.uid));
  const chosen = new Set(ranked.slice(0, asNumber(k)).map(({ uid }) => uid));
  return ranked.map((_, uid) => chosen.has(uid));
};

const VECTOR_FUNCTIONS: [string, Compute[]][] = [
  ["vec_max_upscale_to_u16", [(args) => maxUpscaleToU16(list(args[0]))]],
  ["vec_u16_max_upscale_to_u16", [(args) => maxUpscaleU16(asNumbers(args[0]))]],
  ["check_vec_max_limited", [(args) => isMaxLimited(asNumbers(args[0]), asNumber(args[1]))]],
  ["is_topk", [topByValue, (args) => topPermits(vectorOf(list(args[0])), asNumber(args[1]))]],
  ["sum", [(args) => dense.total(list(args[0])), (args) => BigInt(step.sum(vectorOf(list(args[0]))))]],
  [
    "normalize",
    [(args) => normalise(I32F32, list(args[0])), (args) => listOf(step.normaliseVector(vectorOf(list(args[0]))))],
  ],
  [
    "inplace_normalize",
    [(args) => dense.normaliseList(list(args[0])), (args) => listOf(step.normaliseVector(vectorOf(list(args[0]))))],
  ],
  [
    "vecdiv",
    [
      (args) => list(args[0]).map((value, i) => dense.over(value, list(args[1])[i]!)),
      (args) => listOf(step.divideVectors(vectorOf(list(args[0])), vectorOf(list(args[1])))),
    ],
  ],
  [
    "vec_mul",
    [
      (args) =>
        list(args[0])
          .slice(0, asList(args[1]).length)
          .map((value, i) => dense.times(value, list(args[1])[i]!)),
      (args) => listOf(step.multiplyVectors(vectorOf(list(args[0])), vectorOf(list(args[1])))),
    ],
  ],
  [
    "weighted_median",
    [
      (args) => {
        const chosen = asNumbers(args[2]);
        const pick = (values: bigint[]): bigint[] => chosen.map((i) => values[i]!);
        return dense.medianBySorting(pick(list(args[0])), pick(list(args[1])), asBigInt(args[3]), bits(args[4]));
      },
      (args) => {
        const chosen = asNumbers(args[2]);
        const pick = (values: bigint[]): Float64Array => vectorOf(chosen.map((i) => values[i]!));
        return BigInt(
          weightedMedian(
            pick(list(args[0])),
            pick(list(args[1])),
            chosen.length,
            asNumber(args[3]),
            small(bits(args[4])),
            small(bits(args[5])),
          ),
        );
      },
    ],
  ],
  [
    "weighted_median_col",
    [
      (args) => dense.medianOfColumns(list(args[0]), matrix(args[1]), matrix(args[1])[0]!.length, bits(args[2])),
      (args) =>
        listOf(
          consensusWeights(
            vectorOf(list(args[0])),
            sparseOf(denseRows(matrix(args[1])), matrix(args[1])[0]!.length),
            small(bits(args[2])),
          ),
        ),
    ],
  ],
  [
    "weighted_median_col_sparse",
    [
      (args) =>
        dense.medianOfColumns(
          list(args[0]),
          holes(sparse(args[1]), asNumber(args[2])),
          asNumber(args[2]),
          bits(args[3]),
        ),
      (args) =>
        listOf(
          consensusWeights(vectorOf(list(args[0])), sparseOf(sparse(args[1]), asNumber(args[2])), small(bits(args[3]))),
        ),
    ],
  ],
];

const SCALAR_FUNCTIONS: [string, Compute[]][] = [
  ["u16_to_fixed", [(args) => saturatingFromInteger(I32F32, asBigInt(args[0]))]],
  ["fixed_proportion_to_u16", [(args) => quantiseToU16(bits(args[0]))]],
  ["sigmoid_safe", [(args) => sigmoidSafe(bits(args[0]), bits(args[1]), bits(args[2]))]],
  ["exp_safe", [(args) => exponentialSafe(bits(args[0]))]],
  ["alpha_from_bonds_moving_average", [(args) => BigInt(alphaOf(asNumber(args[0])))]],
  [
    "I32F32_from(I64F64(a)/I64F64(b))",
    [(args) => convert(I64F64, I32F32, fromRatio(I64F64, asBigInt(args[0]), asBigInt(args[1])))],
  ],
];

const MATRIX_FUNCTIONS: [string, Compute[]][] = [
  ...both("inplace_row_normalize", step.normaliseRows, dense.rowNormalise),
  ...both("inplace_col_normalize", step.normaliseColumns, dense.columnNormalise),
  ...both("inplace_col_max_upscale", step.upscaleColumns, dense.columnUpscale),
  [
    "inplace_mask_diag",
    [
      (args) => fullValue(dense.mapDense(matrix(args[0]), (value, i, j) => (i === j ? 0n : value))),
      (args) => denseValue(selectCells(sparseOf(denseRows(matrix(args[0]))), onOthers(undefined))),
    ],
  ],
  [
    "mask_diag_sparse",
    [
      (args) => holesValue(dense.mapDense(holes(sparse(args[0])), (value, i, j) => (i === j ? undefined : value))),
      (args) => sparseValue(selectCells(sparseOf(sparse(args[0])), onOthers(undefined))),
    ],
  ],
  [
    "mask_rows_sparse",
    [
      (args) =>
        holesValue(dense.mapDense(holes(sparse(args[1])), (value, i) => (asList(args[0])[i] ? undefined : value))),
      (args) =>
        sparseValue(
          fromRows(
            permittedRows(
              toRows(sparseOf(sparse(args[1]))),
              asList(args[0]).map((masked) => !asBoolean(masked)),
            ),
            widthOf(sparse(args[1])),
          ),
        ),
    ],
  ],
  [
    "vec_mask_sparse_matrix",
    [
      (args) => {
        const [first, second, isVoid] = [asNumbers(args[1]), asNumbers(args[2]), predicateOf(args[3])];
        return holesValue(
          dense.mapDense(holes(sparse(args[0])), (v, i, j) => (isVoid(first[i]!, second[j]!) ? undefined : v)),
        );
      },
      (args) => {
        // The step drops a <= b; of integers, a < b is a <= b - 1.
        if (args[3] !== "a < b") throw new OutsideStep();
        const before = asNumbers(args[2]).map((value) => value - 1);
        return sparseValue(selectCells(sparseOf(sparse(args[0])), younger(asNumbers(args[1]), before)));
      },
    ],
  ],
  [
    "mat_vec_mul",
    [(args) => fullValue(dense.mapDense(matrix(args[0]), (value, _, j) => dense.times(value, list(args[1])[j] ?? 0n)))],
  ],
  [
    "mat_vec_mul_sparse",
    [
      (args) =>
        holesValue(
          dense.mapDense(holes(sparse(args[0])), (value, _, j) => {
            const product = dense.times(value, list(args[1])[j] ?? 0n);
            return product === 0n ? undefined : product;
          }),
        ),
    ],
  ],
  ...both(
    "row_hadamard",
    (m, args) => step.scaleRows(m, vectorOf(list(args[1]))),
    (m, args) => dense.mapDense(m, (value, i) => dense.times(value, list(args[1])[i]!)),
  ),
  [
    "row_sum",
    [(args) => matrix(args[0]).map(dense.total), (args) => listOf(step.rowSums(sparseOf(denseRows(matrix(args[0])))))],
  ],
  [
    "row_sum_sparse",
    [(args) => holes(sparse(args[0])).map(dense.total), (args) => listOf(step.rowSums(sparseOf(sparse(args[0]))))],
  ],
  [
    "matmul",
    [
      (args) => dense.columnDot(matrix(args[0]), list(args[1]), matrix(args[0])[0]?.length ?? 0),
      (args) =>
        listOf(
          step.sumColumnsBy(
            sparseOf(denseRows(matrix(args[0])), matrix(args[0])[0]?.length ?? 0),
            vectorOf(list(args[1])),
          ),
        ),
    ],
  ],
  [
    "matmul_sparse",
    [
      (args) => dense.columnDot(holes(sparse(args[0]), asNumber(args[2])), list(args[1]), asNumber(args[2])),
      (args) => listOf(step.sumColumnsBy(sparseOf(sparse(args[0]), asNumber(args[2])), vectorOf(list(args[1])))),
    ],
  ],
  [
    "matmul_transpose",
    [
      (args) => dense.rowDot(matrix(args[0]), list(args[1])),
      (args) => listOf(step.sumRowsBy(sparseOf(denseRows(matrix(args[0]))), vectorOf(list(args[1])))),
    ],
  ],
  [
    "matmul_transpose_sparse",
    [
      (args) => dense.rowDot(holes(sparse(args[0])), list(args[1])),
      (args) => listOf(step.sumRowsBy(sparseOf(sparse(args[0])), vectorOf(list(args[1])))),
    ],
  ],
  [
    "inplace_col_clip",
    [
      (args) => fullValue(dense.clipColumns(matrix(args[0]), list(args[1]))),
      (args) => denseValue(clipToConsensus(sparseOf(denseRows(matrix(args[0]))), vectorOf(list(args[1])))),
    ],
  ],
  [
    "col_clip_sparse",
    [
      (args) => holesValue(dense.clipColumns(holes(sparse(args[0])), list(args[1]))),
      (args) => sparseValue(clipToConsensus(sparseOf(sparse(args[0])), vectorOf(list(args[1])))),
    ],
  ],
  ...pair(
    "interpolate",
    (a, b, args) => interpolate(a, b, small(bits(args.at(-1)))),
    (a, b, args) => dense.blend(a, b, bits(args.at(-1))),
  ),
  ...pair(
    "mat_ema",
    (a, b, args) => movingAverage(a, b, small(bits(args[2]))),
    (a, b, args) => dense.average(a, b, bits(args[2])),
  ),
  ...pair(
    "mat_ema_alpha",
    (a, b, args) => cellwiseAverage(a, b, (i, j) => small(alphaAt(args[2])(i, j))),
    (a, b, args) => dense.averageByCell(a, b, alphaAt(args[2])),
  ),
];

export const MATH_FUNCTIONS = new Map([...VECTOR_FUNCTIONS, ...SCALAR_FUNCTIONS, ...MATRIX_FUNCTIONS]);
