// Governance from the command line on a chain without sudo, against a real node in this process: proposed, voted, delegated,
// carried out at the block announced, refused where it must be.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createNode, type Node } from "@plexus/chain/node";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { developmentSpec } from "@plexus/core/runtime";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commands } from "./commands.js";
import { createContext } from "./context.js";
import { toFailure } from "./failure.js";
import { resolveSettings, type SettingName } from "./settings.js";

const tao = 1_000_000_000n;
const folder = mkdtempSync(join(tmpdir(), "plexus-governance-"));
const silent = { info() {}, warn() {}, error() {}, debug() {} };
let node: Node;
let text = "";

type Output = Record<string, unknown>;

beforeAll(async () => {
  const base = developmentSpec();
  const { sudo: _, ...genesis } = base.genesis;
  node = await createNode({
    spec: { ...base, chainType: "Local", genesis: { ...genesis, subnets: genesis.subnets } },
    crypto: await nativeCrypto(),
    basePath: null,
    rpcPort: 0,
    rpcExternal: false,
    prometheusPort: null,
    sealing: { kind: "instant" },
    archive: true,
    name: "governance",
    logger: silent,
  });
  await run("root register", {}, { wallet: "//Alice", hotkey: "//hot" });
  for (const [wallet, amount] of [
    ["//Alice", "600"],
    ["//Bob", "300"],
    ["//Charlie", "100"],
  ] as const)
    await run("stake add", { amount }, { wallet, hotkey: "//hot" });
});
afterAll(async () => {
  await node.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a command as the program would; gives its JSON and keeps its text. */
async function run(
  words: string,
  given: Record<string, string> = {},
  flags: Partial<Record<SettingName, string>> = { wallet: "//Alice" },
  options: Record<string, unknown> = {},
): Promise<Output> {
  const spec = commands.find((each) => each.words === words);
  if (spec === undefined) throw new Error(`no command ${words}`);
  const all = { endpoint: `ws://127.0.0.1:${node.rpcPort}`, walletPath: folder, ...flags };
  const { context, close } = createContext({
    settings: resolveSettings(all, {}, folder),
    json: true,
    yes: true,
    verbose: false,
    signal: new AbortController().signal,
  });
  try {
    const output = await spec.run(context, { arguments: given, options });
    text = output?.text ?? "";
    return output?.json as Output;
  } finally {
    await close();
  }
}

const refusal = (...asked: Parameters<typeof run>) => run(...asked).then(() => undefined, toFailure);
const alice = { wallet: "//Alice" };
const create = (title: string, options: Output) => run("proposal create", { title }, alice, options);
const show = (number: number) => run("proposal show", { number: String(number) });

describe("plexus proposal, vote, delegate", () => {
  it("say what may be proposed, and refuse what may not before it costs anything", async () => {
    const rules = await run("proposal rules");
    expect(rules).toMatchObject({ tracks: expect.arrayContaining([expect.objectContaining({ name: "Upgrades" })]) });
    expect(text).toMatch(/SubtensorModule\.Tempo +Parameters +of a subnet +5 +7200/);
    expect(await run("proposal list")).toEqual([]);
    const create = (options: Output) => refusal("proposal create", { title: "t" }, alice, options);
    expect(await create({ set: ["Tempo=9000"], subnet: "1" })).toMatchObject({ code: "ValueAboveBounds" });
    expect(await create({ set: ["Tempo=33"] })).toMatchObject({ kind: "wrongUse" });
    expect(await create({ set: ["Nonsense=1"] })).toMatchObject({ kind: "wrongUse" });
    expect(await create({ set: ["OwnerCutEnabled=no"], subnet: "1" })).toMatchObject({ code: "NotGovernable" });
    expect(await create({ set: ["Tempo=33", "SubnetLimit=9"], subnet: "1" })).toMatchObject({ kind: "wrongUse" });
    expect(await create({ call: ["0x000000"] })).toMatchObject({ code: "CallNotAllowed" });
    expect(await create({})).toMatchObject({ kind: "wrongUse" });
    expect(await create({ set: ["Tempo=33"], subnet: "1", deposit: "1" })).toMatchObject({ code: "DepositTooLow" });
  });

  it("carry a change from proposal to effect, with a delegate's weight in it", async () => {
    const made = await create("Shorter epochs", { set: ["Tempo=33"], subnet: "1", link: "https://example.org" });
    expect(made).toMatchObject({ ok: true, proposal: 0, track: "Parameters", depositRao: `${10n * tao}` });
    await run("delegate", { address: "//Bob" }, { wallet: "//Charlie" }, { track: "parameters" });
    await run("vote", { proposal: "0", choice: "aye" }, { wallet: "//Bob" }, { amount: "300" });
    expect(await show(0)).toMatchObject({ ayes: `${400n * tao}`, approval: 1, turnout: 0.4 });
    expect(text).toContain("SubtensorModule.Tempo of subnet 1: 20 → 33 (may be 5 to 7200)");
    await run("delegate", {}, { wallet: "//Charlie" }, { track: "parameters", remove: true });
    expect(await show(0)).toMatchObject({ ayes: `${300n * tao}` });
    const conviction = { amount: "500", conviction: "2" };
    expect(await run("vote", { proposal: "0", choice: "aye" }, alice, conviction)).toMatchObject({ ok: true });
    expect(await run("vote", {}, alice)).toMatchObject({ lockedRao: `${500n * tao}` });
    expect(text).toMatch(/proposal 0 +aye +500 τ +×3 +when it is decided/);
    const early = await refusal("stake remove", { amount: "200" }, { ...alice, hotkey: "//hot" });
    expect(early).toMatchObject({ code: "StakeLocked", advice: expect.stringContaining("plexus vote") });
    node.seal(4);
    const { state } = (await show(0)) as { state: { kind: string; enactAt: number } };
    expect(state.kind).toBe("Passed");
    const { block } = (await run("upgrade status")) as { block: number };
    node.seal(state.enactAt - 1 - block);
    expect(await run("subnet show", { netuid: "1" })).toMatchObject({ tempo: 20 });
    node.seal();
    expect(await run("subnet show", { netuid: "1" })).toMatchObject({ tempo: 33 });
    expect(await show(0)).toMatchObject({ state: { kind: "Executed", at: state.enactAt } });
    expect(await run("proposal list", {}, alice, { all: true })).toHaveLength(1);
  });

  it("take a vote back, and name what is wrong with one", async () => {
    await create("Fewer subnets", { set: ["SubnetLimit=64", "NetworkMinLockCost=250.5"] });
    await show(1);
    expect(text).toContain("NetworkMinLockCost: 100 τ → 250.5 τ (may be 1 τ to 10,000 τ)");
    await run("vote", { proposal: "1", choice: "nay" }, { wallet: "//Bob" });
    expect(await show(1)).toMatchObject({ nays: `${300n * tao}` });
    await run("vote", { proposal: "1" }, { wallet: "//Bob" }, { remove: true });
    expect(await show(1)).toMatchObject({ nays: "0" });
    expect(await refusal("vote", { proposal: "1", choice: "perhaps" })).toMatchObject({ kind: "wrongUse" });
    expect(await refusal("vote", { proposal: "9", choice: "aye" })).toMatchObject({ code: "NoSuchProposal" });
    expect(await refusal("vote", { proposal: "1", choice: "aye" }, { wallet: "//Eve" })).toMatchObject({
      code: "NotEnoughStake",
    });
    expect(await refusal("proposal show", { number: "9" })).toMatchObject({ code: "NoSuchProposal" });
  });

  it("propose an upgrade and a subnet by their own flags, each on its track", async () => {
    const upgrade = `463@900:${"ab".repeat(32)}`;
    expect(await create("Rules 463", { upgrade })).toMatchObject({ track: "Upgrades" });
    expect(await create("A market", { admit: "//Alice,//hot" })).toMatchObject({ track: "Subnets" });
    expect(await refusal("proposal create", { title: "t" }, alice, { upgrade: "463" })).toMatchObject({
      kind: "wrongUse",
    });
  });
});
