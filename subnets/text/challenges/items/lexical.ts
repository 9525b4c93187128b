// How alike a continuation looks to what went before without reading it: shared words, weighed by their length as a stand-in
// for rarity. It matches distractors, and it is the lexical ranker among the shadow miners.

const wordsOf = (text: string) => text.toLowerCase().match(/[a-z]+/g) ?? [];

export function lexicalScore(prefix: string): (continuation: string) => number {
  const seen = new Set(wordsOf(prefix));
  return (continuation) => {
    const words = [...new Set(wordsOf(continuation))];
    const shared = words.filter((word) => seen.has(word)).reduce((sum, word) => sum + Math.min(4, word.length - 1), 0);
    return shared / Math.max(1, words.length);
  };
}
