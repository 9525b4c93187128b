// For tests: the recorded CometBFT network (testing/replay/recordCometVectors.ts) as a server that answers from the record.
import { readFileSync } from "node:fs";
import { type Hex, toHex } from "@plexus/core/scale";
import { SdkError } from "../../sdkError.js";
import type { LightRpc } from "../lightRpc.js";
import { readSignedHeader } from "../wire/signedHeader.js";

interface RecordedBlock {
  readonly signed_header: { readonly header: { readonly time: string } };
  readonly validators: readonly unknown[];
}

const file = new URL("../../../../testing/vectors/comet-light.json", import.meta.url);
export const recorded = JSON.parse(readFileSync(file, "utf8")) as { chainId: string; blocks: RecordedBlock[] };
export const recordedHeights = recorded.blocks.length;

function at(height: number | string): RecordedBlock {
  const block = recorded.blocks[Number(height) - 1];
  if (block === undefined) throw new SdkError("RpcError", `height ${height} is not there`, { rpcCode: -32_603 });
  return block;
}

export function recordedCheckpoint(height: number): { height: number; hash: Hex } {
  return { height, hash: toHex(readSignedHeader(at(height)).commit.blockId.hash) };
}

export const recordedTimeMs = (height: number): number => Date.parse(at(height).signed_header.header.time);

type Params = Readonly<Record<string, string>>;

/** Counts the headers asked for, to show how many a way takes. */
export function recordedRpc(): LightRpc & { readonly asked: string[] } {
  const asked: string[] = [];
  const answers: Readonly<Record<string, (params: Params) => unknown>> = {
    status: () => ({ sync_info: { latest_block_height: `${recordedHeights}` } }),
    commit: ({ height = "" }) => ({ ...at(height), canonical: true }),
    validators: ({ height = "" }) => {
      const { validators } = at(height);
      return { block_height: height, validators, count: `${validators.length}`, total: `${validators.length}` };
    },
    blockchain: ({ minHeight = "", maxHeight = "" }) => {
      const from = Math.max(Number(minHeight), Number(maxHeight) - 19);
      const shown = recorded.blocks.slice(from - 1, Number(maxHeight)).toReversed();
      return { block_metas: shown.map(({ signed_header: signed }) => ({ header: signed.header })) };
    },
  };
  return {
    asked,
    async request(method, params) {
      asked.push(`${method} ${(params as Params).height ?? ""}`.trim());
      const answer = answers[method];
      if (answer === undefined) throw new SdkError("RpcError", `no ${method}`, { rpcCode: -32_601 });
      return structuredClone(answer(params as Params));
    },
  };
}
