// What settlement asks of the chain: six questions (spec: issue §6). The real one is substratePayments.ts; the crash test
// has one that outlives the gateway it kills.
import type { Payment, SignedBatch } from "../ledger/batches.js";

export interface FinalHead {
  readonly number: number;
  readonly hash: string;
}

/** An extrinsic that stands in a finalised block. */
export interface Included {
  readonly block: number;
  /** Undefined when its transfers were made, else why all of them were undone. */
  readonly error: string | undefined;
}

export interface PaymentChain {
  finalHead(): Promise<FinalHead>;
  /** Signs one Utility.batch_all of transfers with a mortal era; sends nothing. */
  sign(payments: readonly Payment[]): Promise<SignedBatch>;
  /** Hands the bytes to the node. Sending them twice is harmless: the nonce lets one in. */
  submit(extrinsic: string): Promise<void>;
  /** The treasury's nonce in a finalised block: a batch whose nonce is not below it is in no block up to there. */
  nonceAt(head: FinalHead): Promise<number>;
  /** Looks through the finalised blocks from first to last. */
  find(extrinsicHash: string, firstBlock: number, lastBlock: number): Promise<Included | undefined>;
  /** Whether an account exists: others cannot be opened with less than the existential deposit. */
  exists(address: string): Promise<boolean>;
}
