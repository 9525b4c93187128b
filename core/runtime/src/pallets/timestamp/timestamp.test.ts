// How far a block's time must be from the last one's: half a block time for one producer, any step under CometBFT.

import { nativeCrypto } from "@plexus/core/crypto/native";
import { describe, expect, it } from "vitest";
import type { ChainSpec } from "../../chainSpec.js";
import { createRuntime } from "../../createRuntime.js";
import { developmentSpec } from "../../developmentSpec.js";
import { MemoryChain } from "../../testing/memoryChain.js";
import { ProducersChain } from "../../testing/producersChain.js";

const crypto = await nativeCrypto();

/** Whether a block at `stepMs` after the last one is one. */
function accepts(chain: MemoryChain, spec: ChainSpec, stepMs: bigint): boolean {
  const runtime = createRuntime(crypto, spec);
  const timestampMs = BigInt(chain.number) * BigInt(spec.blockTimeMs) + stepMs;
  const consensus = spec.engine === "comet" ? { absent: [], evidence: [] } : undefined;
  const extrinsics = runtime.inherents({ timestampMs, ...(consensus && { consensus }) });
  const input = { number: chain.number + 1, parentHash: chain.hash, digest: [], extrinsics };
  try {
    runtime.applyBlock(chain.state, input);
    return true;
  } catch (error) {
    expect((error as Error).message).toContain("mandatory");
    return false;
  }
}

describe("Timestamp.set", () => {
  it("asks for half a block time where one process makes the blocks", () => {
    const spec = developmentSpec();
    const chain = new MemoryChain(crypto, spec);
    chain.runTo(2);
    expect([-1n, 0n, 499n, 500n].map((step) => accepts(chain, spec, step))).toEqual([false, false, false, true]);
  });

  it("asks only that it rises where producers are elected", () => {
    const { chain, spec } = new ProducersChain(crypto);
    chain.runTo(2);
    expect([-1n, 0n, 1n, 60_000n].map((step) => accepts(chain, spec, step))).toEqual([false, false, true, true]);
  });
});
