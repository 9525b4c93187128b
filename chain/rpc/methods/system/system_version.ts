// Version of the program.

import type { Method } from "../../protocol/method.js";

export const system_version: Method = {
  name: "system_version",
  call: ({ node }) => node.version,
};
