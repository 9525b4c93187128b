// Runtime APIs: typed questions to the state of one block, served as `state_call`.

import { type Codec, type Fields, type StructValue } from "../scale/index.js";
import type { ReadContext } from "./context.js";

export interface ApiMethod<F extends Fields = Fields, R = unknown> {
  readonly inputs: F;
  readonly output: Codec<R>;
  readonly docs: string;
  answer(context: ReadContext, args: StructValue<F>): R;
}

export interface RuntimeApi {
  /** "SubnetInfoRuntimeApi". */
  readonly name: string;
  readonly version: number;
  readonly docs: string;
  readonly methods: Readonly<Record<string, ApiMethod>>;
}

export function apiMethod<const F extends Fields, R>(
  inputs: F,
  output: Codec<R>,
  docs: string,
  answer: (context: ReadContext, args: StructValue<F>) => R,
): ApiMethod<F, R> {
  return { inputs, output, docs, answer };
}
