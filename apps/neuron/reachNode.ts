// Connecting to a node that may still be starting: tried until it answers or the signal comes.
import { connect, type PlexusClient, SdkError } from "@plexus/client/sdk";
import type { CryptoProvider } from "@plexus/core/crypto";
import { pause } from "@plexus/subnets/kit";
import type { Logger } from "pino";

const RETRY_MS = 250;
const TOLD_EVERY = 40;

/** Undefined when the signal came first. Throws SdkError when the node runs another version of the chain. */
export async function reachNode(
  url: string,
  crypto: CryptoProvider,
  log: Logger,
  signal: AbortSignal,
): Promise<PlexusClient | undefined> {
  for (let count = 0; !signal.aborted; count++) {
    try {
      return await connect(url, { crypto });
    } catch (error) {
      if (!(error instanceof SdkError) || error.code === "SpecMismatch") throw error;
      if (count % TOLD_EVERY === 0) log.info({ url, why: error.message }, "waiting for the node");
      await pause(RETRY_MS, signal).catch(() => undefined);
    }
  }
  return undefined;
}
