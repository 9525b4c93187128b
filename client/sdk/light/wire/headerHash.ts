// What names a CometBFT block: the Merkle root over its header's 14 fields, each encoded by itself.
import type { Hashing } from "@plexus/core/crypto";
import { instantBytes } from "./instant.js";
import { merkleRoot } from "./merkleRoot.js";
import { bytesField, messageField, numberField, textField } from "./protobuf.js";
import type { BlockId, CometHeader } from "./signedHeader.js";

export function blockIdBytes({ hash, partsTotal, partsHash }: BlockId): number[] {
  const parts = [...numberField(1, partsTotal), ...bytesField(2, partsHash)];
  return [...bytesField(1, hash), ...messageField(2, parts)];
}

export function headerHash(hashing: Pick<Hashing, "sha256">, header: CometHeader): Uint8Array {
  return merkleRoot(hashing, [
    [...numberField(1, header.version.block), ...numberField(2, header.version.app)],
    textField(1, header.chainId),
    numberField(1, header.height),
    instantBytes(header.time),
    blockIdBytes(header.lastBlockId),
    bytesField(1, header.lastCommitHash),
    bytesField(1, header.dataHash),
    bytesField(1, header.producersHash),
    bytesField(1, header.nextProducersHash),
    bytesField(1, header.consensusHash),
    bytesField(1, header.appHash),
    bytesField(1, header.lastResultsHash),
    bytesField(1, header.evidenceHash),
    bytesField(1, header.proposerAddress),
  ]);
}
