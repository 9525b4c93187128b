// What this chain has: pallets differ with the rules that it runs by, and the page shows no link to what is not there.

import type { PlexusClient } from "@plexus/client/sdk";

export interface Features {
  readonly producers: boolean;
  readonly governance: boolean;
}

export const NO_FEATURES: Features = { producers: false, governance: false };

/** The rules may change while the page is open: asked again with every block. */
export function featuresOf(client: PlexusClient | undefined): Features {
  if (!client) return NO_FEATURES;
  const { declarations } = client;
  return { producers: declarations.hasApi("ProducersApi"), governance: declarations.hasApi("GovernanceApi") };
}
