// No rao comes from nowhere and none is lost, seen from outside: every block of a run with random calls is asked for over
// the wire alone, at its own hash (issue, "Done when" 6; stable.md 7). PLEXUS_BLOCKS=500 for the figure.

import {
  Account,
  Burned,
  emission,
  Genesis,
  BalancesTotalIssuance as Issuance,
  Issued,
  Residue,
  type StateReader,
  staking,
  subnets,
} from "@plexus/core/runtime";
import { compareBytes, fromHex, type Hex, toHex } from "@plexus/core/scale";
import { expect, test } from "vitest";
import { type Call, crypto, type Json, key, sign, startNode, transferCall, WireClient } from "../testing/testNode.js";

const blocks = Number(process.env.PLEXUS_BLOCKS ?? 80);
const coldkeys = ["//Alice", "//Bob", "//Charlie", "//Dave"].map(key);
const hotkeys = ["//Alice//hot", "//Bob//hot", "//Charlie//hot", "//Dave//hot"].map(key);

const { LoadedEmission, PendingServerEmission, PendingValidatorEmission, TotalIssuance } = emission;
const ITEMS = [
  Account,
  Burned,
  Genesis,
  Issued,
  Residue,
  Issuance,
  TotalIssuance,
  staking.TotalStake,
  subnets.SubnetLocked,
  PendingServerEmission,
  PendingValidatorEmission,
  LoadedEmission,
];

/** Everything under those items at one block, in one batch. */
async function stateOverTheWire(wire: WireClient, hash: Hex): Promise<StateReader> {
  const replies = await wire.batch(ITEMS.map((item) => ["state_getPairs", [toHex(item.key(crypto)), hash]]));
  const pairs = replies.flatMap((pairsOf: Json) => pairsOf as [string, string][]);
  const values = new Map(pairs.map(([name, value]) => [name, fromHex(value)]));
  const sorted = [...values]
    .map(([name, value]) => [fromHex(name), value] as const)
    .sort(([a], [b]) => compareBytes(a, b));
  return {
    get: (name) => values.get(toHex(name)),
    iterate: (prefix) => sorted.filter(([name]) => toHex(name).startsWith(toHex(prefix))),
  };
}

interface Sums {
  counted: bigint;
  told: bigint;
  held: bigint;
  accounts: bigint;
  balances: bigint;
}

function sumsOf(state: StateReader): Sums {
  const from = { crypto, state };
  let held = Issuance.get(from) + staking.TotalStake.get(from) + Residue.get(from);
  for (const [, locked] of subnets.SubnetLocked.entries(from)) held += locked;
  for (const item of [PendingServerEmission, PendingValidatorEmission])
    for (const [, pending] of item.entries(from)) held += pending;
  for (const [, loaded] of LoadedEmission.entries(from))
    for (const [, server, validator] of loaded) held += server + validator;
  let accounts = 0n;
  for (const [, account] of Account.entries(from)) accounts += account.data.free + account.data.reserved;
  const counted = Genesis.get(from) + Issued.get(from) - Burned.get(from);
  return { counted, told: TotalIssuance.get(from), held, accounts, balances: Issuance.get(from) };
}

function randomCall(random: (below: number) => number): { by: number; call: Call } {
  const by = random(4);
  const subtensor = (call: string, args: object): Call => ({ pallet: "SubtensorModule", call, args });
  const hotkey = (hotkeys[random(4)] as (typeof hotkeys)[0]).accountId;
  const to = coldkeys[random(4)] as (typeof coldkeys)[0];
  const amount = BigInt(random(2_000_000_000)) * BigInt(1 + random(50));
  const calls = [
    () => transferCall(to, amount),
    () => transferCall(to, amount, "transfer_allow_death"),
    () => subtensor("burned_register", { netuid: random(3), hotkey }),
    () => subtensor("root_register", { hotkey }),
    () => subtensor("add_stake", { hotkey, netuid: random(2), amount_staked: amount }),
    () => subtensor("remove_stake", { hotkey, netuid: 0, amount_unstaked: amount / 3n }),
    () => subtensor("register_network", { hotkey }),
    () => subtensor("start_call", { netuid: random(4) }),
    () => subtensor("set_weights", { netuid: random(2), dests: [random(3)], weights: [65_535], version_key: 0n }),
  ];
  return { by, call: (calls[random(calls.length)] as () => Call)() };
}

test(
  `${blocks} blocks with ${Math.ceil(blocks * 0.4)} random calls: the difference is 0 rao at each`,
  async () => {
    const node = await startNode();
    const wire = await WireClient.connect(node);
    let seed = 20_261_125;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fff_ffff;
      return (seed >>> 8) % below;
    };
    // Hotkeys set weights themselves, so that incentive flows.
    const signers = [...coldkeys, ...hotkeys];
    const nonces = signers.map(() => 0);
    let taken = 0;
    for (let block = 0; block < blocks; block++) {
      for (let due = Math.ceil((block + 1) * 0.4) - Math.ceil(block * 0.4); due > 0; due--) {
        const { by, call } = randomCall(random);
        const who = call.call === "set_weights" ? by + 4 : by;
        const extrinsic = sign(node, signers[who] as (typeof signers)[0], call, { nonce: nonces[who] as number });
        const isTaken = await wire.call("author_submitExtrinsic", [toHex(extrinsic)]).then(
          () => true,
          () => false,
        );
        if (isTaken) nonces[who] = (nonces[who] as number) + 1;
        if (isTaken) taken++;
      }
      await wire.call("plexus_seal");
    }
    const totals = new Set<bigint>();
    for (let height = 0; height <= blocks; height++) {
      const sums = sumsOf(await stateOverTheWire(wire, await wire.call("chain_getBlockHash", [height])));
      expect({ height, difference: sums.counted - sums.held }).toEqual({ height, difference: 0n });
      expect(sums.told).toBe(sums.counted);
      expect(sums.accounts).toBe(sums.balances);
      totals.add(sums.counted);
    }
    expect(taken).toBeGreaterThan(blocks / 8);
    expect(totals.size).toBeGreaterThan(blocks / 4);
    console.info(`${blocks} blocks, ${taken} calls in them, ${totals.size} different totals: difference 0 rao at each`);
    wire.close();
    await node.close();
  },
  30_000 + blocks * 500,
);
