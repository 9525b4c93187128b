// The commands that touch money, against a real node in this process: what they send, what they say, what they refuse.
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
const bob = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";
const folder = mkdtempSync(join(tmpdir(), "plexus-commands-"));
let node: Node;
const silent = { info() {}, warn() {}, error() {}, debug() {} };

beforeAll(async () => {
  node = await createNode({
    spec: developmentSpec(),
    crypto: await nativeCrypto(),
    basePath: null,
    rpcPort: 0,
    rpcExternal: false,
    prometheusPort: null,
    sealing: { kind: "instant" },
    archive: true,
    name: "commands",
    logger: silent,
  });
});
afterAll(async () => {
  await node.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a command as the program would and gives its JSON. */
async function run(
  words: string,
  given: Record<string, string> = {},
  flags: Partial<Record<SettingName, string>> = {},
  options: Record<string, unknown> = {},
) {
  const spec = commands.find((each) => each.words === words);
  if (spec === undefined) throw new Error(`no command ${words}`);
  const all = { endpoint: `ws://127.0.0.1:${node.rpcPort}`, walletPath: folder, ...flags };
  const settings = resolveSettings(all, {}, folder);
  const { context, close } = createContext({
    settings,
    json: true,
    yes: true,
    verbose: false,
    signal: new AbortController().signal,
  });
  try {
    const output = await spec.run(context, { arguments: given, options: { subnet: "1", words: "12", ...options } });
    return output?.json as Record<string, unknown>;
  } finally {
    await close();
  }
}

async function refusal(...asked: Parameters<typeof run>) {
  return run(...asked).then(() => undefined, toFailure);
}

const freeOf = async (address: string) => BigInt((await run("balance", { address })).freeRao as string);

describe("commands on a chain", () => {
  it("move exactly the amount, and the sender pays the fee that they name", async () => {
    const [alice, receiver] = [await freeOf("//Alice"), await freeOf(bob)];
    const sent = await run("transfer", { to: "//Bob", amount: "12.345678901" }, { wallet: "//Alice" });
    expect(await freeOf(bob)).toBe(receiver + 12_345_678_901n);
    expect(await freeOf("//Alice")).toBe(alice - 12_345_678_901n - BigInt(sent.feeRao as string));
  });

  it("make a wallet, fund, register, stake and unstake it", async () => {
    const wallet = { wallet: "worker" };
    await run("wallet create", { name: "worker" }, {}, { password: false });
    await run("transfer", { to: "worker", amount: "1000" }, { wallet: "//Alice" });
    expect(await run("register", {}, wallet)).toMatchObject({ ok: true, netuid: 1, uid: 0 });
    await run("stake add", { amount: "100" }, wallet);
    expect(await run("stake list", {}, wallet)).toMatchObject([{ netuid: 0, stakeRao: `${100n * tao}` }]);
    const shown = (await run("subnet show", { netuid: "1" })) as { neurons: { uid: number }[] };
    expect(shown.neurons).toHaveLength(1);
  });

  it("create a subnet, start it and vote for it", async () => {
    const wallet = { wallet: "owner" };
    await run("wallet create", { name: "owner" }, {}, { password: false });
    await run("transfer", { to: "owner", amount: "1000" }, { wallet: "//Alice" });
    const made = await run("subnet create", {}, wallet);
    expect(made).toMatchObject({ ok: true, netuid: 2 });
    await run("subnet start", { netuid: "2" }, wallet);
    await run("stake add", { amount: "100" }, wallet);
    await run("root register", {}, wallet);
    const soon = await refusal("root vote", { votes: "1=1" }, wallet);
    expect(soon).toMatchObject({ code: "RateLimitExceeded" });
    node.seal(101);
    expect(await run("root vote", { votes: "1=0.5,2=0.5" }, wallet)).toMatchObject({ ok: true });
    expect(await run("subnet list")).toHaveLength(3);
  });

  it("bond a producer with its key's proof, show it, add to the bond, leave, and refuse an early withdrawal", async () => {
    const flags = { wallet: "owner" };
    const basePath = join(folder, "producer");
    const keys = await run("producer keys", {}, {}, { basePath });
    expect(keys).toMatchObject(await run("producer keys", {}, {}, { basePath }));
    const half = { consensusKey: keys.consensusKey };
    expect(await refusal("producer join", { bond: "50" }, flags, half)).toMatchObject({ kind: "wrongUse" });
    const nowhere = await refusal("producer join", { bond: "50" }, flags, { basePath: join(folder, "nowhere") });
    expect(nowhere).toMatchObject({ kind: "wrongUse", advice: expect.stringContaining("plexus producer keys") });
    const low = await refusal("producer join", { bond: "1" }, flags, { basePath });
    expect(low).toMatchObject({ kind: "refused", code: "BondTooLow" });
    const joined = await run("producer join", { bond: "50" }, flags, { basePath });
    expect(joined).toMatchObject({ ok: true, consensusKey: keys.consensusKey, bondRao: `${50n * tao}` });
    await run("producer bond", { amount: "10" }, flags);
    const producers = async () => (await run("producer status")).producers as Record<string, unknown>[];
    const { consensusKey, consensusAddress } = keys;
    const expected = { consensusKey, consensusAddress, bondRao: `${60n * tao}`, votesRao: `${160n * tao}` };
    expect(await producers()).toMatchObject([{ ...expected, status: "Waiting" }]);
    node.seal(20);
    expect(await producers()).toMatchObject([{ ...expected, status: "Elected" }]);
    const other = join(folder, "moved");
    const moved = await run("producer keys", {}, {}, { basePath: other, proveFor: String(joined.hotkey) });
    const proven = { consensusKey: moved.consensusKey, proof: moved.proof };
    expect(await run("producer rotate", {}, flags, proven)).toMatchObject({ ok: true });
    const unnamed = await refusal("producer describe", { name: "Ada" }, flags);
    expect(unnamed?.message).toContain("from rules 463 on");
    await run("producer leave", {}, flags);
    const early = await refusal("producer withdraw", {}, flags);
    expect(early).toMatchObject({ kind: "refused", code: expect.stringMatching(/StillElected|NothingToWithdraw/) });
  });

  it("name the chain's error, and say what to do", async () => {
    const reason = await run("stake remove", { amount: "100000" }, { wallet: "worker" }).then(
      () => undefined,
      toFailure,
    );
    expect(reason).toMatchObject({
      kind: "refused",
      code: "NotEnoughStakeToWithdraw",
      advice: expect.stringContaining("plexus stake list"),
    });
    const unknown = await run("transfer", { to: "nobody-here", amount: "1" }, { wallet: "//Alice" }).then(
      () => undefined,
      toFailure,
    );
    expect(unknown).toMatchObject({ kind: "wrongUse" });
    const away = await run("balance", { address: bob }, { endpoint: "ws://127.0.0.1:9" }).then(
      () => undefined,
      toFailure,
    );
    expect(away).toMatchObject({ kind: "notReachable" });
  });
});
