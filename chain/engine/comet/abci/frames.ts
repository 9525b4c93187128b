// The frames of the ABCI socket (engine.md §1.4): an unsigned LEB128 length, then one protobuf message. What arrives is
// collected in pieces and joined once a frame is whole, so that a block of many megabytes is copied once.

/** Neither a block nor a chunk of a snapshot comes near it; a length beyond is not ABCI. */
export const LARGEST_FRAME_BYTES = 128 * 1024 * 1024;

/** The peer does not speak ABCI: nothing after this byte can be understood. */
export class BadFrame extends Error {
  override name = "BadFrame";
}

export class FrameReader {
  readonly #maximumBytes: number;
  #pieces: Buffer[] = [];
  #held = 0;

  constructor(maximumBytes = LARGEST_FRAME_BYTES) {
    this.#maximumBytes = maximumBytes;
  }

  /** Bytes that wait for the rest of their frame. */
  get heldBytes(): number {
    return this.#held;
  }

  /** Every message that is whole once `piece` has come. Throws BadFrame; then the stream is worthless. */
  *read(piece: Buffer): Generator<Buffer> {
    if (piece.length > 0) this.#pieces.push(piece);
    this.#held += piece.length;
    for (;;) {
      const header = this.#header();
      if (header === undefined || this.#held < header.size + header.length) return;
      this.#take(header.size);
      yield this.#take(header.length);
    }
  }

  #header(): { size: number; length: number } | undefined {
    let length = 0;
    let size = 0;
    for (const piece of this.#pieces) {
      for (const byte of piece) {
        length += (byte & 0x7f) * 2 ** (7 * size);
        size++;
        if (length > this.#maximumBytes || (size === 5 && byte >= 0x80)) {
          throw new BadFrame(`a frame says it is longer than ${this.#maximumBytes} bytes`);
        }
        if (byte < 0x80) return { size, length };
      }
    }
    return undefined;
  }

  #take(length: number): Buffer {
    this.#held -= length;
    const taken: Buffer[] = [];
    for (let missing = length; missing > 0; ) {
      const first = this.#pieces[0] as Buffer;
      if (first.length <= missing) {
        taken.push(first);
        this.#pieces.shift();
        missing -= first.length;
      } else {
        taken.push(first.subarray(0, missing));
        this.#pieces[0] = first.subarray(missing);
        missing = 0;
      }
    }
    return taken.length === 1 ? (taken[0] as Buffer) : Buffer.concat(taken);
  }
}

/** The length that goes before a message. */
export function frameHeader(length: number): Buffer {
  const bytes: number[] = [];
  let rest = length;
  for (; rest >= 0x80; rest = Math.floor(rest / 128)) bytes.push((rest & 0x7f) | 0x80);
  bytes.push(rest);
  return Buffer.from(bytes);
}
