// The chain of `plexus node --dev` and `npm start` (stable.md 10).

import type { ChainSpec } from "./chainSpec.js";
import { TAO } from "./primitives.js";
import { DEFAULT_SPEC_VERSION } from "./rules.js";

/** SS58 of the development keys //Alice … //Ferdie, all derived from the public DEVELOPMENT_PHRASE. */
const DEVELOPMENT_ACCOUNTS = {
  alice: "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
  bob: "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty",
  charlie: "5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y",
  dave: "5DAAnrj7VHTznn2AWBemMuyBwZWs6FNFjdyVXUeYum3PTXFy",
  eve: "5HGjWAeFDfFCWPsjFQdVV2Msvz2XtMktvgocEZcCj68kUMaw",
  ferdie: "5CiPPseXPECbkjWCa6MnjNokrgYjMqmKndv2rSnekmSK2DjL",
} as const;

/** Lets a newcomer earn within minutes: what takes days on a live chain takes blocks here (stable.md 10). */
const SUBNET_PARAMETERS = {
  immunityPeriod: 100,
  activityCutoff: 200,
  weightsSetRateLimit: 10,
  minAllowedWeights: 1,
  maxWeightsLimit: 65_535,
  maxAllowedUids: 256,
  maxAllowedValidators: 64,
  burn: 1_000_000_000,
  minBurn: 100_000_000,
  maxBurn: 100_000_000_000,
  adjustmentInterval: 100,
  targetRegistrationsPerInterval: 8,
  maxRegistrationsPerBlock: 8,
  adjustmentAlpha: 0,
  kappa: 32_767,
  bondsMovingAverage: 900_000,
  commitRevealWeightsEnabled: false,
  servingRateLimit: 5,
  weightsVersionKey: 0,
};
const ROOT_PARAMETERS = {
  maxAllowedUids: 64,
  maxAllowedValidators: 64,
  minAllowedWeights: 0,
  targetRegistrationsPerInterval: 8,
  maxRegistrationsPerBlock: 8,
};
const CHAIN_PARAMETERS = {
  txRateLimit: 0,
  subnetOwnerCut: 11_796,
  subnetLimit: 128,
  networkMinLockCost: (100n * TAO).toString(),
  networkLastLockCost: (100n * TAO).toString(),
  networkRateLimit: 0,
  networkImmunityPeriod: 1_000,
  networkLockReductionInterval: 1_000,
  startCallDelay: 0,
  txDelegateTakeRateLimit: 100,
};

export interface DevelopmentOptions {
  /** 1,000 for `npm start`, 250 for fast tests. */
  readonly blockTimeMs?: number;
  readonly tempo?: number;
}

export function developmentSpec({ blockTimeMs = 1_000, tempo = 20 }: DevelopmentOptions = {}): ChainSpec {
  const endowment = (1_000_000n * TAO).toString();
  return {
    id: "plexus-local",
    name: "Plexus Local",
    chainType: "Development",
    properties: { ss58Format: 42, tokenDecimals: 9, tokenSymbol: "TAO" },
    blockTimeMs,
    loopbackAxons: true,
    emissionPolicy: "root-weights",
    specVersion: DEFAULT_SPEC_VERSION,
    genesis: {
      balances: Object.values(DEVELOPMENT_ACCOUNTS).map((address) => [address, endowment] as const),
      sudo: DEVELOPMENT_ACCOUNTS.alice,
      subnets: [
        { netuid: 0, tempo, parameters: ROOT_PARAMETERS },
        { netuid: 1, tempo, emissionPerBlockRao: TAO.toString(), parameters: SUBNET_PARAMETERS },
      ],
      parameters: CHAIN_PARAMETERS,
    },
  };
}
