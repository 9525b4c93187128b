// Learns byte-pair merges from text: counts pieces once, then joins the most frequent pair again and again.
// Ties go to the pair with the smaller ids, so the result depends on the text alone.

import { characterOfByte } from "./byteAlphabet.js";
import { piecePattern, type TokeniserFile } from "./bytePairTokeniser.js";

interface Word {
  ids: number[];
  readonly count: number;
}

const keyOf = (left: number, right: number) => left * 65_536 + right;
/** Pieces that occur once teach no merge worth keeping and cost most of the time. */
const minimumCount = 2;

export function trainTokeniser(
  texts: Iterable<string>,
  mergeCount: number,
  specials: readonly string[],
): TokeniserFile {
  const words = countWords(texts);
  const counts = new Map<number, number>();
  const places = new Map<number, Set<Word>>();
  for (const word of words) addPairs(word, counts, places, 1);
  const textOfId = [...characterOfByte];
  const merges: string[] = [];
  while (merges.length < mergeCount) {
    const best = mostFrequent(counts);
    if (best === null) break;
    const left = Math.floor(best / 65_536);
    const right = best % 65_536;
    const merged = textOfId.length;
    merges.push(`${textOfId[left]} ${textOfId[right]}`);
    textOfId.push(`${textOfId[left]}${textOfId[right]}`);
    for (const word of Array.from(places.get(best) ?? [])) {
      addPairs(word, counts, places, -1);
      word.ids = joinPair(word.ids, left, right, merged);
      addPairs(word, counts, places, 1);
    }
    counts.delete(best);
    places.delete(best);
  }
  return { specials, merges };
}

function countWords(texts: Iterable<string>): Word[] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const [piece] of text.matchAll(piecePattern)) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  }
  const encoder = new TextEncoder();
  return [...counts]
    .filter(([, count]) => count >= minimumCount)
    .map(([piece, count]) => ({ ids: Array.from(encoder.encode(piece)), count }));
}

function addPairs(word: Word, counts: Map<number, number>, places: Map<number, Set<Word>>, sign: 1 | -1): void {
  for (let index = 0; index + 1 < word.ids.length; index += 1) {
    const key = keyOf(word.ids[index] as number, word.ids[index + 1] as number);
    counts.set(key, (counts.get(key) ?? 0) + sign * word.count);
    let set = places.get(key);
    if (!set) places.set(key, (set = new Set()));
    if (sign === 1) set.add(word);
    else set.delete(word);
  }
}

function mostFrequent(counts: Map<number, number>): number | null {
  let best: number | null = null;
  let bestCount = 1;
  for (const [key, count] of counts) {
    if (count > bestCount || (count === bestCount && best !== null && key < best)) {
      best = key;
      bestCount = count;
    }
  }
  return best;
}

function joinPair(ids: readonly number[], left: number, right: number, merged: number): number[] {
  const out: number[] = [];
  for (let index = 0; index < ids.length; index += 1) {
    if (ids[index] === left && ids[index + 1] === right) {
      out.push(merged);
      index += 1;
    } else out.push(ids[index] as number);
  }
  return out;
}
