// `plexus receipt show`: a receipt as the gateway keeps it.
import { formatTao } from "../../amount.js";
import { defineCommand } from "../../command.js";
import { askGateway } from "../../gatewayApi.js";

/** The fields of a receipt, one a line, amounts in τ beside the rao that was signed. */
export function describeReceipt(receipt: Readonly<Record<string, unknown>>): string {
  const width = Math.max(...Object.keys(receipt).map((name) => name.length));
  return Object.entries(receipt)
    .map(
      ([name, value]) =>
        `${name.padEnd(width)}  ${String(value)}${name === "charge_rao" ? ` (${formatTao(BigInt(String(value)))})` : ""}`,
    )
    .join("\n");
}

export const receiptShowCommand = defineCommand({
  words: "receipt show",
  summary: "show the receipt of an answer",
  arguments: [{ name: "<id>", about: "from x-plexus-receipt, or from `plexus ask`" }],
  examples: [
    {
      line: "receipt show 0b1f0d6e-5f0e-4c39-9f0d-6f7f0a4d1b11",
      about: "what was asked, answered, counted and charged",
    },
    {
      line: "receipt show 0b1f0d6e-5f0e-4c39-9f0d-6f7f0a4d1b11 --json > receipt.json",
      about: "keep it for `plexus receipt verify`",
    },
  ],
  async run({ settings, signal }, { arguments: given }) {
    const response = await askGateway(settings, `/v1/receipts/${encodeURIComponent(String(given.id))}`, { signal });
    const receipt = (await response.json()) as Record<string, unknown>;
    return { json: receipt, text: describeReceipt(receipt) };
  },
});
