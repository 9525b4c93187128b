// Settlement's questions, asked of a real node through the SDK (spec: paymentChain.ts; substrate-wire.md §5 for mortality).
import { getBalance, type PlexusClient, signExtrinsic, transferCall } from "@plexus/client/sdk";
import type { KeyPair } from "@plexus/core/crypto";
import type { DispatchErrorValue } from "@plexus/core/frame";
import { eraBirth, eraDeath, extrinsicHash, mortalEra } from "@plexus/core/runtime";
import { fromHex, type Hex, toHex } from "@plexus/core/scale";
import type { Payment, SignedBatch } from "../ledger/batches.js";
import { existentialDeposit } from "./duePayments.js";
import type { Included, PaymentChain } from "./paymentChain.js";

/** Blocks in which a batch may land: a power of two, long enough to be sent again, short enough to be given up soon. */
const eraPeriod = 64;

/** Blocks that are asked for side by side. */
const blocksAtOnce = 16;

async function signBatch(client: PlexusClient, treasury: KeyPair, payments: readonly Payment[]): Promise<SignedBatch> {
  const { crypto, genesisHash } = client;
  const head = await client.finalizedHead();
  const era = mortalEra(head.number, eraPeriod);
  const birth = eraBirth(era, head.number);
  const eraHash = birth === head.number ? head.hash : (await client.headerAt(birth)).hash;
  const nonce = (await client.request("system_accountNextIndex", [treasury.address])) as number;
  const calls = payments.map(({ destination, amountRao }) => transferCall({ to: destination, amountRao }));
  const { assembly, version } = await client.nextRules();
  const { specVersion, transactionVersion } = version;
  const { raw, hash } = signExtrinsic(
    crypto,
    assembly,
    { pallet: "Utility", call: "batch_all", args: { calls } },
    treasury,
    { era, nonce, tip: 0n },
    { specVersion, transactionVersion, genesisHash, eraHash },
  );
  return {
    extrinsicHash: hash,
    extrinsic: toHex(raw),
    nonce,
    firstBlock: head.number + 1,
    lastBlock: eraDeath(era, head.number) - 1,
  };
}

async function howItEnded(client: PlexusClient, blockHash: Hex, index: number): Promise<string | undefined> {
  const { records, declarations } = await client.blockEvents(blockHash);
  for (const { phase, event } of records) {
    if (phase.type !== "ApplyExtrinsic" || phase.value !== index || event.pallet !== "System") continue;
    if (event.name === "ExtrinsicSuccess") return undefined;
    if (event.name !== "ExtrinsicFailed") continue;
    const { pallet, name } = declarations.assembly.describe(
      (event.value as { dispatch_error: DispatchErrorValue }).dispatch_error,
    );
    return pallet === undefined ? name : `${pallet}.${name}`;
  }
  throw new Error(`block ${blockHash} does not say how extrinsic ${index} ended`);
}

async function findIn(client: PlexusClient, wanted: string, block: number): Promise<Included | undefined> {
  const hash = (await client.request("chain_getBlockHash", [block])) as Hex;
  const answer = (await client.request("chain_getBlock", [hash])) as { block: { extrinsics: string[] } } | null;
  if (answer === null) throw new Error(`the node does not have block ${block}`);
  const index = answer.block.extrinsics.findIndex(
    (each) => toHex(extrinsicHash(client.crypto, fromHex(each))) === wanted,
  );
  return index < 0 ? undefined : { block, error: await howItEnded(client, hash, index) };
}

export function substratePayments(client: PlexusClient, treasury: KeyPair): PaymentChain {
  return {
    async finalHead() {
      const { number, hash } = await client.finalizedHead();
      return { number, hash };
    },
    sign: (payments) => signBatch(client, treasury, payments),
    submit: async (extrinsic) => void (await client.request("author_submitExtrinsic", [extrinsic])),
    nonceAt: async ({ hash }) => (await getBalance(client, treasury.address, { at: hash as Hex })).nonce,
    async find(wanted, firstBlock, lastBlock) {
      for (let block = firstBlock; block <= lastBlock; block += blocksAtOnce) {
        const count = Math.min(blocksAtOnce, lastBlock - block + 1);
        const seen = await Promise.all(
          Array.from({ length: count }, (_, index) => findIn(client, wanted, block + index)),
        );
        const found = seen.find((each) => each !== undefined);
        if (found !== undefined) return found;
      }
      return undefined;
    },
    async exists(address) {
      const { freeRao, reservedRao } = await getBalance(client, address);
      return freeRao + reservedRao >= existentialDeposit;
    },
  };
}
