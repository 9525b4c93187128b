// @plexus/core/merkle: the authenticated map over state (architecture §3.6).

export { bitAt, EMPTY, leafHash, nodeHash, pathOf, type Sha256 } from "./hash.js";
export { MAX_DEPTH, type Proof, verifyProof } from "./proof.js";
export { rootOf } from "./root.js";
