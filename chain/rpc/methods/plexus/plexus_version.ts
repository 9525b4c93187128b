// Versions of program and rules in one answer: what runs, what this program knows, what is scheduled.

import type { Method } from "../../protocol/method.js";

export const plexus_version: Method = {
  name: "plexus_version",
  call({ node, runtimes, upgrade, network }) {
    const { specVersion, known, scheduled } = upgrade();
    const { specName, transactionVersion } = (runtimes.get(specVersion) ?? runtimes.genesis).version;
    return {
      node: node.version,
      engine: network().engine,
      specName,
      specVersion,
      transactionVersion,
      nodeJs: process.versions.node,
      knownSpecVersions: known,
      upgrade: scheduled,
    };
  },
};
