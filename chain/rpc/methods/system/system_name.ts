// The program that answers.

import type { Method } from "../../protocol/method.js";

export const system_name: Method = {
  name: "system_name",
  call: () => "Plexus Node",
};
