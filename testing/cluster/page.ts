// The pages of producers and governance in Debian's Chromium, against what the SDK reads from the same node. Whoever has a network
// running calls checkProducersPage and checkGovernancePage with the addresses of page and RPC.

import { connect, getProducerSession, getProducers, type PlexusClient } from "@plexus/client/sdk";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { type Browser, chromium, type Page } from "playwright-core";
import { percent, tao } from "../../apps/explorer/format.js";
import { isLive, readProposals } from "../../apps/explorer/live/proposals.js";
import type { Tally } from "../localnet/tally.js";

export interface PageVisit {
  readonly tally: Tally;
  /** http:// address of the page. */
  readonly page: string;
  /** ws:// address of the node that the page is connected to. */
  readonly rpc: string;
  /** Where a picture of each page is left; none if absent. */
  readonly pictures?: string | undefined;
}

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

async function until(condition: () => Promise<boolean>, patienceMs = 30_000): Promise<boolean> {
  const untilMs = Date.now() + patienceMs;
  while (Date.now() < untilMs) {
    if (await condition().catch(() => false)) return true;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  return false;
}

const textOf = async (page: Page, selector: string): Promise<string> =>
  (await page.locator(selector).first().textContent())?.trim() ?? "";

/** Opens a tab and a client, does the work, and closes both; the page must throw nothing meanwhile. */
async function visiting(
  visit: PageVisit,
  name: string,
  work: (page: Page, client: PlexusClient, browser: Browser) => Promise<void>,
): Promise<void> {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ARGUMENTS });
  const client = await connect(visit.rpc, { crypto: await nativeCrypto() });
  try {
    const page = await browser.newPage({ viewport: { width: 1180, height: 820 } });
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(visit.page);
    await work(page, client, browser);
    visit.tally.check(`${name}: no exception in the page (${errors.join("; ") || "none"})`, errors.length === 0);
    const narrow = await browser.newPage({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });
    await narrow.goto(page.url());
    await narrow.locator("h1").first().waitFor();
    await narrow.waitForTimeout(2_000);
    const width = await narrow.evaluate(() => document.documentElement.scrollWidth);
    visit.tally.check(`${name}: fits 390 px (${width})`, width <= 390);
    if (visit.pictures === undefined) return;
    await page.setViewportSize({ width: 1180, height: 200 });
    await page.screenshot({ path: `${visit.pictures}/${name}.png`, fullPage: true });
  } finally {
    client.close();
    await browser.close();
  }
}

async function proposalsNow(client: PlexusClient) {
  return readProposals(client, await client.finalizedHead());
}

export async function checkProducersPage(visit: PageVisit): Promise<void> {
  const { tally } = visit;
  await visiting(visit, "producers", async (page, client) => {
    await page.getByRole("link", { name: "Producers" }).click();
    tally.check("producers: the link leads there", new URL(page.url()).pathname === "/producers");
    const rows = await until(async () => {
      const producers = await getProducers(client);
      return producers.length > 0 && (await page.locator("tr[data-hotkey]").count()) === producers.length;
    });
    tally.check("producers: a row for each", rows);
    const bonds = await until(async () => {
      for (const producer of await getProducers(client)) {
        const row = `tr[data-hotkey="${producer.hotkey}"]`;
        if ((await textOf(page, `${row} [data-column="bond"]`)) !== tao(producer.bondRao, 2)) return false;
        if ((await textOf(page, `${row} [data-column="votes"] .under`)) !== tao(producer.votesRao, 2)) return false;
      }
      return true;
    });
    tally.check("producers: bond and votes of each as the chain says", bonds);
    const power = await until(async () => {
      const elected = (await getProducers(client)).filter(({ electedPower }) => electedPower > 0n);
      const total = elected.reduce((sum, { electedPower }) => sum + electedPower, 0n);
      const [first] = elected;
      const shown = await textOf(page, `tr[data-hotkey="${first?.hotkey}"] [data-column="power"]`);
      return first !== undefined && shown === percent(Number(first.electedPower) / Number(total), 2);
    });
    tally.check("producers: power in percent of all", power);
    const session = await until(async () => {
      const { index, endsAt } = await getProducerSession(client);
      const { number } = await client.finalizedHead();
      const shown = Number.parseInt(await textOf(page, '[data-testid="session-ends"]'), 10);
      return (
        Math.abs(shown - (endsAt - number)) <= 2 && Number(await textOf(page, '[data-testid="session"]')) === index
      );
    });
    tally.check("producers: the session and its countdown", session);
    const engine = await textOf(page, '[data-testid="engine"]');
    tally.check(`producers: engine and state of the node are named (${engine})`, engine === "CometBFT");
    const [first] = await getProducers(client);
    await page.goto(new URL(`/accounts/${first?.coldkey}`, visit.page).href);
    const noted = await until(async () =>
      (await textOf(page, '[data-testid="as-producer"]')).includes(tao(first?.bondRao ?? 0n, 9)),
    );
    tally.check("producers: the owner's account names its bond", noted);
    await page.goto(new URL("/producers", visit.page).href);
    await page.locator('[data-testid="peers"]').waitFor();
    tally.check(
      "producers: the node's peers",
      (await textOf(page, '[data-testid="peers"]')) ===
        String(((await client.request("system_health")) as { peers: number }).peers),
    );
  });
}

/** Where proposals are live, every one must stand there as the SDK reads it; where none is, the page says so. */
export async function checkGovernancePage(visit: PageVisit): Promise<void> {
  const { tally } = visit;
  await visiting(visit, "governance", async (page, client) => {
    await page.getByRole("link", { name: "Governance" }).click();
    tally.check("governance: the link leads there", new URL(page.url()).pathname === "/governance");
    const same = await until(async () => {
      const live = (await proposalsNow(client)).filter(isLive);
      return (await page.locator("article[data-proposal]").count()) === live.length;
    });
    tally.check("governance: a card for each live proposal", same);
    const live = (await proposalsNow(client)).filter(isLive);
    if (live.length === 0)
      tally.check(
        "governance: says that nothing is voted on",
        /Nothing is voted on/.test(await textOf(page, '[data-testid="live-proposals"]')),
      );
    for (const { id } of live) await checkCard(visit, page, client, id);
    const history = await until(async () => {
      const closed = (await proposalsNow(client)).filter((proposal) => !isLive(proposal));
      return (await page.locator("tr[data-proposal]").count()) === closed.length;
    });
    tally.check("governance: the decided ones below", history);
  });
}

async function checkCard({ tally }: PageVisit, page: Page, client: PlexusClient, id: number): Promise<void> {
  const card = `article[data-proposal="${id}"]`;
  const agrees = await until(async () => {
    const proposal = (await proposalsNow(client)).find((each) => each.id === id);
    if (proposal === undefined || !isLive(proposal)) return true;
    const turnout = await textOf(page, `${card} [data-column="turnout"] .number`);
    const changes = await page.locator(`${card} [data-change]`).allTextContents();
    return (
      turnout === percent(proposal.turnout) &&
      changes.length === proposal.changes.length &&
      proposal.changes.every(({ from, to }, at) => changes[at]?.includes(from) && changes[at]?.includes(to))
    );
  });
  tally.check(`governance: #${id} shows turnout and what would change, old and new`, agrees);
  const curve = (await page.locator(`${card} [data-testid="approval-dot"]`).count()) === 1;
  tally.check(`governance: #${id} draws the threshold with the approval on it`, curve);
}
