// Key files in both directions, coldkeys encrypted.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createWallet, openWallet } from "@plexus/client/wallet";
import type { CryptoProvider } from "@plexus/core/crypto";
import { fromHex } from "@plexus/core/scale";
import { check } from "./check.js";
import { runPython } from "./pythonProcess.js";

export async function walletFiles(crypto: CryptoProvider, python: string): Promise<void> {
  const path = await mkdtemp(join(tmpdir(), "plexus-peers-"));
  const password = "pässwörd ✓";

  const made = await createWallet({ name: "ours", path, crypto, password });
  const read = await runPython(python, "wallets.py", ["read", path, password]);
  // btwallet chats before it answers.
  const [coldkey, hotkey, signature] = (read.trim().split("\n").at(-1) ?? "").split(" ");
  check("btwallet opens the coldkey that we encrypted", coldkey, made.coldkey.address);
  check("… and the hotkey", hotkey, made.hotkey.address);
  const signer = crypto.keyring.fromUri(made.coldkey.phrase ?? "").publicKey;
  const signed = crypto.signing.verify("sr25519", fromHex(signature ?? "0x"), Buffer.from("hello"), signer);
  check("… and signs with it", signed, true);

  const theirs = (await runPython(python, "wallets.py", ["write", path, password]))
    .trim()
    .split("\n")
    .at(-1)
    ?.split(" ");
  const wallet = await openWallet({ name: "theirs", path, crypto });
  check("we open the coldkey that btwallet encrypted", (await wallet.coldkey?.unlock(password))?.address, theirs?.[0]);
  check("… and the hotkey", (await wallet.hotkey?.unlock())?.address, theirs?.[1]);
}
