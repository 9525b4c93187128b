// Slice api: the questions that wallets and explorers ask.

import type { Slice } from "@plexus/core/frame";
import { neuronInfoApi } from "./neuronInfo.js";
import { subnetRegistrationApi, swapApi } from "./prices.js";
import { delegateInfoApi, stakeInfoApi } from "./stakeInfo.js";
import { subnetInfoApi } from "./subnetInfo.js";

export const api: Slice = {
  apis: [delegateInfoApi, neuronInfoApi, subnetInfoApi, stakeInfoApi, subnetRegistrationApi, swapApi],
};
