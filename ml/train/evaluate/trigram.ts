// An interpolated Witten–Bell trigram over tokens: the zero of the skill scale (ml.md §3). It fits in seconds, and a network
// that does not beat it has no right to be shipped.

/** Documents are sequences of token ids; each is preceded by `start` twice. */
export class TrigramModel {
  private readonly vocabularySize: number;
  private readonly start: number;
  private readonly unigrams: Float64Array;
  private readonly bigrams = new Map<number, number>();
  private readonly trigrams = new Map<number, number>();
  /** Tokens seen after a context, and how many different ones: by one, and by two preceding tokens. */
  private readonly after1 = new Map<number, Followers>();
  private readonly after2 = new Map<number, Followers>();
  private total = 0;
  private distinct = 0;

  constructor(vocabularySize: number, start: number) {
    this.vocabularySize = vocabularySize;
    this.start = start;
    this.unigrams = new Float64Array(vocabularySize);
  }

  fit(ids: readonly number[]): void {
    let [first, second] = [this.start, this.start];
    for (const id of ids) {
      if (this.unigrams[id] === 0) this.distinct += 1;
      this.unigrams[id] = (this.unigrams[id] as number) + 1;
      this.total += 1;
      const pair = second * this.vocabularySize + id;
      const context = first * this.vocabularySize + second;
      count(this.bigrams, pair, this.after1, second);
      count(this.trigrams, context * this.vocabularySize + id, this.after2, context);
      [first, second] = [second, id];
    }
  }

  /** Σ log2 p of a document, negative. */
  log2Probability(ids: readonly number[]): number {
    let [first, second] = [this.start, this.start];
    let sum = 0;
    for (const id of ids) {
      sum += Math.log2(this.probability(first, second, id));
      [first, second] = [second, id];
    }
    return sum;
  }

  private probability(first: number, second: number, id: number): number {
    const uniform = 1 / this.vocabularySize;
    const one = mix(this.unigrams[id] as number, { total: this.total, distinct: this.distinct }, uniform);
    const two = mix(this.bigrams.get(second * this.vocabularySize + id) ?? 0, this.after1.get(second), one);
    const context = first * this.vocabularySize + second;
    return mix(this.trigrams.get(context * this.vocabularySize + id) ?? 0, this.after2.get(context), two);
  }
}

interface Followers {
  total: number;
  distinct: number;
}

function count(counts: Map<number, number>, key: number, followers: Map<number, Followers>, context: number): void {
  const before = counts.get(key) ?? 0;
  counts.set(key, before + 1);
  const entry = followers.get(context);
  if (!entry) followers.set(context, { total: 1, distinct: 1 });
  else {
    entry.total += 1;
    if (before === 0) entry.distinct += 1;
  }
}

/** Witten–Bell: the more different tokens followed a context, the more it trusts the shorter one. */
function mix(seen: number, followers: Followers | undefined, shorter: number): number {
  if (!followers) return shorter;
  return (seen + followers.distinct * shorter) / (followers.total + followers.distinct);
}
