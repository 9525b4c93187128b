// The page in Debian's Chromium: five numbers against RPC, a question, a receipt, keyboard, a phone's width, a dead node.

import { connect, getBalance, getMetagraph, getSubnets } from "@plexus/client/sdk";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { type Browser, chromium, type Page } from "playwright-core";
import { percent, tao } from "../../apps/explorer/format.js";
import type { Visit } from "./customer.js";
import { keyBalance } from "./money.js";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

async function until(condition: () => Promise<boolean>, patienceMs: number): Promise<boolean> {
  const untilMs = Date.now() + patienceMs;
  while (Date.now() < untilMs) {
    if (await condition().catch(() => false)) return true;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  return false;
}

const textOf = async (page: Page, testId: string) =>
  (await page.getByTestId(testId).first().textContent())?.trim() ?? "";

/** Reads page and RPC until both speak of the same block: the chain moves on between two readings. */
async function checkNumbers({ tally, endpoints }: Visit, page: Page): Promise<void> {
  const client = await connect(endpoints.rpc, { crypto: await nativeCrypto() });
  try {
    const head = await until(async () => {
      const shown = Number(await textOf(page, "head"));
      const { number } = await client.finalizedHead();
      return shown > 0 && Math.abs(shown - number) <= 1;
    }, 20_000);
    tally.check("1: the block shown is the chain's head", head);
    tally.check(
      "2: the count of subnets",
      Number(await textOf(page, "subnet-count")) === (await getSubnets(client)).length,
    );
    const same = await until(async () => {
      const graph = await getMetagraph(client, 1);
      const best = graph?.neurons.toSorted((a, b) => b.incentive - a.incentive)[0];
      const shown = await page.locator(`tr[data-uid="${best?.uid}"] [data-column="incentive"] .number`).textContent();
      return best !== undefined && shown?.trim() === percent(best.incentive);
    }, 30_000);
    tally.check("3: the best miner's incentive", same);
    const miner = (await getMetagraph(client, 1))?.neurons.find((neuron) => neuron.axon);
    await page.goto(new URL(`/accounts/${miner?.coldkey}`, endpoints.page).href);
    const balance = await until(
      async () => (await textOf(page, "balance")) === tao((await getBalance(client, miner?.coldkey ?? "")).freeRao, 9),
      20_000,
    );
    tally.check("4: a miner's balance to the rao", balance);
    await page.goto(new URL("/subnets", endpoints.page).href);
    const rows = await until(async () => {
      const graph = await getMetagraph(client, 1);
      const cells = await page.locator("tbody tr").nth(1).locator("td").allTextContents();
      return Number(cells[4]) === graph?.neurons.length && cells[2] === tao(graph.emissionRao);
    }, 20_000);
    tally.check("5: neurons and emission of subnet 1", rows);
  } finally {
    client.close();
  }
}

/** Runs in the page: notes every length that the answer has. */
const watchAnswer = `
  window.answerLengths = new Set();
  new MutationObserver(() => {
    const answer = document.querySelector('[data-testid="answer"]');
    if (answer) window.answerLengths.add(answer.textContent.length);
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
`;

async function checkAsking({ tally, endpoints }: Visit, page: Page): Promise<void> {
  await page.goto(endpoints.page);
  const before = BigInt((await keyBalance(endpoints)).balance_rao);
  await page.locator("#question").fill("What is the capital of France?");
  // Watched inside the page: a small model is done between two looks from outside.
  await page.evaluate(watchAnswer);
  await page.getByRole("button", { name: "Ask" }).click();
  const answered = await until(async () => (await page.getByTestId("cost").count()) > 0, 90_000);
  const seen = Number(await page.evaluate("window.answerLengths.size"));
  tally.check(`an answer grows on the page (${seen} lengths seen)`, answered && seen > 2);
  const cost = await textOf(page, "cost");
  const fell = before - BigInt((await keyBalance(endpoints)).balance_rao);
  tally.check(`the cost shown (${cost}) is what the balance fell by (${fell} rao)`, cost === tao(fell, 9));
  await page.locator('a[href^="/receipts/"]').click();
  const verdict = await until(async () => (await textOf(page, "verdict")).startsWith("Both signatures hold"), 15_000);
  tally.check("its receipt verifies in the page", verdict);
}

async function checkHands({ tally, endpoints }: Visit, page: Page): Promise<void> {
  await page.goto(endpoints.page);
  await page.locator("h2").first().waitFor();
  await page.keyboard.press("/");
  tally.check("/ focuses search", (await page.evaluate(() => document.activeElement?.id)) === "search");
  await page.keyboard.type("1");
  await page.keyboard.press("Enter");
  tally.check(
    "searching 1 offers block and subnet",
    await until(async () => (await page.locator(".hits button").count()) >= 2, 10_000),
  );
  await page.locator("body").click({ position: { x: 5, y: 5 } });
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  tally.check("g then s goes to subnets", await until(async () => new URL(page.url()).pathname === "/subnets", 5_000));
  await page.goto(new URL("/subnets/1", endpoints.page).href);
  const chart = await until(async () => (await page.locator(".chart canvas").count()) > 0, 20_000);
  tally.check("incentive over epochs is drawn", chart);
}

async function checkPhone({ tally, endpoints }: Visit, browser: Browser): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });
  for (const path of ["/", "/subnets/1", "/blocks/1"]) {
    await page.goto(new URL(path, endpoints.page).href);
    await page.waitForTimeout(2_500);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    tally.check(`${path} fits 390 px (${width})`, width <= 390);
  }
  await page.goto(`${endpoints.page}/?rpc=ws://127.0.0.1:1`);
  const told = await until(
    async () => /not reachable at ws:\/\/127\.0\.0\.1:1/.test((await page.locator(".banner").textContent()) ?? ""),
    20_000,
  );
  tally.check("a dead node is named, with a retry", told);
  await page.close();
}

export async function checkPage(visit: Visit): Promise<void> {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ARGUMENTS });
  try {
    const page = await browser.newPage({ viewport: { width: 1180, height: 820 } });
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(visit.endpoints.page);
    await checkNumbers(visit, page);
    await checkAsking(visit, page);
    await checkHands(visit, page);
    visit.tally.check(`no exception in the page: ${errors.join("; ") || "none"}`, errors.length === 0);
    await checkPhone(visit, browser);
  } finally {
    await browser.close();
  }
}
