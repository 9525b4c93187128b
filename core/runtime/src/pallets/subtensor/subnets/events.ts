// What is told about subnets (numbers and fields of spec 461).

import { tupleEvent } from "@plexus/core/frame";
import { u16, u64 } from "@plexus/core/scale";
import { NetUid } from "../../../primitives.js";

export const events = {
  NetworkAdded: tupleEvent([NetUid, u16], "A subnet was created: netuid, mechanism."),
  NetworkRemoved: tupleEvent([NetUid], "A subnet was removed."),
  FirstEmissionBlockNumberSet: tupleEvent([NetUid, u64], "A subnet was started: netuid, first block with emission."),
};
