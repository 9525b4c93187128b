// @plexus/chain/doctor: what is wrong with a data directory, and what to do.

export { type ExamineOptions, examine } from "./examine.js";
export type { Finding, Health } from "./finding.js";
export { NoChain } from "./patient.js";
