// What the gateway knows of the chain at one finalised block: plain data, made by mirror/, read by everything else
// (spec: architecture.md §3.11; market.md for offers). Nothing outside mirror/ and settlement/ talks to a node.

export interface OfferView {
  readonly model: string;
  /** Rao per 1,000,000 tokens. */
  readonly price_in: bigint;
  readonly price_out: bigint;
  /** How many requests the miner is willing to work on at once. */
  readonly slots: number;
  /** Last block at which the offer is live. */
  readonly valid_until: number;
}

export interface CommitmentView {
  readonly model: string;
  /** Of the weights, lower-case hex without prefix. */
  readonly sha256: string;
  readonly bytes: number;
}

export interface MinerView {
  readonly uid: number;
  /** ss58. */
  readonly hotkey: string;
  /** ss58; where the miner's money goes. */
  readonly coldkey: string;
  /** 0…1, of the last epoch. */
  readonly incentive: number;
  /** http://ip:port of the axon. */
  readonly url: string;
  /** Block at which this hotkey got its uid. */
  readonly registeredAt: number;
  readonly offers: readonly OfferView[];
  readonly commitment?: CommitmentView;
}

export interface ChainView {
  readonly block: number;
  readonly hash: string;
  readonly tempo: number;
  readonly netuid: number;
  readonly miners: readonly MinerView[];
  /** Hotkeys (ss58) that hold a validator permit. */
  readonly validators: readonly string[];
}

/** Live as market.md 5 has it: the block of expiry is still included. */
export function isLive(offer: OfferView, block: number): boolean {
  return block <= offer.valid_until;
}
