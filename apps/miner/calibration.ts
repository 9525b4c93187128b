// How sure a model may be of whole phrases: log-probabilities of candidates are divided by this before they are told as
// probabilities (text-market.md §2: 5–16 for honest ones). Fitted on 200 drawn items each, 25 November 2026.

const FITTED: Readonly<Record<string, number>> = { "smollm2-135m": 6, "plexus-tiny": 24, "plexus-micro": 48 };
const USUAL = 8;

export const calibrationOf = (model: string): number => FITTED[model] ?? USUAL;
