// @plexus/subnets/text: the market of text.
export { type Auditor, type AuditorOptions, createAuditor } from "./auditor.js";
export type { AnswerLine, EvidenceLine } from "./evidence.js";
export { textMechanism } from "./mechanism.js";
export { createTextMiner, type TextMiner, type TextMinerOptions } from "./miner.js";
export { advance, type MinerEpoch, newStanding, type Quality, qualityOf, type Standing, shares } from "./score.js";
export { createTextValidator, type TextValidatorOptions } from "./validator.js";
