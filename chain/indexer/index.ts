// @plexus/chain/indexer: finalised blocks → tables for history, search and charts.

export { type ApiAnswer, answerApi } from "./api/answerApi.js";
export { Indexer, type IndexerOptions } from "./indexer.js";
