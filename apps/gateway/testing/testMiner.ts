// A miner for tests: a real axon with real signatures, whose words are scripted. Never imported by the program.
import { createHash } from "node:crypto";
import { type Axon, AxonError, canonicalJson, createAxon, signMinerReceipt } from "@plexus/client/axon";
import type { CryptoProvider, KeyPair } from "@plexus/core/crypto";
import type { MinerView } from "../mirror/chainView.js";

export interface TestMinerOptions {
  readonly uri: string;
  readonly uid: number;
  readonly incentive: number;
  readonly model?: string;
  readonly words?: readonly string[];
  readonly priceIn?: bigint;
  readonly priceOut?: bigint;
  readonly slots?: number;
  readonly wordMs?: number;
  readonly port?: number;
  /** Counts that the receipt claims; default: the true ones. */
  readonly claim?: { tokensIn?: number; tokensOut?: number };
  /** Called before each answer; may throw an AxonError to refuse. */
  readonly before?: () => void;
  /** Breaks the receipt's hash. */
  readonly lie?: boolean;
  /** Closes the connection after this many words. */
  readonly breakAfter?: number;
}

export interface TestMiner {
  readonly key: KeyPair;
  readonly axon: Axon;
  readonly view: MinerView;
  /** Task bodies that were answered or begun. */
  readonly asked: { request: Record<string, unknown>; stream: boolean; kind: string; aborted: boolean }[];
  close(): Promise<void>;
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const weights = sha256("weights of a test");
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function detailed(request: Record<string, unknown>, kind: string, text: string): unknown {
  const candidates = (request.candidates as string[] | undefined)?.map((each) => ({
    text: each,
    logprob: -each.length,
  }));
  if (kind === "chat") {
    const content = [
      { token: text, logprob: -0.5, bytes: null, top_logprobs: [{ token: text, logprob: -0.5, bytes: null }] },
    ];
    return [{ index: 0, message: { role: "assistant", content: text }, logprobs: { content }, finish_reason: "stop" }];
  }
  const logprobs = { tokens: [text], token_logprobs: [-0.5], top_logprobs: [{ [text]: -0.5 }], text_offset: [0] };
  return [{ index: 0, text, logprobs, ...(candidates === undefined ? {} : { candidates }), finish_reason: "length" }];
}

export async function startTestMiner(crypto: CryptoProvider, options: TestMinerOptions): Promise<TestMiner> {
  const key = crypto.keyring.fromUri(options.uri);
  const model = options.model ?? "test-model";
  const words = options.words ?? ["The", " capital", " is", " Paris", "."];
  const asked: TestMiner["asked"] = [];
  const axon: Axon = await createAxon({
    key,
    crypto,
    host: "127.0.0.1",
    port: options.port ?? 0,
    async handle(task, context) {
      const { request } = task;
      const record = { request, stream: task.stream, kind: task.kind, aborted: false };
      asked.push(record);
      context.signal.addEventListener("abort", () => {
        record.aborted = true;
      });
      options.before?.();
      const wanted = Math.min(words.length, Number(request.max_tokens ?? words.length));
      const said = words.slice(0, wanted);
      const finish = wanted < words.length ? "length" : "stop";
      const text = said.join("");
      if (task.stream) {
        for (const [index, word] of said.entries()) {
          if (options.breakAfter === index) await axon.close();
          if (options.wordMs !== undefined) await sleep(options.wordMs);
          if (context.signal.aborted) throw new AxonError(499, "Aborted", "called off");
          const finish_reason = index === said.length - 1 ? finish : null;
          const choice =
            task.kind === "chat"
              ? { index: 0, delta: { content: word }, finish_reason }
              : { index: 0, text: word, finish_reason };
          await context.stream({ choices: [choice] });
        }
      }
      const choices = task.stream ? undefined : detailed(request, task.kind, text);
      const receipt = signMinerReceipt(key, {
        version: 1,
        id: task.id,
        netuid: task.netuid,
        model: String(request.model),
        model_sha256: weights,
        request_sha256: context.requestSha256,
        response_sha256: sha256(options.lie ? "a lie" : choices === undefined ? text : canonicalJson(choices)),
        tokens_in: options.claim?.tokensIn ?? 7,
        tokens_out: options.claim?.tokensOut ?? said.length,
        finished_at_ms: Date.now(),
        miner: key.address,
        gateway: context.caller,
      });
      return { result: { choices }, receipt };
    },
  });
  const view: MinerView = {
    uid: options.uid,
    hotkey: key.address,
    coldkey: crypto.keyring.fromUri(`${options.uri}//cold`).address,
    incentive: options.incentive,
    url: `http://127.0.0.1:${axon.port}`,
    registeredAt: 0,
    offers: [
      {
        model,
        price_in: options.priceIn ?? 1_000_000n,
        price_out: options.priceOut ?? 2_000_000n,
        slots: options.slots ?? 8,
        valid_until: 1_000_000,
      },
    ],
    commitment: { model, sha256: weights, bytes: 1 },
  };
  return { key, axon, view, asked, close: () => axon.close() };
}
