// The safetensors format: eight bytes of header length, a JSON header, raw little-endian numbers. F32 and F16 only.

import { fromHalf, toHalf } from "./halfPrecision.js";

export interface StoredTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

interface HeaderEntry {
  dtype: "F32" | "F16";
  shape: readonly number[];
  data_offsets: [number, number];
}

const maximumHeaderBytes = 1 << 20;

export function writeSafetensors(
  tensors: ReadonlyMap<string, StoredTensor>,
  type: "F32" | "F16",
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const width = type === "F32" ? 4 : 2;
  const header: Record<string, unknown> = { __metadata__: metadata };
  let offset = 0;
  for (const [name, tensor] of tensors) {
    const end = offset + tensor.data.length * width;
    header[name] = { dtype: type, shape: tensor.shape, data_offsets: [offset, end] } satisfies HeaderEntry;
    offset = end;
  }
  const text = JSON.stringify(header);
  const headerBytes = new TextEncoder().encode(text.padEnd(Math.ceil(text.length / 8) * 8));
  const out = new Uint8Array(8 + headerBytes.length + offset);
  new DataView(out.buffer).setBigUint64(0, BigInt(headerBytes.length), true);
  out.set(headerBytes, 8);
  let position = 8 + headerBytes.length;
  for (const { data } of tensors.values()) {
    const numbers = type === "F32" ? data : Uint16Array.from(data, toHalf);
    out.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), position);
    position += numbers.byteLength;
  }
  return out;
}

/** Throws a clear error for a file that is cut short or whose header does not fit its bytes. */
export function readSafetensors(bytes: Uint8Array): {
  tensors: Map<string, StoredTensor>;
  metadata: Record<string, string>;
} {
  if (bytes.length < 8) throw new Error("not a safetensors file: shorter than its length field");
  const headerLength = Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true));
  if (headerLength > maximumHeaderBytes || 8 + headerLength > bytes.length) {
    throw new Error("not a safetensors file: its header does not fit");
  }
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headerLength))) as Record<string, unknown>;
  const body = bytes.subarray(8 + headerLength);
  const tensors = new Map<string, StoredTensor>();
  for (const [name, entry] of Object.entries(header)) {
    if (name !== "__metadata__") tensors.set(name, readTensor(name, entry as HeaderEntry, body));
  }
  return { tensors, metadata: (header["__metadata__"] ?? {}) as Record<string, string> };
}

function readTensor(name: string, entry: HeaderEntry, body: Uint8Array): StoredTensor {
  const [start, end] = entry.data_offsets;
  const count = entry.shape.reduce((product, size) => product * size, 1);
  const width = entry.dtype === "F32" ? 4 : 2;
  if (end > body.length || end - start !== count * width) throw new Error(`tensor "${name}" does not fit its bytes`);
  const copy = Uint8Array.from(body.subarray(start, end));
  if (entry.dtype === "F32") return { shape: entry.shape, data: new Float32Array(copy.buffer) };
  return { shape: entry.shape, data: Float32Array.from(new Uint16Array(copy.buffer), fromHalf) };
}
