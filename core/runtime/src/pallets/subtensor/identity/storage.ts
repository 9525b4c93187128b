// What a subnet's owner says about it (chain.md §1.3; names and hashers of spec 461).

import { blake2_128Concat, storageOf } from "@plexus/core/frame";
import { bytes, type Infer, struct } from "@plexus/core/scale";
import { NetUid } from "../../../primitives.js";

export const SubnetIdentityV3 = struct("pallet_subtensor::pallet::SubnetIdentityV3", {
  subnet_name: bytes,
  github_repo: bytes,
  subnet_contact: bytes,
  subnet_url: bytes,
  discord: bytes,
  description: bytes,
  logo_url: bytes,
  additional: bytes,
});
export type SubnetIdentityValue = Infer<typeof SubnetIdentityV3>;

export const SubnetIdentitiesV3 = storageOf("SubtensorModule").optionalMap(
  "SubnetIdentitiesV3",
  [blake2_128Concat(NetUid)],
  SubnetIdentityV3,
  {
    docs: "Name, links and description of a subnet, as its owner gave them. UTF-8 by custom, not checked.",
  },
);
