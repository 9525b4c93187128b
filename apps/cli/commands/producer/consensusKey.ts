// The consensus key of a data directory, and its proof: a signature by which it says that it wants to produce for one hotkey on one
// chain. Nobody can put another's key to his own hotkey, and no proof counts on a second chain (issue 4 §2).
import type { Hex } from "@plexus/core/scale";
import type { Context } from "../../context.js";
import { wrongUse } from "../../failure.js";
import { optionalText } from "../../parse.js";

export interface ProvenKey {
  readonly consensusKey: Uint8Array;
  readonly proof: Uint8Array;
}

export const keyOptions = [
  { flags: "--base-path <folder>", about: "the node's data directory, which holds the consensus key" },
  { flags: "--consensus-key <hex>", about: "instead: the key of a node on another machine (`producer keys` shows it)" },
  { flags: "--proof <hex>", about: "with --consensus-key: its proof (`producer keys --prove-for` makes it)" },
] as const;

function readHex(text: string, flag: string, bytes: number): Uint8Array {
  if (!new RegExp(`^(0x)?[0-9a-fA-F]{${bytes * 2}}$`).test(text))
    throw wrongUse(`${flag} must be ${bytes} bytes in hex.`, "`plexus producer keys` prints it.");
  return Uint8Array.from(Buffer.from(text.replace(/^0x/, ""), "hex"));
}

/** Says what to do where the directory has no key, or one that cannot be read. */
function readOr<T>(read: () => T, basePath: string): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Error && error.name === "BadKeyFile")) throw error;
    const advice = `\`plexus producer keys --base-path ${basePath}\` makes the keys of a node that has none.`;
    throw wrongUse(`${error.message[0]?.toUpperCase()}${error.message.slice(1)}.`, advice);
  }
}

/** Signs with the key in the directory. Throws where there is none. */
export async function proveKey(basePath: string, genesisHash: Hex, hotkey: string): Promise<ProvenKey> {
  const { readCometIdentity, signWithConsensusKey } = await import("@plexus/chain/comet");
  const { producerProofMessage } = await import("@plexus/client/sdk");
  const { consensusKey } = readOr(() => readCometIdentity(basePath), basePath);
  const message = producerProofMessage({ genesisHash, hotkey, consensusKey });
  return { consensusKey, proof: signWithConsensusKey(basePath, message) };
}

/** The key that the flags name, with its proof. Throws wrong use where they name none or half of one. */
export async function givenKey(
  context: Context,
  options: Readonly<Record<string, unknown>>,
  hotkey: string,
): Promise<ProvenKey> {
  const basePath = optionalText(options.basePath);
  const key = optionalText(options.consensusKey);
  const proof = optionalText(options.proof);
  const isRemote = key !== undefined && proof !== undefined;
  if ((basePath === undefined) === !isRemote)
    throw wrongUse(
      "The consensus key is not named.",
      "Give --base-path of the node on this machine, or --consensus-key and --proof of one elsewhere.",
    );
  if (basePath !== undefined) return proveKey(basePath, (await context.chain()).genesisHash, hotkey);
  return {
    consensusKey: readHex(key as string, "--consensus-key", 32),
    proof: readHex(proof as string, "--proof", 64),
  };
}
