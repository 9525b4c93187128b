// A key that signs two different votes for one height loses its bond, so a key restored from a backup must not begin to sign
// before its owner knows what it has signed elsewhere. Three records are compared: CometBFT's own state of the key, ours
// (signed.json), and the chain, whose commits show our votes.

import { existsSync, readFileSync } from "node:fs";
import type { CometPaths } from "./home/cometHome.js";
import { writePrivateFile } from "./home/privateFile.js";

export class SigningRefused extends Error {
  override name = "SigningRefused";
}

/** Last round and step: nothing more can be signed at that height. */
const WHOLE_HEIGHT = { round: 2_147_483_647, step: 3 } as const;

export class SignGuard {
  readonly #paths: CometPaths;
  /** Height up to which the chain is known to hold our votes. */
  #signed: number;
  /** Height of the key's state as last read; it only rises. */
  #stateHeight = 0;

  /** Throws SigningRefused. `signedBefore`: the owner's word that the key has signed nothing from that height on. */
  constructor(paths: CometPaths, signedBefore: number | undefined) {
    this.#paths = paths;
    this.#signed = readHeight(paths.signed) ?? 0;
    const state = readHeight(paths.signState);
    if (signedBefore !== undefined) {
      if (signedBefore <= this.#signed)
        throw new SigningRefused(
          `--signed-before ${signedBefore} cannot be: this node has seen the vote of its key for block ${this.#signed}`,
        );
      if ((state ?? 0) < signedBefore - 1)
        writePrivateFile(paths.signState, { height: String(signedBefore - 1), ...WHOLE_HEIGHT });
    } else if (state === undefined) {
      throw refusal(`there is a consensus key, but no record of what it has signed (${paths.signState})`);
    } else if (state < this.#signed) {
      throw refusal(`the record of the consensus key ends at block ${state}, but it has signed block ${this.#signed}`);
    }
    this.#stateHeight = readHeight(paths.signState) ?? 0;
  }

  /** The commit of block `height` holds our vote. Throws SigningRefused if the key's own record does not know of it. */
  seen(height: number): void {
    if (height <= this.#signed) return;
    if (height > this.#stateHeight) this.#stateHeight = readHeight(this.#paths.signState) ?? 0;
    if (height > this.#stateHeight)
      throw refusal(
        `the chain holds a vote of this node's consensus key for block ${height}, but the key's record ends at block ` +
          `${this.#stateHeight}: the key signs elsewhere, or this directory is an old copy`,
      );
    this.#signed = height;
  }

  /** After a commit: so that a state that is put back later is found out. */
  save(): void {
    writePrivateFile(this.#paths.signed, { height: String(this.#signed) });
  }
}

function refusal(why: string): SigningRefused {
  return new SigningRefused(
    `refusing to sign: ${why}. Signing twice at one height costs the whole bond. Make sure that no other node runs with this ` +
      "key, look up the chain's height, wait until it has passed by a few blocks, and start once with --signed-before HEIGHT, " +
      "where HEIGHT is above every block that the key may have signed; or start with --observer, which never signs",
  );
}

function readHeight(path: string): number | undefined {
  if (!existsSync(path)) return undefined;
  try {
    const height = Number((JSON.parse(readFileSync(path, "utf8")) as { height?: string }).height);
    if (Number.isSafeInteger(height) && height >= 0) return height;
  } catch {
    // Named below.
  }
  throw new SigningRefused(
    `${path} cannot be read: restore it, or start once with --signed-before HEIGHT after removing it`,
  );
}
