// Receipts: what is signed verifies offline, and no change of any field goes unseen.
import { nativeCrypto } from "@plexus/core/crypto/native";
import { describe, expect, it } from "vitest";
import { signGatewayReceipt, signMinerReceipt } from "./signReceipt.js";
import { priceOf, verifyReceipt } from "./verifyReceipt.js";

const crypto = await nativeCrypto();
const miner = crypto.keyring.fromUri("//Miner");
const gateway = crypto.keyring.fromUri("//Gateway");

const fields = {
  version: 1,
  id: "0b5c3f3e-6a0f-4f4e-9d0e-000000000001",
  netuid: 1,
  model: "smollm2-135m",
  model_sha256: "a".repeat(64),
  request_sha256: "b".repeat(64),
  response_sha256: "c".repeat(64),
  tokens_in: 12,
  tokens_out: 40,
  finished_at_ms: 1_760_000_000_000,
  miner: miner.address,
  gateway: gateway.address,
} as const;

const priced = {
  gateway_tokens_in: 12,
  gateway_tokens_out: 40,
  price_block: 77,
  price_block_hash: `0x${"d".repeat(64)}`,
  price_in: "1000000",
  price_out: "2500000",
  charge_rao: "112",
};

const byMiner = signMinerReceipt(miner, fields);
const byBoth = signGatewayReceipt(gateway, byMiner, priced);

describe("receipts", () => {
  it("verify offline, alone and with the gateway's part, also after a trip through JSON", () => {
    expect(verifyReceipt(byMiner, crypto)).toEqual({ ok: true, problems: [] });
    expect(verifyReceipt(JSON.parse(JSON.stringify(byBoth)), crypto)).toEqual({ ok: true, problems: [] });
  });

  it("notice any change of any field", () => {
    for (const [name, value] of Object.entries(byBoth)) {
      const other =
        typeof value === "number"
          ? value + 1
          : value.endsWith("1")
            ? `${value.slice(0, -1)}2`
            : `${value.slice(0, -1)}1`;
      expect(verifyReceipt({ ...byBoth, [name]: other }, crypto).ok, name).toBe(false);
    }
  });

  it("say when the charge is above what was counted, and accept a refund", () => {
    const dear = signGatewayReceipt(gateway, byMiner, { ...priced, charge_rao: "113" });
    expect(verifyReceipt(dear, crypto).problems).toEqual(["charged 113 rao, but 12 + 40 tokens cost 112 rao"]);
    const refunded = signGatewayReceipt(gateway, byMiner, { ...priced, charge_rao: "0" });
    expect(verifyReceipt(refunded, crypto).ok).toBe(true);
  });

  it("are signed only by the key that they name, and hold no line breaks", () => {
    expect(() => signMinerReceipt(gateway, fields)).toThrow(/names/);
    expect(() => signGatewayReceipt(miner, byMiner, priced)).toThrow(/names/);
    expect(() => signMinerReceipt(miner, { ...fields, model: "a\nb" })).toThrow(/model/);
    for (const bad of [null, 3, [], {}, { gateway_signature: 1 }]) expect(verifyReceipt(bad, crypto).ok).toBe(false);
  });

  it("round the price up once", () => {
    expect(priceOf(1, 0, 1n, 0n)).toBe(1n);
    expect(priceOf(0, 0, 5n, 5n)).toBe(0n);
    expect(priceOf(1_000_000, 1, 3n, 1n)).toBe(4n);
  });
});
