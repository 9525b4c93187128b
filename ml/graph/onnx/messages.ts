// ONNX messages (tensor, attribute, node, value, model) as protobuf, with the field numbers of onnx.proto3.
// Spec: shared/spec/ml.md §2; opset 17, IR version 8.

import { ProtobufWriter } from "./protobufWriter.js";

export type ElementType = "float" | "int64" | "int32" | "bool";
/** A size known when the graph is built, or the name of one known only when it runs. */
export type Dimension = number | string;
export type AttributeValue = number | string | readonly number[] | { readonly float: number };
export type TensorData = Float32Array | BigInt64Array | Int32Array | Uint8Array;

const elementTypeCode: Record<ElementType, number> = { float: 1, int32: 6, int64: 7, bool: 9 };
const attributeTypeCode = { float: 1, int: 2, text: 3, ints: 7 };
const irVersion = 8;
const opsetVersion = 17;

export function tensorMessage(name: string, type: ElementType, shape: readonly number[], data: TensorData) {
  const message = new ProtobufWriter();
  for (const size of shape) message.int(1, size);
  message.int(2, elementTypeCode[type]).text(8, name);
  return message.bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

function attributeMessage(name: string, value: AttributeValue): ProtobufWriter {
  const message = new ProtobufWriter().text(1, name);
  if (typeof value === "number") return message.int(3, value).int(20, attributeTypeCode.int);
  if (typeof value === "string") return message.text(4, value).int(20, attributeTypeCode.text);
  if ("float" in value) return message.float(2, value.float).int(20, attributeTypeCode.float);
  for (const item of value) message.int(8, item);
  return message.int(20, attributeTypeCode.ints);
}

export function nodeMessage(
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, AttributeValue>>,
): ProtobufWriter {
  const message = new ProtobufWriter();
  for (const input of inputs) message.text(1, input);
  for (const output of outputs) message.text(2, output);
  message.text(3, outputs[0] ?? operator).text(4, operator);
  for (const [name, value] of Object.entries(attributes)) message.message(5, attributeMessage(name, value));
  return message;
}

export function valueMessage(name: string, type: ElementType, shape: readonly Dimension[]): ProtobufWriter {
  const sizes = new ProtobufWriter();
  for (const size of shape) {
    const dimension = new ProtobufWriter();
    sizes.message(1, typeof size === "string" ? dimension.text(2, size) : dimension.int(1, size));
  }
  const tensorType = new ProtobufWriter().int(1, elementTypeCode[type]).message(2, sizes);
  return new ProtobufWriter().text(1, name).message(2, new ProtobufWriter().message(1, tensorType));
}

export interface GraphMessages {
  nodes: readonly ProtobufWriter[];
  initialisers: readonly ProtobufWriter[];
  inputs: readonly ProtobufWriter[];
  outputs: readonly ProtobufWriter[];
}

/** The bytes of an ONNX file. */
export function modelBytes(parts: GraphMessages): Uint8Array {
  const graph = new ProtobufWriter();
  for (const node of parts.nodes) graph.message(1, node);
  graph.text(2, "plexus");
  for (const initialiser of parts.initialisers) graph.message(5, initialiser);
  for (const input of parts.inputs) graph.message(11, input);
  for (const output of parts.outputs) graph.message(12, output);
  const opset = new ProtobufWriter().text(1, "").int(2, opsetVersion);
  return new ProtobufWriter().int(1, irVersion).text(2, "plexus").message(7, graph).message(8, opset).finish();
}
