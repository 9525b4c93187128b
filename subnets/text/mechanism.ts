// The text market's score as the kit's contract.
import type { Mechanism } from "../kit/scoring.js";
import { advance, type MinerEpoch, newStanding, type Standing, shares } from "./score.js";

export const textMechanism: Mechanism<MinerEpoch, Standing> = { start: newStanding, advance, shares };
