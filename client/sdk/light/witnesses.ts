// Other nodes, asked whether they have the same header. They cannot make a lie true, but they can show one: two headers of one
// height, each signed by enough of the producers that were trusted, are proof that producers signed two histories.
import type { CryptoProvider } from "@plexus/core/crypto";
import { toHex } from "@plexus/core/scale";
import { SdkError } from "../sdkError.js";
import { type BlockSource, createBlockSource } from "./fetchBlock.js";
import { createFollowTrust, type FollowInput } from "./followTrust.js";
import type { LightRequestOptions, LightRpc } from "./lightRpc.js";
import type { Checkpoint } from "./trust.js";
import { checkCommit, type LightBlock, sameBytes } from "./verify/lightBlock.js";

export interface WitnessInput {
  readonly crypto: CryptoProvider;
  readonly witnesses: readonly LightRpc[];
  /** How a witness's own header is followed from the same root. */
  readonly policy: Pick<FollowInput, "trustPeriodMs" | "maxClockDriftMs" | "now">;
}

export interface WitnessQuestion {
  readonly block: LightBlock;
  readonly root: Checkpoint;
  /** Nothing was trusted before: then any other signed header of the chain is reason to believe nobody. */
  readonly isFirstSight: boolean;
}

/** A node may be a block behind; it is asked again after so long, so many times. */
const [patienceMs, tries] = [700, 4];

async function headerOf(source: BlockSource, height: number, options: LightRequestOptions): Promise<LightBlock> {
  for (let at = 1; ; at += 1) {
    try {
      return await source.block(height, options);
    } catch (error) {
      if (at === tries || !(error instanceof SdkError) || error.code !== "RpcError") throw error;
      await new Promise((resolve) => setTimeout(resolve, patienceMs));
    }
  }
}

/** True: has the same header. False: says nothing that counts. Throws SdkError `Conflict`. */
async function isConfirmed(
  { crypto, policy }: WitnessInput,
  { block, root, isFirstSight }: WitnessQuestion,
  witness: LightRpc,
  options: LightRequestOptions,
): Promise<boolean> {
  const { height } = block;
  const source = createBlockSource(witness, crypto);
  let other: LightBlock;
  try {
    other = await headerOf(source, height, options);
    if (sameBytes(other.hash, block.hash)) return true;
    const { chainId } = block.header;
    if (isFirstSight) checkCommit(crypto, other, chainId);
    else await createFollowTrust({ ...policy, crypto, source, trusted: root, chainId }).reach(height, options);
  } catch (error) {
    if (error instanceof SdkError) return false;
    throw error;
  }
  const told = `two headers of height ${height} are signed, ${toHex(block.hash)} and ${toHex(other.hash)}`;
  throw new SdkError("Conflict", `${told}: believe neither before the producers have explained it`);
}

/** How many witnesses have the header. Throws SdkError `Conflict` where one has another that is as well signed. */
export async function countConfirmed(
  input: WitnessInput,
  question: WitnessQuestion,
  options: LightRequestOptions,
): Promise<number> {
  const answers = await Promise.all(input.witnesses.map((each) => isConfirmed(input, question, each, options)));
  return answers.filter(Boolean).length;
}
