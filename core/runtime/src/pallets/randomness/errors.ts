// Randomness errors.

import { defineErrors } from "@plexus/core/frame";

export const errors = defineErrors({
  NotByAuthor: "Only the author of a block says this, once a block and where producers are elected.",
  WrongHalf: "The first half of a session commits, the second reveals.",
  AlreadyCommitted: "The author has committed in this session already.",
  NotCommitted: "The author has not committed in this session.",
  AlreadyRevealed: "The author has revealed its secret already.",
  WrongSecret: "The secret is not the one committed to.",
});
