// `plexus receipt verify`: checks both signatures and the arithmetic of a receipt, without any network.
import { readFileSync, statSync } from "node:fs";
import { defineCommand } from "../../command.js";
import { CommandFailure, wrongUse } from "../../failure.js";
import { describeReceipt } from "./show.js";

const maxReceiptBytes = 100_000;

function readReceipt(path: string): Record<string, unknown> {
  let text: string;
  try {
    if (path !== "-" && statSync(path).size > maxReceiptBytes)
      throw wrongUse(`${path} is too large for a receipt.`, "Give the file of one receipt.");
    text = readFileSync(path === "-" ? 0 : path, "utf8");
  } catch (cause) {
    if (cause instanceof CommandFailure) throw cause;
    throw wrongUse(`${path} cannot be read.`, "Save one with `plexus receipt show <id> --json`.");
  }
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw wrongUse(`${path} is not JSON.`, "Save a receipt with `plexus receipt show <id> --json`.");
  }
}

export const receiptVerifyCommand = defineCommand({
  words: "receipt verify",
  summary: "check both signatures of a receipt, offline",
  arguments: [{ name: "<file>", about: "the receipt as JSON, or - for standard input" }],
  examples: [
    { line: "receipt verify receipt.json", about: "were miner and gateway of one mind?" },
    {
      line: "receipt show 0b1f0d6e-5f0e-4c39-9f0d-6f7f0a4d1b11 --json | plexus receipt verify -",
      about: "straight from the gateway",
    },
  ],
  async run(context, { arguments: given }) {
    const receipt = readReceipt(String(given.file));
    const { verifyReceipt } = await import("@plexus/client/axon");
    const verdict = verifyReceipt(receipt, await context.crypto());
    if (!verdict.ok) {
      throw new CommandFailure(
        "refused",
        `The receipt is not valid: ${verdict.problems.join("; ")}.`,
        "Do not accept it; ask the gateway for the original.",
        { code: "InvalidReceipt" },
      );
    }
    return { json: { ok: true, receipt }, text: `Valid: signed by miner and gateway.\n${describeReceipt(receipt)}` };
  },
});
