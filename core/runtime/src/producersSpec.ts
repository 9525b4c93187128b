// The chain of several producers on one machine: the development chain's genesis with bonded producers under CometBFT (issue 4 §5).
// "Development" keeps sudo; "Local" has none, so that governance alone changes the rules.

import type { ChainSpec } from "./chainSpec.js";
import { developmentSpec } from "./developmentSpec.js";
import { TAO } from "./primitives.js";

type ProducerGenesis = NonNullable<ChainSpec["genesis"]["producers"]>[number];

export interface ProducersOptions {
  readonly producers: readonly ProducerGenesis[];
  /** When the chain begins, ms since 1970; CometBFT gives its first block this time. */
  readonly genesisTimeMs: number;
  /** Default 1,000. */
  readonly blockTimeMs?: number;
  readonly tempo?: number;
  readonly chainType?: "Development" | "Local";
  /** Of each producer's coldkey, beside bond and stake; default 100,000 TAO. */
  readonly endowmentRao?: bigint;
}

/** Throws RangeError without a producer. A coldkey that owns several producers is endowed once. */
export function producersSpec(options: ProducersOptions): ChainSpec {
  const { producers, genesisTimeMs, blockTimeMs, tempo, chainType = "Development" } = options;
  if (producers.length === 0)
    throw new RangeError("a chain under CometBFT needs at least one producer at its beginning");
  const base = developmentSpec({
    ...(blockTimeMs !== undefined && { blockTimeMs }),
    ...(tempo !== undefined && { tempo }),
  });
  const { sudo, ...genesis } = base.genesis;
  const endowment = (options.endowmentRao ?? 100_000n * TAO).toString();
  const coldkeys = [...new Set(producers.map(({ coldkey }) => coldkey))];
  const endowed = coldkeys.map((coldkey) => [coldkey, endowment] as const);
  return {
    ...base,
    id: "plexus-producers",
    name: "Plexus Producers",
    chainType,
    engine: "comet",
    genesisTimeMs,
    genesis: {
      ...genesis,
      ...(chainType === "Development" && sudo !== undefined && { sudo }),
      balances: [...genesis.balances, ...endowed],
      producers,
    },
  };
}
