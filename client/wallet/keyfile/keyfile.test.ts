// Key files against those that SDK 11.3 wrote (testing/vectors/clients.json), and the older wrappings.
import { readFileSync } from "node:fs";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { fromHex, toHex } from "@plexus/core/scale";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WalletError } from "../walletError.js";
import { openAnsibleVault } from "./ansibleVault.js";
import { decryptKeyFile, wrappingOf } from "./decryptKeyFile.js";
import { readKeyFileAddress, readKeyPair, writeKeyFileJson } from "./keyFileJson.js";
import { openNacl, sealNacl } from "./naclBox.js";
import { toFileSecret, toKeyringSecret } from "./schnorrkelSecret.js";

interface Vectors {
  dev_keys: { uri: string; public_key: string; ss58: string }[];
  keyfiles: { uri: string; password: string; plain_json: string; encrypted_base64: string }[];
}

const vectors = JSON.parse(readFileSync("testing/vectors/clients.json", "utf8")) as Vectors;
const crypto = await nativeCrypto();
// Argon2i of "testing_pw" by PyNaCl (substrate-wire §6); wallet.test.ts proves that we derive the same.
const testingKey = fromHex("fcf79e4d0b276cd8fe79db18588adfaab4663e5bd5bc4295e595c69f31c7939d");
const message = new TextEncoder().encode("hello");

describe("key files of SDK 11.3", () => {
  it("open with the key of their password and sign as their owner", () => {
    const { encrypted_base64: file, plain_json: plain, uri } = vectors.keyfiles[0] as Vectors["keyfiles"][number];
    const json = Buffer.from(openNacl(Buffer.from(file, "base64"), testingKey)).toString();
    expect(json).toBe(plain);
    const expected = crypto.keyring.fromUri(uri);
    const pair = readKeyPair(json, crypto);
    expect(pair.address).toBe(expected.address);
    expect(crypto.signing.verify("sr25519", pair.sign(message), message, expected.publicKey)).toBe(true);
  });

  for (const vector of vectors.keyfiles) {
    it(`are written with the private key that SDK 11.3 wrote for ${vector.uri}, password ${vector.password}`, () => {
      const written = JSON.parse(writeKeyFileJson(vector.uri, crypto).secretJson) as Record<string, unknown>;
      expect(written).toEqual(JSON.parse(vector.plain_json));
    });
  }

  it("give every development key its address", () => {
    for (const { uri, public_key: publicKey, ss58 } of vectors.dev_keys) {
      const pair = crypto.keyring.fromUri(uri);
      expect([toHex(pair.publicKey), pair.address]).toEqual([publicKey, ss58]);
    }
  });
});

describe("the $NACL box", () => {
  const key = testingKey;
  it("opens what it sealed, and nothing that was changed or cut", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(), fc.integer({ min: 0, max: 7 }), (plain, at, bit) => {
        const file = Uint8Array.from(sealNacl(plain, key));
        expect(Uint8Array.from(openNacl(file, key))).toEqual(plain);
        const changed = Uint8Array.from(file);
        const index = 5 + (at % (file.length - 5));
        changed[index] = (changed[index] as number) ^ (1 << bit);
        expect(() => openNacl(changed, key)).toThrow(/password/);
        expect(() => openNacl(file.slice(0, 5 + (at % 40)), key)).toThrow(/cut short/);
      }),
      { numRuns: 40 },
    );
  });

  it("never takes a plain file for an encrypted one", async () => {
    await expect(decryptKeyFile(sealNacl(message, key), undefined)).rejects.toMatchObject({ code: "PasswordRequired" });
    expect(wrappingOf(Buffer.from("{}"))).toBe("plain");
  });
});

describe("older wrappings", () => {
  // Published by ansible-rulebook's tests: password "pass1", content "hello".
  const vault = [
    "$ANSIBLE_VAULT;1.1;AES256",
    "66613134623661333435363432336431316133396261373931616462643134393732343736336266",
    "6535303139326434373031336663333865313134353161310a663965656561656262393166396634",
    "61383065613366336530616666306438633866623033346661626433376436316435666137333638",
    "6138326466356262360a646663653962363036623939346466373938656433363035316333366565",
    "3639",
  ].join("\n");

  it("Ansible vaults open", () => {
    expect(Buffer.from(openAnsibleVault(vault, "pass1")).toString()).toBe("hello");
    expect(() => openAnsibleVault(vault, "pass2")).toThrow(/password/);
    expect(() => openAnsibleVault(vault.slice(0, 150), "pass1")).toThrow(/damaged/);
  });

  it("Fernet tokens open", { timeout: 60_000 }, async () => {
    // Made with Python's cryptography and bittensor's constants, password "old_pw".
    const token =
      "gAAAAABrB1E2hANh1kS2QsSW8VJVgL_ayVlodlbIBTdw42FB3CGjjD0K_zy8fA894QcazxoNoMV-gPwZpSCSXERTPBbohtTa8tDvAyLRm2xqXpho9" +
      "pfZyCokGzVjgYdrIvQReGlyA5OcoSN_ayb7_v0x9o8Oql8LveUPpqlosrn1U-Wy0SZ1VrU=";
    const json = await decryptKeyFile(Buffer.from(token), "old_pw");
    expect(readKeyFileAddress(json)).toBe(vectors.dev_keys[0]?.ss58);
  });
});

describe("the JSON of a key file", () => {
  const phrase = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";

  it("is read by phrase, seed or private key alone, and holds all three when written", () => {
    const whole = JSON.parse(writeKeyFileJson(phrase, crypto).secretJson) as Record<string, string>;
    for (const field of ["secretPhrase", "secretSeed", "privateKey"]) {
      const only = JSON.stringify({ [field]: whole[field], ss58Address: whole.ss58Address, cryptoType: "1" });
      expect(readKeyPair(only, crypto).address).toBe(whole.ss58Address);
    }
  });

  it("is refused where its parts contradict one another, without repeating a secret", () => {
    const alice = JSON.parse(vectors.keyfiles[0]?.plain_json ?? "") as Record<string, string>;
    const bob = crypto.keyring.fromUri("//Bob");
    const wrong = [
      { ...alice, ss58Address: bob.address, publicKey: toHex(bob.publicKey) },
      { ...alice, privateKey: `0x${"11".repeat(64)}` },
      { ...alice, privateKey: "0x12" },
      { secretPhrase: "bottom drive obey lake", ss58Address: bob.address },
      { secretSeed: `0x${"11".repeat(32)}`, ss58Address: bob.address },
      { ss58Address: "nonsense", secretSeed: `0x${"11".repeat(32)}` },
    ];
    for (const fields of wrong) {
      const attempt = () => readKeyPair(JSON.stringify(fields), crypto);
      expect(attempt).toThrow(expect.objectContaining({ code: "BadKeyFile" }));
      for (const secret of ["1111", "bottom", "33a6"]) expect(attempt).not.toThrow(secret);
    }
    expect(() => readKeyPair(JSON.stringify({ ss58Address: bob.address }), crypto)).toThrow(/public key only/);
    expect(() => readKeyPair("not json", crypto)).toThrow(/not JSON/);
  });

  it("converts between both forms of an expanded secret without loss", () => {
    for (const { uri } of vectors.dev_keys) {
      const { secret } = crypto.keyring.expandUri(uri);
      expect(toKeyringSecret(toFileSecret(secret))).toEqual(secret);
    }
  });

  it("is refused with a WalletError whatever it holds", () => {
    const text = fc.oneof(fc.string(), fc.constant("0x"), fc.constant("0x00"), fc.integer());
    const names = ["accountId", "publicKey", "privateKey", "secretPhrase", "secretSeed", "ss58Address", "cryptoType"];
    const fields = fc.dictionary(fc.constantFrom(...names), text);
    fc.assert(
      fc.property(
        fc.oneof(
          fields.map((value) => JSON.stringify(value)),
          fc.json(),
          fc.string(),
        ),
        (json) => {
          expect(() => readKeyPair(json, crypto)).toThrow(WalletError);
        },
      ),
      { numRuns: 300 },
    );
  });
});
