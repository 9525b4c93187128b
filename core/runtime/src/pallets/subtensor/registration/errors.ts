// Refusals of registration, under the names of spec 461.

import { defineErrors } from "@plexus/core/frame";

export const errors = defineErrors({
  NonAssociatedColdKey: "The hotkey belongs to another coldkey.",
  TooManyRegistrationsThisBlock: "The subnet takes no more registrations in this block: try the next.",
  HotKeyAlreadyRegisteredInSubNet: "The hotkey is already registered in this subnet.",
  SubNetRegistrationDisabled: "The subnet takes no registrations.",
  TooManyRegistrationsThisInterval:
    "The subnet takes no more registrations in this interval: wait for the next adjustment.",
  RegistrationNotPermittedOnRootSubnet: "Root takes no burned registrations: use root_register.",
  StakeTooLowForRoot: "Root is full and no validator on it has less stake than this hotkey.",
  NoNeuronIdAvailable: "The subnet is full and none of its neurons may be pruned.",
  RegistrationPriceLimitExceeded: "The burn is above the given limit.",
});
