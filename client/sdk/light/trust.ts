// Where trust begins: without something known beforehand, signatures prove nothing, since anybody can sign.
import type { Hex } from "@plexus/core/scale";

/** A CometBFT header that the user has from a source of his own: its height and hash. */
export interface Checkpoint {
  readonly height: number;
  /** CometBFT's block hash, which is not the hash of the Substrate block. 0x and 64 hex digits. */
  readonly hash: Hex;
}

/** The producers that the chain's specification begins with. */
export interface GenesisTrust {
  readonly genesisProducers: readonly { readonly consensusKey: Hex; readonly power: bigint }[];
  /** Hash of block 0; the first header must build on it. */
  readonly genesisHash?: Hex;
}

/** Takes the server's newest header as it is: later lies about what was before it are found, this first one is not. */
export interface FirstUse {
  readonly firstUse: true;
}

export type Trust = Checkpoint | GenesisTrust | FirstUse;
