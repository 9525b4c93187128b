// The schedule of stable.md 5 by its own words, block by block.

import { nativeCrypto } from "@plexus/core/crypto/native";
import { describe, expect, it } from "vitest";
import { developmentSpec } from "../../../developmentSpec.js";
import { MemoryChain } from "../../../testing/memoryChain.js";
import { blocksUntilEpoch } from "./schedule.js";
import { LastMechansimStepBlock } from "./storage.js";

describe("an epoch's block", () => {
  it("is every tempo + 1 blocks, where (block + n + 1) mod (tempo + 1) = 0", async () => {
    const chain = new MemoryChain(await nativeCrypto(), developmentSpec({ tempo: 6 }));
    const ran: number[] = [];
    for (let block = 1; block <= 30; block++) {
      const due = blocksUntilEpoch(chain.view, 1, block);
      chain.seal();
      if (LastMechansimStepBlock.get(chain.view, 1) === BigInt(block)) ran.push(block);
      expect(due === 0).toBe(ran.at(-1) === block);
    }
    expect(ran).toEqual([5, 12, 19, 26]);
    for (const block of ran) expect((block + 1 + 1) % 7).toBe(0);
  });
});
