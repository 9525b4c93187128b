// What a consensus key signs (ed25519) to show that it is willing to produce for a hotkey on one chain (issue 4 §2).
import { possessionMessage } from "@plexus/core/runtime";
import type { Hex } from "@plexus/core/scale";
import { accountId } from "../account.js";

export interface ProducerProofInput {
  readonly genesisHash: Hex;
  /** SS58. */
  readonly hotkey: string;
  /** 32 bytes. */
  readonly consensusKey: Uint8Array;
}

export function producerProofMessage({ genesisHash, hotkey, consensusKey }: ProducerProofInput): Uint8Array {
  return possessionMessage(genesisHash, accountId(hotkey), consensusKey);
}
