// The runtime version as chainHead_v1_follow tells it.

import type { RuntimeVersion } from "@plexus/core/runtime";

export function runtimeEvent(version: RuntimeVersion): object {
  const { specName, implName, specVersion, implVersion, transactionVersion, apis } = version;
  return {
    type: "valid",
    spec: { specName, implName, specVersion, implVersion, transactionVersion, apis: Object.fromEntries(apis) },
  };
}
