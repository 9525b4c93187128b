// Ways through the recorded network, and lies about it: every way that a header, a set or a signature can be false.
import { nativeCrypto } from "@plexus/core/crypto/native";
import { toHex } from "@plexus/core/scale";
import { describe, expect, it } from "vitest";
import type { SdkError, SdkErrorCode } from "../sdkError.js";
import { createBlockSource } from "./fetchBlock.js";
import { createFollowTrust, type FollowInput } from "./followTrust.js";
import type { LightRpc } from "./lightRpc.js";
import { commitJson, headerJson, producersJson } from "./testing/cometJson.js";
import {
  recorded,
  recordedCheckpoint,
  recordedHeights,
  recordedRpc,
  recordedTimeMs,
} from "./testing/recordedNetwork.js";
import { setOf, signBlock } from "./testing/signBlock.js";
import { readSignedHeader } from "./wire/signedHeader.js";

const crypto = await nativeCrypto();
const endMs = recordedTimeMs(recordedHeights) + 1_000;

function followFrom(
  trusted: FollowInput["trusted"],
  rpc: LightRpc = recordedRpc(),
  changed: Partial<FollowInput> = {},
) {
  const [trustPeriodMs, maxClockDriftMs] = [3_600_000, 10_000];
  const source = createBlockSource(rpc, crypto);
  return createFollowTrust({ source, crypto, trusted, trustPeriodMs, maxClockDriftMs, now: () => endMs, ...changed });
}

const hashOf = async (reached: Promise<{ hash: Uint8Array }>) => toHex((await reached).hash);
const wanted = (height: number) => recordedCheckpoint(height).hash;

describe("honest ways", () => {
  it("leap over an exchange of the whole set by halving", async () => {
    const rpc = recordedRpc();
    const follow = followFrom(recordedCheckpoint(2), rpc);
    expect(await hashOf(follow.reach(recordedHeights))).toBe(wanted(recordedHeights));
    const commits = rpc.asked.filter((line) => line.startsWith("commit"));
    expect(commits.length).toBeGreaterThan(2);
    expect(commits.length).toBeLessThan(recordedHeights / 2);
    // What is known is not asked for again.
    const before = rpc.asked.length;
    await follow.reach(recordedHeights);
    expect(rpc.asked.length).toBe(before);
  });

  it("reach every height one by one, from the producers of the genesis", async () => {
    const first = recorded.blocks[0]?.validators[0] as { pub_key: { value: string }; voting_power: string };
    const consensusKey = toHex(Uint8Array.from(atob(first.pub_key.value), (character) => character.charCodeAt(0)));
    const genesisProducers = [{ consensusKey, power: BigInt(first.voting_power) }];
    const follow = followFrom({ genesisProducers });
    for (let height = 1; height <= recordedHeights; height += 1)
      expect(await hashOf(follow.reach(height))).toBe(wanted(height));
    const other = followFrom({ genesisProducers: [{ consensusKey, power: 2n }] });
    await expect(other.reach(2)).rejects.toMatchObject({ code: "BadHeader" });
  });

  it("go back along the hashes", async () => {
    const rpc = recordedRpc();
    const follow = followFrom(recordedCheckpoint(recordedHeights), rpc);
    expect(await hashOf(follow.reach(2))).toBe(wanted(2));
    expect(await hashOf(follow.reach(recordedHeights - 1))).toBe(wanted(recordedHeights - 1));
    expect(rpc.asked.filter((line) => line.startsWith("blockchain")).length).toBe(2);
  });
});

// The answers are taken apart and changed at will here.
type Json = any;

/** The recorded network, with an answer changed at one height. */
function lying(method: string, height: number, change: (answer: Json) => Json): LightRpc {
  const rpc = recordedRpc();
  return {
    async request(asked, params) {
      const answer = await rpc.request(asked, params);
      return asked === method && Number((params as { height: string }).height) === height ? change(answer) : answer;
    },
  };
}

const other = (text: string) => (text.startsWith("0") ? `1${text.slice(1)}` : `0${text.slice(1)}`);
const last = recordedHeights;

/** The code with which a lie is found out. */
async function caught(rpc: LightRpc, height = last): Promise<SdkErrorCode | undefined> {
  const reached = followFrom(recordedCheckpoint(height - 4), rpc).reach(height);
  return reached.then(
    () => undefined,
    (error: SdkError) => error.code,
  );
}

describe("lies", () => {
  const fields = Object.keys((recorded.blocks[0] as Json).signed_header.header);
  it.each(fields.filter((field) => field !== "height"))("a changed %s of a header", async (field) => {
    const rpc = lying("commit", last, (answer) => {
      const { header } = answer.signed_header;
      if (field === "version") header.version.app = "2";
      else if (field === "last_block_id") header.last_block_id.hash = other(header.last_block_id.hash);
      else if (field === "time")
        header.time = header.time.replace(/\d(?=Z)/, (digit: string) => `${9 - Number(digit)}`);
      else header[field] = other(header[field]);
      return answer;
    });
    expect(await caught(rpc)).toBe("BadHeader");
  });

  it("a header of another height, and a hash that is not the header's", async () => {
    expect(await caught(lying("commit", last, (answer) => ((answer.signed_header.header.height = "1"), answer)))).toBe(
      "BadAnswer",
    );
    const swapped = lying("commit", last, (answer) => {
      answer.signed_header.commit.block_id.hash = other(answer.signed_header.commit.block_id.hash);
      return answer;
    });
    expect(await caught(swapped)).toBe("BadHeader");
  });

  it("forged, moved and missing signatures", async () => {
    const votes = (change: (signatures: Json[]) => unknown) =>
      lying("commit", last, (answer) => (change(answer.signed_header.commit.signatures), answer));
    const forged = votes((all) => {
      all[0].signature = (all[0].signature[0] === "A" ? "B" : "A") + all[0].signature.slice(1);
    });
    expect(await caught(forged)).toBe("BadCommit");
    expect(
      await caught(votes((all) => ([all[0].signature, all[1].signature] = [all[1].signature, all[0].signature]))),
    ).toBe("BadCommit");
    expect(await caught(votes((all) => all.reverse()))).toBe("BadCommit");
    expect(await caught(votes((all) => all.pop()))).toBe("BadCommit");
    // Powers are 12, 9 and 7: without the greatest too little is left, and nil votes do not count either.
    const absent = { block_id_flag: 1, validator_address: "", timestamp: "0001-01-01T00:00:00Z", signature: null };
    expect(await caught(votes((all) => (all[0] = absent)))).toBe("BadCommit");
    expect(await caught(votes((all) => (all[0].block_id_flag = 3)))).toBe("BadCommit");
    const enough = votes((all) => (all[2] = absent));
    expect(await hashOf(followFrom(recordedCheckpoint(last - 4), enough).reach(last))).toBe(wanted(last));
  });

  it("another set of producers, more power for one, one twice", async () => {
    const set = (change: (producers: Json[]) => unknown) =>
      lying("validators", last, (answer) => (change(answer.validators), answer));
    expect(await caught(set((all) => all.reverse()))).toBe("BadHeader");
    expect(await caught(set((all) => (all[0].voting_power = "1000")))).toBe("BadHeader");
    expect(await caught(set((all) => (all[0].pub_key.value = all[1].pub_key.value)))).toBe("BadAnswer");
    expect(await caught(set((all) => (all[0].voting_power = "9223372036854775807")))).toBe("BadAnswer");
    expect(await caught(lying("validators", last, (answer) => ({ ...answer, total: "1001" })))).toBe("BadAnswer");
    expect(await caught(lying("validators", last, (answer) => ({ ...answer, total: "200" })))).toBe("BadAnswer");
    expect(await caught(lying("validators", last, (answer) => ({ ...answer, block_height: "3" })))).toBe("BadAnswer");
  });

  it("a chain made by others from the trusted header on, however well signed", async () => {
    const forger = { pair: crypto.keyring.fromUri("//Forger", "ed25519"), power: 5n };
    const rpc = recordedRpc();
    const own = setOf(crypto, [forger]);
    const forging: LightRpc = {
      async request(method, params) {
        const height = Number((params as { height?: string }).height);
        const answer = await rpc.request(method, params);
        if (!(height > last - 4)) return answer;
        if (method === "validators") return producersJson(height, own.members, 1);
        const { header } = readSignedHeader(answer);
        const forged = signBlock(crypto, { ...header, producersHash: own.hash, nextProducersHash: own.hash }, [forger]);
        return { signed_header: { header: headerJson(forged.header), commit: commitJson(forged.commit) } };
      },
    };
    for (const height of [last - 3, last - 2, last]) {
      const follow = followFrom(recordedCheckpoint(last - 4), forging);
      await expect(follow.reach(height)).rejects.toMatchObject({ code: "BadHeader" });
    }
    await expect(followFrom(recordedCheckpoint(last), forging).reach(last)).rejects.toMatchObject({
      code: "BadHeader",
    });
  });

  it("headers behind the trusted one that do not lead to it", async () => {
    const rpc = recordedRpc();
    const back: LightRpc = {
      async request(method, params) {
        const answer = (await rpc.request(method, params)) as Json;
        if (method === "blockchain") answer.block_metas[3].header.app_hash = "00".repeat(8).replace(/^0/, "1");
        return answer;
      },
    };
    await expect(followFrom(recordedCheckpoint(last), back).reach(5)).rejects.toMatchObject({ code: "BadHeader" });
    const none = lying("commit", 5, () => rpc.request("commit", { height: "6" }));
    await expect(followFrom(recordedCheckpoint(last), none).reach(5)).rejects.toMatchObject({ code: "BadAnswer" });
  });
});

describe("trust", () => {
  it("begins with the right header of the right chain, and ends with its period", async () => {
    const wrong = { height: 2, hash: wanted(3) };
    await expect(followFrom(wrong).reach(4)).rejects.toMatchObject({ code: "BadHeader" });
    const chain = followFrom(recordedCheckpoint(2), recordedRpc(), { chainId: "another" });
    await expect(chain.reach(4)).rejects.toMatchObject({ code: "OtherChain" });
    const late = { now: () => recordedTimeMs(2) + 3_600_000 };
    await expect(followFrom(recordedCheckpoint(2), recordedRpc(), late).reach(4)).rejects.toMatchObject({
      code: "TrustExpired",
    });
    const early = { now: () => recordedTimeMs(2) - 10_001 };
    await expect(followFrom(recordedCheckpoint(2), recordedRpc(), early).reach(4)).rejects.toMatchObject({
      code: "BadHeader",
    });
    // From the trusted header on the clock stands between: what lies ahead of it by more than the drift is refused.
    const between = { now: () => recordedTimeMs(2) + 1, maxClockDriftMs: 100 };
    await expect(followFrom(recordedCheckpoint(2), recordedRpc(), between).reach(20)).rejects.toMatchObject({
      code: "BadHeader",
    });
  });
});
