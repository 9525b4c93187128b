// Says where a neuron's axon listens (SubtensorModule.serve_axon).
import type { KeyPair } from "@plexus/core/crypto";
import type { PlexusClient } from "../connect.js";
import type { SubmitResult } from "../submit/outcome.js";
import type { SubmitOptions } from "../submit/submit.js";
import { parseInternetAddress } from "./internetAddress.js";

export interface ServeAxonInput {
  readonly netuid: number;
  /** IPv4 or IPv6. Loopback is for chains that allow it. */
  readonly ip: string;
  readonly port: number;
  /** Version of the miner's program. Default 1. */
  readonly version?: number;
  /** What speaks there; 4 is http. */
  readonly protocol?: number;
}

/** Signed by the hotkey; free of fee. */
export function serveAxon(
  client: PlexusClient,
  key: KeyPair,
  input: ServeAxonInput,
  options?: SubmitOptions,
): Promise<SubmitResult> {
  const { ip, ipType } = parseInternetAddress(input.ip);
  const args = {
    netuid: input.netuid,
    version: input.version ?? 1,
    ip,
    port: input.port,
    ip_type: ipType,
    protocol: input.protocol ?? 4,
    placeholder1: 0,
    placeholder2: 0,
  };
  return client.submit({ pallet: "SubtensorModule", call: "serve_axon", args }, key, options);
}
