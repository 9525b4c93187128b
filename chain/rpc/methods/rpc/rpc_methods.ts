// All methods and aliases; clients choose their path by it (substrate-wire.md §1.1).

import type { Method } from "../../protocol/method.js";

export const rpc_methods: Method = {
  name: "rpc_methods",
  call: ({ methodNames }) => ({ version: 1, methods: methodNames }),
};
