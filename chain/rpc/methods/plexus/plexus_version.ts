// Versions of program and law in one answer.

import type { Method } from "../../protocol/method.js";

export const plexus_version: Method = {
  name: "plexus_version",
  call: ({ node, runtime }) => ({
    node: node.version,
    specName: runtime.version.specName,
    specVersion: runtime.version.specVersion,
    transactionVersion: runtime.version.transactionVersion,
    nodeJs: process.versions.node,
  }),
};
