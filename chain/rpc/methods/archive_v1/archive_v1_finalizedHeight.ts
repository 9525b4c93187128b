// Height of the newest final block.

import type { Method } from "../../protocol/method.js";

export const archive_v1_finalizedHeight: Method = {
  name: "archive_v1_finalizedHeight",
  call: ({ application }) => application.finalised.number,
};
