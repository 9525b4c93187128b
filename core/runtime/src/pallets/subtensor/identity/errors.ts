// Refusals about identities, under the names of spec 461.

import { defineErrors } from "@plexus/core/frame";

export const errors = defineErrors({
  InvalidIdentity: "A field is too long: name and discord take 256 bytes, all others 1024.",
});
