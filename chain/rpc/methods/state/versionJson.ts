// The runtime version in the words of the wire.

import type { RpcContext } from "../../protocol/method.js";

export function versionJson({ runtime }: RpcContext): object {
  const { specName, implName, authoringVersion, specVersion, implVersion, apis, transactionVersion, stateVersion } =
    runtime.version;
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
