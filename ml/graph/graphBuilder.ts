// Records ONNX nodes and static shapes, and keeps the tape that reverse-mode differentiation walks.
// An op is a function (builder, tensors) → tensor; see ops/. Spec: shared/spec/ml.md §2.

import {
  type AttributeValue,
  type Dimension,
  type ElementType,
  modelBytes,
  nodeMessage,
  type TensorData,
  tensorMessage,
  valueMessage,
} from "./onnx/messages.js";
import type { ProtobufWriter } from "./onnx/protobufWriter.js";

/** A value in the graph: not numbers, only a name with its shape. */
export interface Tensor {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly Dimension[];
}

/** Gradients of an op's inputs, in their order; null where nothing flows. */
export type Backward = (outputGradient: Tensor) => readonly (Tensor | null)[];

export interface TapeEntry {
  readonly output: Tensor;
  readonly inputs: readonly Tensor[];
  readonly backward: Backward;
}

export class GraphBuilder {
  readonly tape: TapeEntry[] = [];
  private readonly nodes: ProtobufWriter[] = [];
  private readonly initialisers: ProtobufWriter[] = [];
  private readonly inputs: ProtobufWriter[] = [];
  private readonly outputs: ProtobufWriter[] = [];
  private readonly smallConstants = new Map<string, Tensor>();
  private counter = 0;
  private recording = true;

  /** A value handed in at run time. */
  input(name: string, type: ElementType, shape: readonly Dimension[]): Tensor {
    this.inputs.push(valueMessage(name, type, shape));
    return { name, type, shape };
  }

  /** Makes `tensor` an output of the graph under `name`. */
  output(name: string, tensor: Tensor): void {
    this.nodes.push(nodeMessage("Identity", [tensor.name], [name], {}));
    this.outputs.push(valueMessage(name, tensor.type, tensor.shape));
  }

  /** Numbers baked into the graph. Small equal ones are shared; generated names start with "~", so they never meet an input's. */
  constant(type: ElementType, shape: readonly number[], data: TensorData): Tensor {
    const key = data.length <= 64 ? `${type}:${shape.join()}:${Array.from(data as Float32Array).join()}` : null;
    const known = key === null ? undefined : this.smallConstants.get(key);
    if (known) return known;
    const tensor: Tensor = { name: this.freshName("constant"), type, shape };
    this.initialisers.push(tensorMessage(tensor.name, type, shape, data));
    if (key !== null) this.smallConstants.set(key, tensor);
    return tensor;
  }

  scalar(value: number): Tensor {
    return this.constant("float", [], Float32Array.of(value));
  }

  integers(values: readonly number[]): Tensor {
    return this.constant("int64", [values.length], BigInt64Array.from(values.map(BigInt)));
  }

  /** Emits one ONNX node with one output. */
  node(
    operator: string,
    inputs: readonly Tensor[],
    shape: readonly Dimension[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
    type: ElementType = "float",
  ): Tensor {
    return this.nodeOf(operator, inputs, [shape], attributes, type)[0] as Tensor;
  }

  /** Emits one ONNX node with several outputs of one element type. */
  nodeOf(
    operator: string,
    inputs: readonly Tensor[],
    shapes: readonly (readonly Dimension[])[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
    type: ElementType = "float",
  ): Tensor[] {
    const results = shapes.map((shape) => ({ name: this.freshName(operator), type, shape }));
    const names = results.map((result) => result.name);
    this.nodes.push(
      nodeMessage(
        operator,
        inputs.map((input) => input.name),
        names,
        attributes,
      ),
    );
    return results;
  }

  /** Remembers how to differentiate `output`; does nothing while gradients themselves are being emitted. */
  record(output: Tensor, inputs: readonly Tensor[], backward: Backward): Tensor {
    if (this.recording) this.tape.push({ output, inputs, backward });
    return output;
  }

  /** Runs `emit` without growing the tape, so the same ops serve forward and backward. */
  withoutTape<Result>(emit: () => Result): Result {
    const before = this.recording;
    this.recording = false;
    try {
      return emit();
    } finally {
      this.recording = before;
    }
  }

  /** The ONNX file. */
  finish(): Uint8Array {
    const { nodes, initialisers, inputs, outputs } = this;
    return modelBytes({ nodes, initialisers, inputs, outputs });
  }

  private freshName(kind: string): string {
    this.counter += 1;
    return `~${kind}${this.counter}`;
  }
}
