// Refusals of serving, under the names of spec 461.

import { defineErrors } from "@plexus/core/frame";

export const errors = defineErrors({
  InvalidIpType: "ip_type must be 4 or 6.",
  InvalidIpAddress:
    "The address is none that others can reach: it is zero, broadcast, too large, or loopback on a public network.",
  InvalidPort: "The port must be 1 to 65535.",
  HotKeyNotRegisteredInNetwork: "The hotkey is not registered in this subnet.",
  ServingRateLimitExceeded: "The axon was changed too recently: wait for ServingRateLimit blocks.",
});
