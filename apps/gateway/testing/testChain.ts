// A chain for tests of settlement: blocks, nonces, mortality and balances, and nothing else. It lives in the test's own
// process, so it outlives the gateways that are killed. Never imported by the program.
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Payment, SignedBatch } from "../ledger/batches.js";
import type { Included, PaymentChain } from "../settlement/paymentChain.js";

interface TestExtrinsic {
  readonly nonce: number;
  readonly firstBlock: number;
  readonly lastBlock: number;
  readonly payments: readonly { to: string; rao: string }[];
}

export interface TestChain {
  readonly url: string;
  /** Rao that arrived at each account. */
  readonly received: ReadonlyMap<string, bigint>;
  /** How many batches were paid, and how many failed as a whole. */
  readonly counts: { paid: number; failed: number; lost: number };
  close(): Promise<void>;
}

const eraBlocks = 64;

/** Loses a fifth of what is submitted and fails a tenth of what is included, by the given draws. */
export async function startTestChain(draw: () => number, blockMs: number): Promise<TestChain> {
  const received = new Map<string, bigint>();
  const counts = { paid: 0, failed: 0, lost: 0 };
  const included: { hash: string; block: number; error: string | undefined }[] = [];
  let pool: string[] = [];
  let block = 1;
  let nonce = 0;

  function include(extrinsic: string): void {
    const { nonce: own, firstBlock, lastBlock, payments } = JSON.parse(extrinsic) as TestExtrinsic;
    if (own !== nonce || block < firstBlock || block > lastBlock) return;
    nonce += 1;
    const fails = draw() < 0.1;
    included.push({
      hash: createHash("sha256").update(extrinsic).digest("hex"),
      block,
      error: fails ? "Failed" : undefined,
    });
    if (fails) counts.failed += 1;
    else {
      counts.paid += 1;
      for (const { to, rao } of payments) received.set(to, (received.get(to) ?? 0n) + BigInt(rao));
    }
  }

  const timer = setInterval(() => {
    block += 1;
    const waiting = pool;
    pool = [];
    for (const extrinsic of waiting) include(extrinsic);
  }, blockMs);

  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString();
    if (request.url === "/submit") {
      if (draw() < 0.2) counts.lost += 1;
      else pool.push(body);
    }
    const found = request.url?.startsWith("/find/")
      ? included.filter((each) => each.hash === request.url?.slice(6))
      : [];
    response.end(JSON.stringify({ block, nonce, found }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    counts,
    close() {
      clearInterval(timer);
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** The gateway's side of it. */
export function testPaymentChain(url: string): PaymentChain {
  async function ask(
    path: string,
    body = "",
  ): Promise<{ block: number; nonce: number; found: { block: number; error?: string }[] }> {
    return (await (await fetch(url + path, { method: "POST", body })).json()) as never;
  }
  return {
    async finalHead() {
      return { number: (await ask("/head")).block, hash: "0x" };
    },
    async sign(payments: readonly Payment[]): Promise<SignedBatch> {
      const { block, nonce } = await ask("/head");
      const made: TestExtrinsic = {
        nonce,
        firstBlock: block,
        lastBlock: block + eraBlocks - 1,
        payments: payments.map(({ destination, amountRao }) => ({ to: destination, rao: amountRao.toString() })),
      };
      const extrinsic = JSON.stringify(made);
      const extrinsicHash = createHash("sha256").update(extrinsic).digest("hex");
      return { extrinsicHash, extrinsic, nonce, firstBlock: made.firstBlock, lastBlock: made.lastBlock };
    },
    nonceAt: async () => (await ask("/head")).nonce,
    submit: async (extrinsic) => void (await ask("/submit", extrinsic)),
    async find(hash, firstBlock, lastBlock): Promise<Included | undefined> {
      const { found } = await ask(`/find/${hash}`);
      const hit = found.find((each) => each.block >= firstBlock && each.block <= lastBlock);
      return hit === undefined ? undefined : { block: hit.block, error: hit.error };
    },
    exists: async () => false,
  };
}
