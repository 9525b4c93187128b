// One local network, then everything that a customer does with it (issue, Done when 3 and §7).
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Endpoints, Started } from "../localnet/startedNetwork.js";
import { Tally } from "../localnet/tally.js";
import { checkOpenAiJavaScript } from "./openaiJavaScript.js";
import { checkOpenAiPython } from "./openaiPython.js";
import { checkPage } from "./page.js";
import { checkSettlement } from "./settlement.js";

const PORT_OFFSET = 900;
const READY_MS = 240_000;

export interface Visit {
  readonly tally: Tally;
  readonly endpoints: Endpoints;
}

/** A part that throws fails as one check; the others go on. */
async function part(tally: Tally, name: string, body: () => Promise<void>): Promise<void> {
  try {
    await body();
  } catch (error) {
    tally.check(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : error}`, false);
  }
}

async function main(): Promise<void> {
  const tally = new Tally();
  const folder = mkdtempSync(join(tmpdir(), "plexus-customer-"));
  const network = new Started(folder, ["--fresh", "--port-offset", String(PORT_OFFSET)]);
  try {
    const readyMs = await network.readyAfterMs(READY_MS);
    tally.check(`the network is ready (${readyMs} ms)`, readyMs !== undefined);
    if (readyMs === undefined) return void console.log(network.output.slice(-3_000));
    const visit: Visit = { tally, endpoints: network.endpoints() };
    await part(tally, "openai for JavaScript", () => checkOpenAiJavaScript(visit));
    await part(tally, "openai for Python", () => checkOpenAiPython(visit));
    await part(tally, "page", () => checkPage(visit));
    await part(tally, "settlement", () => checkSettlement(visit));
  } finally {
    await network.interrupt();
    rmSync(folder, { recursive: true, force: true });
    tally.close();
  }
}

await main();
