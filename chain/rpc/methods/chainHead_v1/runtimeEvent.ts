// The rules after a block as chainHead_v1_follow tells them; "invalid" where this program lacks them.

import type { RuntimeVersion } from "@plexus/core/runtime";

export function runtimeEvent(version: RuntimeVersion | string): object {
  if (typeof version === "string") return { type: "invalid", error: version };
  const { specName, implName, specVersion, implVersion, transactionVersion, apis } = version;
  return {
    type: "valid",
    spec: { specName, implName, specVersion, implVersion, transactionVersion, apis: Object.fromEntries(apis) },
  };
}
