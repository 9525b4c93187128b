// How much play money each part of the local network begins with. All of it comes from the development keys by ordinary transfers.

const tao = 1_000_000_000n;

/** The account that pays for the beginning; one million TAO at genesis. */
export const fundingUri = "//Alice";
/** What a coldkey needs for registration (burn 1 TAO) and fees, by role. */
export const startRao: Readonly<Record<string, bigint>> = {
  miner: 100n * tao,
  validator: 6_000n * tao,
  gateway: 100n * tao,
};
/** Behind each validator's hotkey, on netuid 0. Equal, so that neither outvotes the other. */
export const validatorStakeRao = 5_000n * tao;
/** What the local customer's key can spend. */
export const customerRao = 100n * tao;
