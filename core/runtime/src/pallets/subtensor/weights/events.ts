// What is told about weights (numbers and fields of spec 461).

import { tupleEvent } from "@plexus/core/frame";
import { u16 } from "@plexus/core/scale";
import { NetUidStorageIndex } from "../../../primitives.js";

export const events = {
  WeightsSet: tupleEvent([NetUidStorageIndex, u16], "A validator set its weights: subnet, uid."),
};
