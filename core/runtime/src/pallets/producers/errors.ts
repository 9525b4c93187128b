// Producers errors, in wire order (index.ts).

import { defineErrors } from "@plexus/core/frame";

export const errors = defineErrors({
  NotYourHotkey: "The hotkey belongs to another coldkey, or to none: register it first.",
  NotOnRoot: "The hotkey has no seat on root: register it there (root_register) first.",
  AlreadyProducer: "The hotkey stands for election already.",
  NotAProducer: "The hotkey does not stand for election.",
  BondTooLow: "The bond is below the minimum (MinimumBond).",
  KeyTaken: "The consensus key is or was another producer's, or was slashed: make a new one.",
  BadProof: "The proof of possession does not verify: it signs chain, hotkey and key with the consensus key itself.",
  RotatedTooSoon: "The key was changed in this session already.",
  NothingToWithdraw: "Nothing of the bond is free yet.",
  StillElected: "The producer is still elected: its bond answers for its blocks until another takes its place.",
  OutOfBounds: "The value is outside the bounds of this parameter.",
  NotByConsensus: "Only a block's author says this, and only where producers are elected.",
});

/** From 463 on. */
export const describedErrors = defineErrors({
  BadName: "A name is UTF-8 without control characters, at most 64 bytes.",
});
