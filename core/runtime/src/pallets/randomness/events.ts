// Randomness events.

import { structEvent } from "@plexus/core/frame";
import { u32 } from "@plexus/core/scale";
import { ConsensusAddress } from "../producers/storage.js";
import { Bytes32, Source } from "./storage.js";

export const events = {
  Committed: structEvent({ address: ConsensusAddress, session: u32 }, "A producer committed to a secret."),
  Revealed: structEvent({ address: ConsensusAddress, session: u32 }, "A producer revealed its secret."),
  Mixed: structEvent(
    { session: u32, revealed: u32, silent: u32, source: Source, value: Bytes32 },
    "A session's randomness stands: so many secrets are in it, so many were kept back.",
  ),
};
