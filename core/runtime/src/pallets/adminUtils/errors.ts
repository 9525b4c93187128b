// Refusals of setters, under the names of spec 461. Those about owners, windows and rates are SubtensorModule's.

import { defineErrors } from "@plexus/core/frame";

export const errors = defineErrors({
  SubnetDoesNotExist: "There is no subnet of this netuid.",
  MaxValidatorsLargerThanMaxUIds: "There cannot be more permits than neurons.",
  MaxAllowedUIdsLessThanCurrentUIds: "The subnet has more neurons than that.",
  BondsMovingAverageMaxReached: "An owner may set at most 975000.",
  ValueNotInBounds: "The value is outside the bounds of this parameter.",
  MinAllowedUidsGreaterThanCurrentUids: "The value must be below the number of neurons.",
  MinAllowedUidsGreaterThanMaxAllowedUids: "The value must be below MaxAllowedUids.",
  MaxAllowedUidsLessThanMinAllowedUids: "The value must be at least MinAllowedUids.",
  MaxAllowedUidsGreaterThanDefaultMaxAllowedUids: "A subnet has at most 256 neurons.",
});
