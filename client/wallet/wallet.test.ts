// Wallets on disk: made, listed, opened; modes, overwriting, names.
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { fromHex } from "@plexus/core/scale";
import { expect, it } from "vitest";
import { createColdkey, createHotkey, createWallet } from "./createWallet.js";
import { readKeyPair } from "./keyfile/keyFileJson.js";
import { openNacl } from "./keyfile/naclBox.js";
import { createMnemonic, normaliseMnemonic } from "./mnemonic.js";
import { listWallets, openWallet } from "./openWallet.js";
import { passwordFromEnvironment } from "./passwordFromEnvironment.js";

const crypto = await nativeCrypto();
const folder = () => mkdtemp(join(tmpdir(), "plexus-wallets-"));

it("are made with an encrypted coldkey and a plain hotkey", { timeout: 90_000 }, async () => {
  const path = await folder();
  const made = await createWallet({ name: "mine", path, crypto, password: "testing_pw" });
  const wallet = await openWallet({ name: "mine", path, crypto });
  expect(wallet.coldkeyAddress).toBe(made.coldkey.address);
  expect([wallet.coldkey?.encrypted, wallet.hotkey?.encrypted]).toEqual([true, false]);
  expect((await wallet.hotkey?.unlock())?.address).toBe(made.hotkey.address);
  await expect(wallet.coldkey?.unlock()).rejects.toMatchObject({ code: "PasswordRequired" });
  expect(crypto.keyring.fromUri(made.coldkey.phrase ?? "").address).toBe(made.coldkey.address);
  // The key that PyNaCl derives from this password (substrate-wire §6) opens what was written.
  const key = fromHex("fcf79e4d0b276cd8fe79db18588adfaab4663e5bd5bc4295e595c69f31c7939d");
  const json = Buffer.from(openNacl(await readFile(made.coldkey.path), key)).toString();
  expect(readKeyPair(json, crypto).address).toBe(made.coldkey.address);
});

it("made by SDK 11.3 open with their password", { timeout: 90_000 }, async () => {
  const vectors = JSON.parse(readFileSync("testing/vectors/clients.json", "utf8"));
  const { encrypted_base64: file, password, uri } = vectors.keyfiles[1];
  const path = await folder();
  await mkdir(join(path, "theirs"));
  await writeFile(join(path, "theirs", "coldkey"), Buffer.from(file, "base64"));
  const wallet = await openWallet({ name: "theirs", path, crypto });
  expect(wallet.coldkey).toMatchObject({ encrypted: true, address: undefined });
  expect((await wallet.coldkey?.unlock(password))?.address).toBe(crypto.keyring.fromUri(uri).address);
});

it("have files for their owner only, whole or not at all, and no left-overs", async () => {
  const path = await folder();
  await createWallet({ name: "w", path, crypto, password: null });
  for (const file of ["w/coldkey", "w/coldkeypub.txt", "w/hotkeys/default", "w/hotkeys/defaultpub.txt"]) {
    expect((await stat(join(path, file))).mode & 0o777, file).toBe(0o600);
  }
  expect(await readdir(join(path, "w", "hotkeys"))).toEqual(["default", "defaultpub.txt"]);
  expect(await readFile(join(path, "w/coldkeypub.txt"), "utf8")).not.toMatch(/secret|private/i);
});

it("are never overwritten without being asked", async () => {
  const path = await folder();
  const first = await createColdkey({ name: "w", path, crypto, password: null, from: "//Alice" });
  const again = { name: "w", path, crypto, password: null, from: "//Bob" };
  await expect(createColdkey(again)).rejects.toMatchObject({ code: "AlreadyExists" });
  expect((await openWallet({ name: "w", path, crypto })).coldkeyAddress).toBe(first.address);
  const second = await createColdkey({ ...again, overwrite: true });
  expect((await openWallet({ name: "w", path, crypto })).coldkeyAddress).toBe(second.address);
  const race = await Promise.allSettled([1, 2, 3].map(() => createHotkey({ name: "w", path, crypto })));
  expect(race.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

it("are listed by name with addresses, damaged ones without", async () => {
  const path = await folder();
  await createWallet({ name: "b", path, crypto, password: null, coldkeyFrom: "//Bob", hotkeyFrom: "//Bob//hot" });
  await createHotkey({ name: "a", hotkey: "miner", path, crypto, from: `0x${"07".repeat(32)}` });
  await writeFile(join(path, "a", "hotkeys", "broken"), "{");
  expect(await listWallets(path)).toEqual([
    {
      name: "a",
      coldkeyAddress: undefined,
      hotkeys: [
        { name: "broken", address: undefined },
        { name: "miner", address: crypto.keyring.fromUri(`0x${"07".repeat(32)}`).address },
      ],
    },
    {
      name: "b",
      coldkeyAddress: crypto.keyring.fromUri("//Bob").address,
      hotkeys: [{ name: "default", address: crypto.keyring.fromUri("//Bob//hot").address }],
    },
  ]);
  expect(await listWallets(join(path, "nowhere"))).toEqual([]);
  await expect(openWallet({ name: "c", path, crypto })).rejects.toMatchObject({ code: "NotFound" });
});

it("have names that cannot leave their folder", async () => {
  const path = await folder();
  for (const name of ["../x", "a/b", ".hidden", "", "x".repeat(65), "a\0b"]) {
    await expect(createHotkey({ name, path, crypto })).rejects.toMatchObject({ code: "BadName" });
    await expect(createHotkey({ name: "w", hotkey: name, path, crypto })).rejects.toMatchObject({ code: "BadName" });
  }
});

it("take phrases as people type them and say which word is wrong, not what it was", () => {
  const phrase = createMnemonic();
  expect(phrase.split(" ")).toHaveLength(12);
  expect(createMnemonic(24).split(" ")).toHaveLength(24);
  expect(normaliseMnemonic(`  ${phrase.toUpperCase().replaceAll(" ", "\n ")} `)).toBe(phrase);
  expect(() => normaliseMnemonic("bottom drive obeyy lake")).toThrow("word 3 is not in the list of BIP-39");
  expect(() => normaliseMnemonic("bottom drive obey")).toThrow(/checksum/);
});

it("take a password that btwallet left in the environment", () => {
  const variable = "PLEXUS_TEST_BT_PW";
  const hidden = Buffer.from("pässwörd").map((byte, index) => byte ^ variable.charCodeAt(index % variable.length));
  process.env[variable] = Buffer.from(hidden).toString("base64");
  expect(passwordFromEnvironment(variable)).toBe("pässwörd");
  delete process.env[variable];
  expect(passwordFromEnvironment(variable)).toBeUndefined();
});
