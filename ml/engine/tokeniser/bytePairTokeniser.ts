// Byte-level byte-pair encoding: any bytes go in, the same bytes come out. Ids: specials, then 256 bytes, then merges.
// Spec: shared/spec/ml.md §3 (trial) and §6.

import { byteOfCharacter, characterOfByte } from "./byteAlphabet.js";

export interface TokeniserFile {
  /** Control tokens; never produced from plain text. */
  readonly specials: readonly string[];
  /** "left right" in the printable byte alphabet, most frequent first. */
  readonly merges: readonly string[];
}

/** Pieces within which merges happen: contractions, words with their leading space, single digits, marks, space. */
export const piecePattern = /'(?:s|t|re|ve|m|ll|d)\b| ?\p{L}+| ?\p{N}| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;

const cacheLimit = 60_000;
/** Merging costs the square of a piece's length, so a word without end must not be one piece. */
const longestMergedBytes = 128;
const pairKey = (left: number, right: number) => left * 65_536 + right;

export class BytePairTokeniser {
  readonly vocabularySize: number;
  readonly specials: ReadonlyMap<string, number>;
  private readonly firstByteId: number;
  private readonly mergedId = new Map<number, number>();
  private readonly bytesOfId: Uint8Array[] = [];
  private readonly cache = new Map<string, readonly number[]>();
  private readonly specialPattern: RegExp | null;

  constructor(file: TokeniserFile) {
    this.specials = new Map(file.specials.map((special, id) => [special, id]));
    this.firstByteId = file.specials.length;
    const idOfText = new Map<string, number>();
    for (const special of file.specials) this.bytesOfId.push(new TextEncoder().encode(special));
    characterOfByte.forEach((character, byte) => {
      idOfText.set(character, this.bytesOfId.length);
      this.bytesOfId.push(Uint8Array.of(byte));
    });
    for (const merge of file.merges) this.addMerge(merge, idOfText);
    this.vocabularySize = this.bytesOfId.length;
    const escaped = file.specials.map((special) => special.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    this.specialPattern = escaped.length > 0 ? new RegExp(`(${escaped.join("|")})`) : null;
  }

  /** Ids of plain text; text that looks like a special token is encoded as ordinary characters. */
  encode(text: string): number[] {
    const ids: number[] = [];
    for (const [piece] of text.matchAll(piecePattern)) {
      for (const id of this.encodePiece(piece)) ids.push(id);
    }
    return ids;
  }

  /** Like encode, but special tokens written in the text become control tokens: for text of our own only. */
  encodeTrusted(text: string): number[] {
    if (!this.specialPattern) return this.encode(text);
    return text.split(this.specialPattern).flatMap((part) => {
      const special = this.specials.get(part);
      return special === undefined ? this.encode(part) : [special];
    });
  }

  bytes(id: number): Uint8Array {
    const bytes = this.bytesOfId[id];
    if (!bytes) throw new Error(`token ${id} is not in the vocabulary of ${this.vocabularySize}`);
    return bytes;
  }

  decode(ids: Iterable<number>): string {
    const decoder = new TextDecoder();
    let text = "";
    for (const id of ids) text += decoder.decode(this.bytes(id), { stream: true });
    return text + decoder.decode();
  }

  private addMerge(merge: string, idOfText: Map<string, number>): void {
    const [left, right] = merge.split(" ") as [string, string];
    const leftId = idOfText.get(left);
    const rightId = idOfText.get(right);
    if (leftId === undefined || rightId === undefined) throw new Error(`merge "${merge}" uses an unknown part`);
    const id = this.bytesOfId.length;
    this.mergedId.set(pairKey(leftId, rightId), id);
    idOfText.set(left + right, id);
    this.bytesOfId.push(Uint8Array.from([...left, ...right], (character) => byteOfCharacter.get(character) as number));
  }

  private encodePiece(piece: string): readonly number[] {
    const known = this.cache.get(piece);
    if (known) return known;
    const bytes = new TextEncoder().encode(piece);
    const ids: number[] = [];
    for (let start = 0; start < bytes.length; start += longestMergedBytes) {
      ids.push(...this.mergeBytes(bytes.subarray(start, start + longestMergedBytes)));
    }
    if (piece.length <= 40 && this.cache.size < cacheLimit) this.cache.set(piece, ids);
    return ids;
  }

  private mergeBytes(bytes: Uint8Array): number[] {
    const ids = Array.from(bytes, (byte) => byte + this.firstByteId);
    for (;;) {
      let best = Number.POSITIVE_INFINITY;
      let at = -1;
      for (let index = 0; index + 1 < ids.length; index += 1) {
        const merged = this.mergedId.get(pairKey(ids[index] as number, ids[index + 1] as number));
        if (merged !== undefined && merged < best) {
          best = merged;
          at = index;
        }
      }
      if (at < 0) return ids;
      ids.splice(at, 2, best);
    }
  }
}
