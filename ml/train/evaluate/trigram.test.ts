// The trigram is a distribution, and it learns.

import { expect, test } from "vitest";
import { TrigramModel } from "./trigram.js";

test("probabilities over the vocabulary sum to one, also after unseen contexts", () => {
  const model = new TrigramModel(5, 0);
  model.fit([1, 2, 3, 1, 2, 4, 1, 2, 3]);
  for (const context of [[], [1, 2], [4, 4], [3]]) {
    const before = model.log2Probability(context);
    const total = [0, 1, 2, 3, 4].reduce((sum, id) => sum + 2 ** (model.log2Probability([...context, id]) - before), 0);
    expect(total).toBeCloseTo(1, 10);
  }
});

test("what was seen is likelier than what was not", () => {
  const model = new TrigramModel(5, 0);
  model.fit([1, 2, 3, 1, 2, 3, 1, 2, 3]);
  expect(model.log2Probability([1, 2, 3])).toBeGreaterThan(model.log2Probability([1, 2, 4]));
  expect(model.log2Probability([1, 2, 3])).toBeGreaterThan(-3 * Math.log2(5));
});
