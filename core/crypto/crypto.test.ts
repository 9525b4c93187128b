// Development keys made by bittensor 11.3 (testing/vectors/clients.json), known hashes, and both providers alike.

import { readFileSync } from "node:fs";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concatBytes, fromHex, toHex, utf8 } from "../scale/index.js";
import { browserCrypto } from "./browser.js";
import { ss58Decode, ss58Encode } from "./index.js";
import { nativeCrypto } from "./native.js";

const crypto = await nativeCrypto();
const clients = JSON.parse(readFileSync(new URL("../../testing/vectors/clients.json", import.meta.url), "utf8")) as {
  dev_keys: { uri: string; public_key: string; ss58: string }[];
};

describe("keys", () => {
  it.each(clients.dev_keys)("$uri", ({ uri, public_key, ss58 }) => {
    const key = crypto.keyring.fromUri(uri);
    expect(toHex(key.publicKey)).toBe(public_key);
    expect(key.address).toBe(ss58);
    expect(ss58Decode(ss58)).toBe(public_key);
  });

  it("ed25519 //Alice", () => {
    expect(crypto.keyring.fromUri("//Alice", "ed25519").address).toBe(
      "5FA9nQDVg267DEd8m1ZypXLBnvN7SFxYwV7ndqSYGiN9TTpu",
    );
  });

  it("refuses a mnemonic with a wrong word without repeating it", () => {
    expect(() =>
      crypto.keyring.fromUri("bottom drive obey lake curtain smoke basket hold race lonely fit fit"),
    ).toThrow(/mnemonic/);
  });
});

describe("addresses", () => {
  it("round trip, and one changed character is noticed", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat({ max: 46 }), (key, at) => {
        const address = ss58Encode(key);
        expect(ss58Decode(address)).toBe(toHex(key));
        const changed = address.slice(0, at) + (address[at] === "2" ? "3" : "2") + address.slice(at + 1);
        expect(() => ss58Decode(changed)).toThrow(RangeError);
      }),
      { numRuns: 50 },
    );
  });
});

describe("hashes", () => {
  it("known answers", () => {
    expect(toHex(crypto.twox128(utf8.encode("System")))).toBe("0x26aa394eea5630e07c48ae0c9558cef7");
    expect(toHex(crypto.twox64(utf8.encode("abc")))).toBe("0x990977adf52cbc44");
    expect(toHex(crypto.blake2b256(utf8.encode("abc")))).toBe(
      "0xbddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319",
    );
    expect(toHex(crypto.sha256(utf8.encode("abc")))).toBe(
      "0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
    expect(toHex(crypto.keccak256(utf8.encode("abc")))).toBe(
      "0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45",
    );
  });

  it("browser and native providers agree", async () => {
    const browser = await browserCrypto();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (data) => {
        for (const name of [
          "blake2b128",
          "blake2b256",
          "blake2b512",
          "twox64",
          "twox128",
          "twox256",
          "sha256",
          "keccak256",
        ] as const) {
          expect(toHex(browser[name](data))).toBe(toHex(crypto[name](data)));
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe("signatures", () => {
  const message = utf8.encode("a message");
  const ecdsaSecret = fromHex("0xe5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a");

  function signEcdsa(): { signature: Uint8Array; accountId: Uint8Array } {
    const made = secp256k1.sign(crypto.blake2b256(message), ecdsaSecret, { prehash: false, format: "recovered" });
    const signature = concatBytes(made.slice(1), made.slice(0, 1));
    return { signature, accountId: crypto.blake2b256(secp256k1.getPublicKey(ecdsaSecret, true)) };
  }

  it("of all three schemes verify, and no changed bit does", () => {
    const sr = crypto.keyring.fromUri("//Alice");
    const ed = crypto.keyring.fromUri("//Bob", "ed25519");
    const ecdsa = signEcdsa();
    const cases = [
      ["sr25519", sr.sign(message), sr.publicKey],
      ["ed25519", ed.sign(message), ed.publicKey],
      ["ecdsa", ecdsa.signature, ecdsa.accountId],
    ] as const;
    for (const [scheme, signature, account] of cases) {
      expect(crypto.signing.verify(scheme, signature, message, account)).toBe(true);
      expect(crypto.signing.verify(scheme, signature, utf8.encode("b message"), account)).toBe(false);
      for (let at = 0; at < signature.length; at += 7) {
        const changed = signature.slice();
        changed[at] = (changed[at] as number) ^ 4;
        expect(crypto.signing.verify(scheme, changed, message, account)).toBe(false);
      }
    }
  });

  it("rubbish is a refusal, not an exception", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("sr25519", "ed25519", "ecdsa" as const),
        fc.uint8Array({ maxLength: 70 }),
        fc.uint8Array({ maxLength: 33 }),
        (scheme, signature, account) => {
          expect(crypto.signing.verify(scheme, signature, message, account)).toBe(false);
        },
      ),
      { numRuns: 200 },
    );
  });
});
