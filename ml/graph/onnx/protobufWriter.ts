// The part of protobuf's wire format that an ONNX file needs: a writer only, no reader.
// Wire types used: 0 (varint), 2 (length-delimited), 5 (32 bits). Spec: shared/spec/ml.md §2.

const textEncoder = new TextEncoder();

/** Writes one protobuf message; methods return `this` so that fields read as a list. */
export class ProtobufWriter {
  private readonly chunks: Uint8Array[] = [];
  private byteLength = 0;

  /** int64 field; negative values take ten bytes as protobuf wants. */
  int(field: number, value: number | bigint): this {
    this.varint((field << 3) | 0);
    this.varint(value);
    return this;
  }

  bytes(field: number, value: Uint8Array): this {
    this.varint((field << 3) | 2);
    this.varint(value.length);
    this.push(value);
    return this;
  }

  text(field: number, value: string): this {
    return this.bytes(field, textEncoder.encode(value));
  }

  message(field: number, value: ProtobufWriter): this {
    return this.bytes(field, value.finish());
  }

  float(field: number, value: number): this {
    this.varint((field << 3) | 5);
    const buffer = new Uint8Array(4);
    new DataView(buffer.buffer).setFloat32(0, value, true);
    this.push(buffer);
    return this;
  }

  /** The message so far as one array. */
  finish(): Uint8Array {
    const out = new Uint8Array(this.byteLength);
    let position = 0;
    for (const chunk of this.chunks) {
      out.set(chunk, position);
      position += chunk.length;
    }
    return out;
  }

  private push(chunk: Uint8Array): void {
    this.chunks.push(chunk);
    this.byteLength += chunk.length;
  }

  private varint(value: number | bigint): void {
    let rest = BigInt.asUintN(64, BigInt(value));
    const out: number[] = [];
    while (rest > 127n) {
      out.push(Number(rest & 127n) | 128);
      rest >>= 7n;
    }
    out.push(Number(rest));
    this.push(Uint8Array.from(out));
  }
}
