// The runtime version in the words of the wire.

import type { RuntimeVersion } from "@plexus/core/runtime";

export function versionJson(version: RuntimeVersion): object {
  const { specName, implName, authoringVersion, specVersion, implVersion, apis, transactionVersion, stateVersion } =
    version;
  return {
    specName,
    implName,
    authoringVersion,
    specVersion,
    implVersion,
    apis,
    transactionVersion,
    systemVersion: stateVersion,
    stateVersion,
  };
}
