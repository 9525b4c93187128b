// `plexus verify`: a value with the whole chain of evidence for it, so that the node that answers needs no trust (issue 4 §3).
import { createLightClient, getProof, httpLightRpc, type LightRpc } from "@plexus/client/light";
import { declarationsFor, readHeader, SdkError } from "@plexus/client/sdk";
import type { CryptoProvider } from "@plexus/core/crypto";
import { LastRuntimeUpgrade } from "@plexus/core/runtime";
import { type CommandOutput, defineCommand } from "../../command.js";
import type { Context } from "../../context.js";
import { CommandFailure } from "../../failure.js";
import { optionalText, parseUrl, parseWhole } from "../../parse.js";
import { type BeginTrust, beginTrust } from "./beginTrust.js";
import { type Evidence, evidenceOutput } from "./evidence.js";
import { readableKey } from "./readableKey.js";
import { saveTrust } from "./trustFile.js";

interface Question {
  readonly context: Context;
  readonly crypto: CryptoProvider;
  readonly rpc: LightRpc;
  readonly endpoint: string;
  readonly witnesses: readonly string[];
  readonly words: readonly string[];
  readonly at: number | undefined;
}

/** What each code says to the person; others pass as they are. */
const advice: Readonly<Record<string, string>> = {
  BadProof: "The node lies or is broken: ask another one with --rpc.",
  BadHeader: "The node lies or is broken: ask another one with --rpc. If the network was begun anew: --forget.",
  BadCommit: "The node lies or is broken: ask another one with --rpc.",
  BadAnswer: "The node lies or is broken: ask another one with --rpc.",
  OtherChain: "Ask a node of the right chain with --rpc; if the network was begun anew: --forget.",
  Conflict: "Ask other people of the network before you act on either.",
  Stale: "Ask another node with --rpc; or ask for a block by its number with --at, however old.",
  TrustExpired: "Give a newer header from somebody you trust: --trust HEIGHT:HASH.",
  Unsigned:
    "Something was known of this chain's producers, so no unsigned answer is taken: ask another node with --rpc.",
  RpcError: "Ask another node with --rpc; old states are kept by archive nodes only.",
  SpecMismatch: "Update this program; raw keys can be verified all the same.",
  BadInput: "Run the command with --help.",
};

function toFailure(error: unknown): unknown {
  if (!(error instanceof SdkError)) return error;
  const told = advice[error.code];
  if (told === undefined) return error;
  const kind = error.code === "BadInput" ? "wrongUse" : "refused";
  return new CommandFailure(kind, `Not verified: ${error.message}.`, told, { code: error.code, cause: error });
}

async function signedEvidence(question: Question, begin: BeginTrust, trustPeriodMs: number): Promise<Evidence> {
  const { context, crypto, rpc, endpoint, witnesses, words, at } = question;
  const { trusted, chainId, origin, sinceMs } = begin;
  const light = createLightClient({
    rpc,
    crypto,
    trusted,
    witnesses,
    trustPeriodMs,
    ...(chainId === undefined ? {} : { chainId }),
  });
  const request = { signal: context.signal };
  const { header } = await light.verifiedHeader(at, request);
  const place = { ...request, at: header.number };
  const { value: rules } = await light.read(LastRuntimeUpgrade, [], place);
  const readable = await readableKey(context, declarationsFor(crypto, rules?.spec_version), words);
  const { value, key, proof, attestation } = await light.readRaw(readable.key(), place);
  const next = light.trustedHead();
  if (next !== undefined) saveTrust({ endpoint, chainId: attestation.chainId, ...next, origin, sinceMs });
  const trust = { told: begin.told, next };
  return { asked: words.join(" "), readable, key, value, siblings: proof.siblings.length, header, attestation, trust };
}

/** On a solo chain there is only the proof: against the header that the node itself shows. */
async function unsignedEvidence({ context, crypto, rpc, words, at }: Question): Promise<Evidence> {
  const hash =
    at === undefined ? await rpc.request("chain_getFinalizedHead", []) : await rpc.request("chain_getBlockHash", [at]);
  if (typeof hash !== "string") throw new SdkError("BadAnswer", "the node does not have that block");
  const header = readHeader(crypto, await rpc.request("chain_getHeader", [hash]));
  if (header.hash !== hash || (at !== undefined && header.number !== at))
    throw new SdkError("BadHeader", `the node's header of block ${hash} is another block's`);
  const rules = await getProof(rpc, crypto, LastRuntimeUpgrade.key(crypto), header);
  const version = LastRuntimeUpgrade.decodeValue(rules.value)?.spec_version;
  const readable = await readableKey(context, declarationsFor(crypto, version), words);
  const key = readable.key();
  const { value, proof } = await getProof(rpc, crypto, key, header);
  return { asked: words.join(" "), readable, key, value, siblings: proof.siblings.length, header };
}

async function verify(question: Question, begin: BeginTrust, trustPeriodMs: number): Promise<Evidence> {
  try {
    return await signedEvidence(question, begin, trustPeriodMs);
  } catch (error) {
    if (!(error instanceof SdkError) || error.code !== "Unsigned" || !begin.isFirstSight) throw error;
    return unsignedEvidence(question);
  }
}

const schemes = ["ws", "wss", "http", "https"];

export const verifyCommand = defineCommand({
  words: "verify",
  summary: "show a value with the proof for it, trusting no node",
  arguments: [
    { name: "<what>", about: "balance, stake, bond, owner, producers, issuance, Pallet.Entry, or a raw key as 0x hex" },
    { name: "[first]", about: "its first key: an address, a wallet's name, a number" },
    { name: "[second]", about: "its second key" },
    { name: "[third]", about: "its third key" },
  ],
  options: [
    { flags: "--at <block>", about: "the state of this block (default: the newest that is signed)" },
    { flags: "--trust <height:hash>", about: "a CometBFT header that you have from somebody you trust" },
    { flags: "--chain <file>", about: "instead: the chainspec.json, whose first producers are trusted" },
    {
      flags: "--trust-period <hours>",
      about: "how old a trusted header may be; as long as lies are punished",
      fallback: "48",
    },
    { flags: "--rpc <url>", about: "the node to ask, ws:// or http:// (default: --endpoint)" },
    {
      flags: "--witness <url>",
      about: "another node that should have the same header; may be given again",
      repeats: true,
    },
    { flags: "--forget", about: "forget what earlier runs verified at this node" },
  ],
  examples: [
    { line: "verify balance //Alice", about: "is that really her balance?" },
    {
      line: "verify stake 5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty --at 1200 --rpc https://node.example --json",
      about: "at an old block, asking somebody else's node",
    },
  ],
  async run(context, { arguments: given, options }): Promise<CommandOutput> {
    const { endpoint } = context.settings;
    const address = parseUrl(optionalText(options.rpc) ?? endpoint.value, "--rpc", schemes);
    const at = options.at === undefined ? undefined : parseWhole(options.at, "--at", 0, 0xffff_fffe);
    const trustPeriodMs = parseWhole(options.trustPeriod ?? "48", "--trust-period", 1, 100_000) * 3_600_000;
    const words = [given.what, given.first, given.second, given.third].filter((word) => word !== undefined);
    const witnesses = ((options.witness ?? []) as string[]).map((url) => parseUrl(url, "--witness", schemes));
    const begin = await beginTrust(context, address, options);
    const question = {
      context,
      crypto: await context.crypto(),
      rpc: httpLightRpc(address),
      endpoint: address,
      witnesses,
      words,
      at,
    };
    try {
      return evidenceOutput(await verify(question, begin, trustPeriodMs));
    } catch (error) {
      throw toFailure(error);
    }
  },
});
