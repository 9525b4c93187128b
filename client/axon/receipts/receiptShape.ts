// The shape of receipts as untrusted JSON. No field can hold a line break, so two receipts never share a payload
// (spec: receipt.ts beside it).
import { z } from "zod";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "64 lower-case hex digits");
const address = z.string().regex(/^[1-9A-HJ-NP-Za-km-z]{46,50}$/, "an ss58 address");
const signature = z.string().regex(/^0x[0-9a-f]{128}$/, "0x and 128 lower-case hex digits");
const count = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const rao = z.string().regex(/^(0|[1-9][0-9]{0,38})$/, "a decimal amount of rao");

const minerFields = {
  version: z.literal(1),
  id: z.string().regex(/^[0-9A-Za-z_-]{1,80}$/, "1 to 80 letters, digits, - or _"),
  netuid: z.number().int().min(0).max(65_535),
  model: z.string().regex(/^[a-z0-9._:/-]{1,64}$/, "a model name as pallet Market takes it"),
  model_sha256: sha256,
  request_sha256: sha256,
  response_sha256: sha256,
  tokens_in: count,
  tokens_out: count,
  finished_at_ms: count,
  miner: address,
  gateway: address,
};

export const minerReceiptFieldsShape = z.object(minerFields);
export const minerReceiptShape = z.object({ ...minerFields, signature });
export const gatewayReceiptFieldsShape = z.object({
  gateway_tokens_in: count,
  gateway_tokens_out: count,
  price_block: z.number().int().nonnegative().max(0xffff_ffff),
  price_block_hash: z.string().regex(/^0x[0-9a-f]{64}$/, "a block hash"),
  price_in: rao,
  price_out: rao,
  charge_rao: rao,
});
export const gatewayReceiptShape = z.object({
  ...minerReceiptShape.shape,
  ...gatewayReceiptFieldsShape.shape,
  gateway_signature: signature,
});

/** One sentence per fault of a parse, for people. */
export function describeFaults(error: z.ZodError): string[] {
  return error.issues.map((issue) => `${issue.path.join(".") || "receipt"}: ${issue.message}`);
}
