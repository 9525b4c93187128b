// How a submitted call ended, as a command tells it: refused with the chain's own name and words, or the place where it landed.
import type { PlexusClient, SubmitResult } from "@plexus/client/sdk";
import type { KeyPair } from "@plexus/core/crypto";
import { formatTao } from "./amount.js";
import type { CommandOutput } from "./command.js";
import { CommandFailure } from "./failure.js";
import { adviceFor } from "./refusalAdvice.js";

/** Throws refused when the call failed on chain. */
export function assertDone(result: SubmitResult): void {
  if (result.ok) return;
  const { pallet, name, docs } = result.error;
  const full = pallet === undefined ? name : `${pallet}.${name}`;
  const words = docs === "" ? "" : `: ${docs.replace(/\.?$/, "")}`;
  throw new CommandFailure(
    "refused",
    `The chain refused it with ${full}${words}.`,
    adviceFor(name) ?? "A failed call costs its fee and changes nothing else.",
    { code: name },
  );
}

/** The answer of a command whose call stands in a block; amounts in `facts` are rao as text. */
export function doneOutput(
  result: SubmitResult,
  sentence: string,
  facts: Readonly<Record<string, unknown>> = {},
): CommandOutput {
  assertDone(result);
  const { blockNumber, blockHash, extrinsicHash, feeRao } = result;
  return {
    json: { ok: true, ...facts, blockNumber, blockHash, extrinsicHash, feeRao: feeRao.toString() },
    text: `${sentence}\nBlock ${blockNumber}, extrinsic ${extrinsicHash}, fee ${formatTao(feeRao)}.`,
  };
}

/** An action of the SDK with its input, to be signed by `key`. */
export type Action<I> = (
  client: PlexusClient,
  key: KeyPair,
  input: I,
  options: { signal: AbortSignal },
) => Promise<SubmitResult>;
