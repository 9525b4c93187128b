// Refusals of weights, under the names of spec 461.

import { defineErrors } from "@plexus/core/frame";

export const errors = defineErrors({
  HotKeyNotRegisteredInSubNet: "The hotkey is not registered in this subnet.",
  NeuronNoValidatorPermit: "The neuron has no validator permit: it needs more stake, and an epoch to pass.",
  WeightVecNotEqualSize: "As many weights as destinations are needed.",
  DuplicateUids: "A destination is given twice.",
  UidVecContainInvalidOne: "A destination does not exist.",
  WeightVecLengthIsLow: "Fewer weights than MinAllowedWeights.",
  MaxWeightExceeded: "One weight's share is above MaxWeightsLimit.",
  SettingWeightsTooFast: "Weights were set too recently: wait for WeightsSetRateLimit blocks.",
  IncorrectWeightVersionKey: "The version key is below the subnet's: update the validator.",
  UidsLengthExceedUidsInSubNet: "More weights than neurons.",
  CanNotSetRootNetworkWeights: "Root takes weights only where the chain's emission policy is root-weights.",
});
