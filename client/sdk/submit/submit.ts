// Signs a call, hands it over, waits and tells how it ended (spec: target.md §3.9, substrate-wire.md §5).
import type { CryptoProvider, KeyPair } from "@plexus/core/crypto";
import type { RuntimeCallValue } from "@plexus/core/frame";
import { eraBirth, eraDeath, IMMORTAL, mortalEra } from "@plexus/core/runtime";
import { type Hex, toHex } from "@plexus/core/scale";
import { readHeader } from "../chain/header.js";
import { eventsOf, nextRules } from "../chain/rulesAt.js";
import type { RpcClient } from "../rpc/rpcClient.js";
import { SdkError } from "../sdkError.js";
import { readOutcome, type SubmitResult } from "./outcome.js";
import { signExtrinsic } from "./signExtrinsic.js";
import { type WaitFor, watchExtrinsic } from "./watchExtrinsic.js";

export interface SubmitOptions {
  /** Default: the account's next, the pool counted. */
  readonly nonce?: number;
  readonly tipRao?: bigint;
  /** Blocks from the finalised head in which it may be included; 0 for ever. Default 128. */
  readonly eraPeriod?: number;
  /** Default "inBlock". */
  readonly wait?: WaitFor;
  readonly signal?: AbortSignal;
  /** Default 180 s. */
  readonly timeoutMs?: number;
}

export interface SubmitParts {
  readonly rpc: RpcClient;
  readonly crypto: CryptoProvider;
  readonly genesisHash: Hex;
}

export type Submit = (call: RuntimeCallValue, key: KeyPair, options?: SubmitOptions) => Promise<SubmitResult>;

async function mortality({ rpc, crypto, genesisHash }: SubmitParts, period: number) {
  const head = readHeader(crypto, await rpc.request("chain_getHeader", [await rpc.request("chain_getFinalizedHead")]));
  if (period === 0) return { era: IMMORTAL, eraHash: genesisHash, firstBlock: head.number + 1, lastBlock: 2 ** 32 };
  const era = mortalEra(head.number, period);
  const birth = eraBirth(era, head.number);
  const eraHash = birth === head.number ? head.hash : ((await rpc.request("chain_getBlockHash", [birth])) as Hex);
  return { era, eraHash, firstBlock: head.number + 1, lastBlock: eraDeath(era, head.number) - 1 };
}

async function placeOf({ rpc, crypto }: SubmitParts, blockHash: Hex, extrinsicHash: Hex, raw: Uint8Array) {
  const answer = (await rpc.request("chain_getBlock", [blockHash])) as {
    block: { header: unknown; extrinsics: string[] };
  } | null;
  if (answer === null) throw new SdkError("BadAnswer", `the node does not have block ${blockHash}`);
  const extrinsicIndex = answer.block.extrinsics.indexOf(toHex(raw));
  if (extrinsicIndex < 0)
    throw new SdkError("BadAnswer", `block ${blockHash} does not have the transaction that it was said to have`);
  return { blockHash, blockNumber: readHeader(crypto, answer.block.header).number, extrinsicHash, extrinsicIndex };
}

/** Another program that signs for the same account was faster between our question and our handing over. */
const maxTries = 4;

/** The rules changed while a transaction waited: signed for the old ones, it can never be included. */
class RulesChanged extends SdkError {
  constructor(options: { cause: unknown }) {
    super("Lost", "the chain's rules changed while the transaction waited", options);
  }
}

/** Whether a transaction failed because it was signed for rules that are over. */
async function isOutdated({ rpc, crypto }: SubmitParts, error: unknown, signedFor: number): Promise<boolean> {
  if (!(error instanceof SdkError)) return false;
  const isInvalid = error.code === "Lost" && error.data === "invalid";
  const isRefused = error.code === "Refused" && /bad signature/i.test(String(error.data));
  if (!isInvalid && !isRefused) return false;
  return (await nextRules(rpc, crypto)).version.specVersion !== signedFor;
}

/** Only of a transaction that the node refused, so that signing it anew cannot make it count twice. */
function isNonceTaken(error: unknown): boolean {
  if (!(error instanceof SdkError) || error.code !== "Refused") return false;
  return error.rpcCode === 1_014 || /outdated/i.test(String(error.data));
}

export function createSubmit(parts: SubmitParts): Submit {
  const { rpc, crypto, genesisHash } = parts;
  // One after another per account from asking the nonce to the node's acceptance, so that calls made at once do not take
  // the same number. What follows (waiting for blocks) runs side by side.
  const queues = new Map<string, Promise<void>>();

  async function inTurn(address: string): Promise<() => void> {
    let release = () => {};
    const mine = new Promise<void>((resolve) => {
      release = resolve;
    });
    const before = queues.get(address);
    const turn = (before ?? Promise.resolve()).then(() => mine);
    queues.set(address, turn);
    void turn.then(() => {
      if (queues.get(address) === turn) queues.delete(address);
    });
    await before;
    return release;
  }

  async function attempt(
    call: RuntimeCallValue,
    key: KeyPair,
    options: SubmitOptions,
    onAccepted: () => void,
  ): Promise<SubmitResult> {
    const { tipRao = 0n, eraPeriod = 128, wait = "inBlock", timeoutMs = 180_000, signal } = options;
    const { era, eraHash, firstBlock, lastBlock } = await mortality(parts, eraPeriod);
    const nonce =
      options.nonce ?? ((await rpc.request("system_accountNextIndex", [key.address], { signal })) as number);
    // Asked each time: a signature holds under one version of the rules only, and the chain changes them while we run.
    const { assembly, version } = await nextRules(rpc, crypto, { signal });
    const { specVersion, transactionVersion } = version;
    const implicit = { specVersion, transactionVersion, genesisHash, eraHash };
    const extrinsic = signExtrinsic(crypto, assembly, call, key, { era, nonce, tip: tipRao }, implicit);
    const watching = { wait, signal, timeoutMs, firstBlock, lastBlock, onAccepted };
    const blockHash = await watchExtrinsic(rpc, extrinsic, watching).catch(async (error: unknown) => {
      throw (await isOutdated(parts, error, specVersion)) ? new RulesChanged({ cause: error }) : error;
    });
    const place = await placeOf(parts, blockHash, extrinsic.hash, extrinsic.raw);
    const { declarations, records } = await eventsOf(rpc, crypto, blockHash);
    return readOutcome(declarations, records, place);
  }

  return async (call, key, options = {}) => {
    const release = options.nonce === undefined ? await inTurn(key.address) : () => {};
    try {
      for (let tries = 1; ; tries += 1) {
        try {
          return await attempt(call, key, options, release);
        } catch (error) {
          const mayRetry = error instanceof RulesChanged || (options.nonce === undefined && isNonceTaken(error));
          if (tries === maxTries || !mayRetry) throw error;
        }
      }
    } finally {
      release();
    }
  };
}
