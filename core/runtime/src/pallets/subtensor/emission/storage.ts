// Money on its way to neurons (stable.md 4–7; names and hashers of spec 461). Amounts are rao of TAO in stable subnets,
// whatever the type's name says. Exports carry their wire names; the slice's index.ts takes them all.

import { identity, storageOf } from "@plexus/core/frame";
import { bool, tuple, u16, u64, vec } from "@plexus/core/scale";
import { AccountId32, AlphaBalance, NetUid, TaoBalance } from "../../../primitives.js";

const storage = storageOf("SubtensorModule");
const subnet = identity(NetUid);

export const TotalIssuance = storage.value("TotalIssuance", TaoBalance, 0n, {
  docs: "All TAO there is, in rao (stable.md 7).",
});
export const BlockEmission = storage.value("BlockEmission", u64, 1_000_000_000n, {
  docs: "TAO that a block may issue, in rao.",
});
export const SubnetOwnerCut = storage.value("SubnetOwnerCut", u16, 11_796, {
  docs: "Owner's part of a subnet's emission, 65535 = 1.",
});
export const OwnerCutEnabled = storage.map("OwnerCutEnabled", [subnet], bool, true, {
  docs: "Whether the owner takes its cut.",
});

export const SubnetTaoInEmission = storage.map("SubnetTaoInEmission", [subnet], TaoBalance, 0n, {
  docs: "rao per block that root allots to the subnet.",
});
export const FirstEmissionBlockNumber = storage.optionalMap("FirstEmissionBlockNumber", [subnet], u64, {
  docs: "First block with emission; absent until start_call.",
});

export const PendingServerEmission = storage.map("PendingServerEmission", [subnet], AlphaBalance, 0n, {
  docs: "Miners' half, until the next epoch.",
});
export const PendingValidatorEmission = storage.map("PendingValidatorEmission", [subnet], AlphaBalance, 0n, {
  docs: "Validators' half, until the next epoch.",
});
export const LoadedEmission = storage.optionalMap("LoadedEmission", [subnet], vec(tuple(AccountId32, u64, u64)), {
  docs: "(hotkey, miner's rao, validator's rao) of a run epoch, paid in the next block.",
});
export const RAORecycledForRegistration = storage.map("RAORecycledForRegistration", [subnet], TaoBalance, 0n, {
  docs: "rao burned for registrations in the subnet, ever.",
});
