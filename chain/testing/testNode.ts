// For tests only: a real node on the development chain with real keys, and a client for its wire that keeps every frame.

import { silentLogger } from "@plexus/chain/engine";
import { createNode, type Node, type NodeOptions } from "@plexus/chain/node";
import type { CryptoProvider, KeyPair } from "@plexus/core/crypto";
import { nativeCrypto } from "@plexus/core/crypto/native";
import {
  type AssembledRuntime,
  createRuntime,
  developmentSpec,
  encodeExtrinsic,
  IMMORTAL,
  signingPayload,
} from "@plexus/core/runtime";
import { encode, type Hex, toHex } from "@plexus/core/scale";
import { WebSocket } from "ws";

/** Whatever the wire says; tests look inside without a type for each reply. */
export type Json = ReturnType<typeof JSON.parse>;

export const spec = developmentSpec({ blockTimeMs: 250, tempo: 10 });
export const crypto: CryptoProvider = await nativeCrypto();
/** To build extrinsics; the same law as the node's. */
export const runtime: AssembledRuntime = createRuntime(crypto, spec);
export const key = (uri: string): KeyPair => crypto.keyring.fromUri(uri);

export function startNode(options: Partial<NodeOptions> = {}): Promise<Node> {
  return createNode({
    spec,
    crypto,
    basePath: null,
    rpcPort: 0,
    rpcExternal: false,
    prometheusPort: null,
    sealing: { kind: "manual" },
    archive: true,
    name: "test",
    logger: silentLogger,
    ...options,
  });
}

export interface Call {
  pallet: string;
  call: string;
  args: unknown;
}

export function transferCall(to: Pick<KeyPair, "accountId">, amountRao: bigint, call = "transfer_keep_alive"): Call {
  return { pallet: "Balances", call, args: { dest: { type: "Id", value: to.accountId }, value: amountRao } };
}

export interface SignOptions {
  nonce: number;
  tip?: bigint;
  /** Default: those of the genesis of `spec`. */
  rules?: AssembledRuntime;
}

/** A signed immortal extrinsic with its length prefix. */
export function sign(
  node: { genesisHash: Hex },
  from: KeyPair,
  call: Call,
  { nonce, tip = 0n, rules = runtime }: SignOptions,
): Uint8Array {
  const codec = rules.law.assembly.call;
  const { specVersion, transactionVersion } = rules.version;
  const { genesisHash } = node;
  const extra = { era: IMMORTAL, nonce, tip };
  const implicit = { specVersion, transactionVersion, genesisHash, eraHash: genesisHash };
  const payload = signingPayload(crypto, encode(codec, call as never), extra, implicit);
  const address = { type: "Id", value: from.accountId } as const;
  const signature = { type: "Sr25519", value: from.sign(payload) } as const;
  return encodeExtrinsic(codec, { signed: { address, signature, extra }, call: call as never });
}

/** Calls by HTTP POST; throws the error object of a refusal. */
export async function post(node: { rpcPort: number }, method: string, params: unknown = []): Promise<Json> {
  const response = await fetch(`http://127.0.0.1:${node.rpcPort}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
  });
  const body = (await response.json()) as { result?: unknown; error?: unknown };
  if (body.error) throw body.error;
  return body.result;
}

/** A WebSocket client: `frames` holds everything that came, in order. */
export class WireClient {
  readonly frames: Json[] = [];
  readonly socket: WebSocket;
  #waiting: (() => void)[] = [];
  #nextId = 1;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on("message", (data) => {
      this.frames.push(JSON.parse(String(data)));
      for (const wake of this.#waiting.splice(0)) wake();
    });
  }

  static async connect(node: { rpcPort: number }, host = "127.0.0.1"): Promise<WireClient> {
    const socket = new WebSocket(`ws://${host}:${node.rpcPort}`);
    const client = new WireClient(socket);
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    return client;
  }

  async call(method: string, params: unknown = []): Promise<Json> {
    const id = `t${this.#nextId++}`;
    this.socket.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
    const reply = await this.find((frame) => frame.id === id);
    if (reply.error) throw reply.error;
    return reply.result;
  }

  /** Several calls in one message; their results in order. */
  async batch(calls: readonly (readonly [method: string, params: unknown])[]): Promise<Json[]> {
    const first = this.#nextId;
    this.#nextId += calls.length;
    const ids = calls.map((_, index) => `t${first + index}`);
    this.socket.send(
      JSON.stringify(calls.map(([method, params], index) => ({ jsonrpc: "2.0", id: ids[index], method, params }))),
    );
    const replies: Json[] = await this.find((frame) => Array.isArray(frame) && frame[0]?.id === ids[0]);
    return replies.map((reply) => {
      if (reply.error) throw reply.error;
      return reply.result;
    });
  }

  /** Results of the notifications of one subscription so far. */
  notifications(subscription: string): Json[] {
    return this.frames
      .filter((frame) => frame.params?.subscription === subscription)
      .map((frame) => frame.params.result);
  }

  /** The first frame that fits, waiting for it if need be. */
  async find(fits: (frame: Json) => boolean, timeoutMs = 15_000): Promise<Json> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const found = this.frames.find(fits);
      if (found) return found;
      if (Date.now() > deadline) throw new Error("no such frame came in time");
      if (this.socket.readyState > WebSocket.OPEN) throw new Error("the connection is closed");
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 100);
        this.#waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  close(): void {
    this.socket.close();
  }
}

export const hexOf = (extrinsic: Uint8Array): Hex => toHex(extrinsic);
export const hashOf = (extrinsic: Uint8Array): Hex => toHex(crypto.blake2b256(extrinsic));
