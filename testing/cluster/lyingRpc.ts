// An RPC server that lies about a real network, and a light client that finds out every lie (issue 4, "Done when" 5).
// `npx tsx testing/cluster/lyingRpc.ts` starts four producers; with the address of a node it asks that one.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import {
  type Attestation,
  type Checkpoint,
  createLightClient,
  httpLightRpc,
  type LightRpc,
} from "@plexus/client/light";
import type { SdkError } from "@plexus/client/sdk";
import type { CryptoProvider } from "@plexus/core/crypto";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { Account } from "@plexus/core/runtime";
import { type Hex, toHex, utf8 } from "@plexus/core/scale";
import { createBlockSource } from "../../client/sdk/light/fetchBlock.js";
import { lies, lyingServer } from "../../client/sdk/light/testing/lies.js";
import { serveRpc } from "../../client/sdk/light/testing/serveRpc.js";
import { instantMs } from "../../client/sdk/light/wire/instant.js";
import { Tally } from "../localnet/tally.js";
import { programPath } from "./program.js";
import { isMain, runScenario, type Scenario } from "./scenario.js";

/** The trusted header lies so far behind the newest one. */
const behind = 6;
/** A header of this age is no longer taken for new. */
const maxAgeMs = 15_000;
const oldHeight = 2;

export interface MoreGround {
  /** The chain's chainspec.json: trust from genesis on is tried as well. */
  readonly spec?: string;
  /** Another node of the network. */
  readonly witness?: string;
}

interface Ground {
  readonly crypto: CryptoProvider;
  readonly rpc: LightRpc;
  readonly trusted: Checkpoint;
  readonly oldBlockHash: Hex;
}

/** Waits until the chain is long enough, and its first headers old enough, for all lies. */
async function ground(url: string, crypto: CryptoProvider): Promise<Ground> {
  const rpc = httpLightRpc(url);
  const source = createBlockSource(rpc, crypto);
  const { header } = await source.block(oldHeight);
  for (;;) {
    const height = await source.latestHeight();
    const isOld = Date.now() - instantMs(header.time) > maxAgeMs + 1_000;
    if (isOld && height > oldHeight + behind + 2) {
      const { hash } = await source.block(height - behind);
      const oldBlockHash = (await rpc.request("chain_getBlockHash", [height - behind])) as Hex;
      return { crypto, rpc, trusted: { height: height - behind, hash: toHex(hash) }, oldBlockHash };
    }
    await sleep(200);
  }
}

const numberKey = (crypto: CryptoProvider): Uint8Array =>
  Uint8Array.from(["System", "Number"].flatMap((part) => Array.from(crypto.twox128(utf8.encode(part)))));

async function tellLies({ crypto, rpc, trusted, oldBlockHash }: Ground, tally: Tally): Promise<void> {
  const server = await serveRpc(rpc);
  const alice = crypto.keyring.fromUri("//Alice").accountId;
  const client = () => createLightClient({ rpc: server.address, crypto, trusted, maxAgeMs });
  try {
    const { value, attestation } = await client().read(Account, [alice]);
    const { signed, of, ageMs } = attestation;
    tally.check(
      `the truth passes: Alice has ${value.data.free} rao, ${signed} of ${of} producers signed, ${ageMs} ms old`,
      value.data.free > 0n && signed * 3 > of * 2,
    );
    const input = { crypto, rpc, trustedHeight: trusted.height, oldHeight, oldBlockHash };
    for (const lie of lies) {
      server.answerAs(lyingServer(lie, input));
      // What lies there differs in every block, so that an old value is another one.
      const key = lie.isAboutAbsent ? utf8.encode("nothing is stored here") : numberKey(crypto);
      const told = await client()
        .readRaw(key)
        .then(
          () => "was believed",
          ({ code, message }: SdkError) => (code === lie.code ? undefined : `${code}: ${message}`),
        );
      tally.check(`caught: ${lie.name}${told === undefined ? ` (${lie.code})` : `: ${told}`}`, told === undefined);
    }
  } finally {
    server.close();
  }
}

/** The command that people use, as a process, against the same node and from the same trust. */
async function runVerify(url: string, { trusted }: Ground, tally: Tally, more: MoreGround): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), "plexus-verify-"));
  const words = ["verify", "balance", "//Alice", "--rpc", url, "--json"];
  const run = async (...given: string[]) => {
    const all = [await programPath(), ...words, ...given];
    const { stdout } = await promisify(execFile)(process.execPath, all, { env: { ...process.env, HOME: home } });
    return JSON.parse(stdout) as { ok: boolean; signed: Attestation; trust: { from: string } };
  };
  try {
    const first = await run("--trust", `${trusted.height}:${trusted.hash}`);
    const { signed, of } = first.signed;
    tally.check(`plexus verify: ${signed} of ${of} producers signed`, first.ok && signed * 3 > of * 2);
    const { trust } = await run();
    tally.check(`and later from ${trust.from}`, trust.from.includes("verified by an earlier run"));
    const { spec, witness } = more;
    if (witness !== undefined) {
      const { confirmed, asked } = (await run("--witness", witness)).signed.witnesses;
      tally.check(`another node has the same header: ${confirmed} of ${asked}`, confirmed === 1 && asked === 1);
    }
    if (spec === undefined) return;
    const begun = await run("--chain", spec);
    tally.check(`and from ${begun.trust.from.replace(spec, "the chainspec")}`, begun.signed.of === of);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** All checks against the node at `url`. */
export async function lyingRpcStory(url: string, tally: Tally, more: MoreGround = {}): Promise<void> {
  const found = await ground(url, await nativeCrypto());
  await tellLies(found, tally);
  await runVerify(url, found, tally, more);
}

if (isMain(import.meta.url)) {
  const [url] = process.argv.slice(2);
  if (url === undefined) {
    await runScenario("lying RPC", { blockTimeMs: 1_000 }, async ({ cluster, tally }: Scenario) => {
      const [url = "", witness = ""] = cluster.producers.map(({ rpcPort }) => `http://127.0.0.1:${rpcPort}`);
      const spec = join(cluster.producers[0]?.basePath ?? "", "chainspec.json");
      await lyingRpcStory(url, tally, { spec, witness });
    });
  } else {
    const tally = new Tally();
    await lyingRpcStory(url, tally);
    tally.close();
    process.exit();
  }
}
