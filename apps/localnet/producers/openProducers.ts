// The producers of `npm start -- --producers N`: their directories, made at the first start and opened at every later one. The engine's
// program is found or installed here, once, and not by every node for itself.
import { ensureCometBinary } from "@plexus/chain/comet";
import type { CryptoProvider } from "@plexus/core/crypto";
import type { LocalnetPaths } from "../paths.js";
import { type LocalnetOptions, type Plan, tempo } from "../plan.js";
import { createProducersNetwork } from "./createProducersNetwork.js";
import type { ProducerNode } from "./producerNode.js";

/** Throws where the engine's program can neither be found nor installed. */
export async function openProducers(
  paths: LocalnetPaths,
  plan: Plan,
  { portOffset, isExternal }: Pick<LocalnetOptions, "portOffset" | "isExternal">,
  crypto: CryptoProvider,
  signal: AbortSignal,
): Promise<readonly ProducerNode[]> {
  const { producers, blockTimeMs } = plan;
  await ensureCometBinary({ note: (text) => void process.stderr.write(`${text}\n`), signal });
  return createProducersNetwork(paths.producers, {
    crypto,
    producers,
    blockTimeMs,
    tempo,
    portOffset,
    isExternal: isExternal === true,
  }).nodes;
}
