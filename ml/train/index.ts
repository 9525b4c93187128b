// @plexus/ml/train: what other floors may ask of training: the corpus arrays (to prove that they share none), the split.

export { corpusTemplates, corpusWords } from "./corpus/corpusArrays.js";
export { generateCorpus } from "./corpus/generateCorpus.js";
export { heldOutTitles, type Split, splitDocuments } from "./data/heldOutSplit.js";
export { type Document, proseDocuments } from "./data/proseSources.js";
