// Governance (103): stakers decide on parameters, subnets, upgrades, fees and on the rules by which they decide
// (target.md §7). See README.md.

import {
  type CallDefinition,
  constant,
  definePallet,
  type Pallet,
  type RuntimeCallValue,
  storageIn,
} from "@plexus/core/frame";
import { type Codec, u8, u32 } from "@plexus/core/scale";
import { governanceApi } from "./api.js";
import { admitSubnet } from "./calls/admitSubnet.js";
import { delegate } from "./calls/delegate.js";
import { propose } from "./calls/propose.js";
import { removeVote } from "./calls/removeVote.js";
import { undelegate } from "./calls/undelegate.js";
import { unlock } from "./calls/unlock.js";
import { vote } from "./calls/vote.js";
import { amendments } from "./constitution/amendments.js";
import { decide } from "./decide.js";
import { enact } from "./enact.js";
import { errors } from "./errors.js";
import { events } from "./events.js";
import { invariants } from "./invariants.js";
import * as shapes from "./shapes.js";
import * as storage from "./storage.js";

export type {
  AccountInfoValue,
  ConstitutionInfoValue,
  ProposalDetailValue,
  ProposalInfoValue,
} from "./api.js";
export { setGenesisConstitution } from "./constitution/genesis.js";
export { GOVERNABLE as GOVERNABLE_PARAMETERS } from "./constitution/governable.js";
export type { ConstitutionSpec, ParameterSpec, TrackSpec } from "./constitutionSpec.js";
export { held } from "./deposits.js";
export { TRACKS, type TrackName } from "./shapes.js";

const numbers = {
  calls: {
    propose: 0,
    vote: 1,
    remove_vote: 2,
    delegate: 3,
    undelegate: 4,
    unlock: 5,
    admit_subnet: 6,
    amend_track: 7,
    amend_parameter: 8,
    amend_call: 9,
    amend_lock_period: 10,
  },
  events: {
    Proposed: 0,
    DecisionStarted: 1,
    Evicted: 2,
    Voted: 3,
    VoteRemoved: 4,
    Delegated: 5,
    Undelegated: 6,
    Unlocked: 7,
    Confirming: 8,
    ConfirmAborted: 9,
    Passed: 10,
    Rejected: 11,
    Executed: 12,
    ExecutionFailed: 13,
    TrackAmended: 14,
    ParameterAmended: 15,
    CallAmended: 16,
    LockPeriodAmended: 17,
    SubnetAdmitted: 18,
  },
};

const constants = [
  constant("MaxCalls", u8, shapes.MAX_CALLS, "Most calls in a proposal."),
  constant("MaxCallBytes", u32, shapes.MAX_CALL_BYTES, "Most bytes of all calls of a proposal."),
  constant("MaxTitle", u32, shapes.MAX_TITLE_BYTES, "Longest title, in bytes."),
  constant("MaxLink", u32, shapes.MAX_LINK_BYTES, "Longest link, in bytes."),
  constant("MaxVotes", u8, shapes.MAX_VOTES, "Proposals on which an account votes at a time."),
];

/** `call`: the runtime's calls, which proposals hold. */
export function governance(call: Codec<RuntimeCallValue>): Pallet {
  return definePallet({
    name: "Governance",
    index: 103,
    docs: "Stakers decide within the bounds of a constitution.",
    slices: [
      {
        storage: storageIn(storage),
        calls: [
          ...([
            propose(call),
            vote,
            removeVote,
            delegate,
            undelegate,
            unlock,
            admitSubnet,
          ] as unknown as CallDefinition[]),
          ...amendments,
        ],
        events,
        errors,
        constants,
        apis: [governanceApi(call)],
        invariants,
      },
    ],
    numbers,
    hooks: {
      initialise(ctx) {
        enact(ctx, call);
        decide(ctx);
      },
    },
  });
}
