// A chain without sudo on which a few people govern: stakers by number, proposals in a line, blocks that run governance's
// hook alone. For tests.

import type { RuntimeCallValue } from "@plexus/core/frame";
import { type Hex, utf8 } from "@plexus/core/scale";
import type { ConstitutionSpec } from "../pallets/governance/constitutionSpec.js";
import { setGenesisConstitution } from "../pallets/governance/index.js";
import type { ChoiceName, ProposalValue, TallyValue, TrackName } from "../pallets/governance/shapes.js";
import { ProposalCount, Proposals, Tallies } from "../pallets/governance/storage.js";
import { TAO } from "../primitives.js";
import { account, PalletScene, pallets } from "./palletScene.js";

const GOVERNANCE = "Governance";
const FIRST_HOTKEY = 1_000;
/** Pallets whose invariants hold without a whole block. */
const CHECKED = new Set([GOVERNANCE, "Ledger", "Balances"]);

export const setTempo = (tempo: number, netuid = 1): RuntimeCallValue => ({
  pallet: "AdminUtils",
  call: "sudo_set_tempo",
  args: { netuid, tempo },
});

export interface GovernanceSceneOptions {
  readonly constitution?: ConstitutionSpec;
  readonly chainType?: "Development" | "Local" | "Live";
  /** TAO staked on root by accounts 1, 2, 3 … */
  readonly stakes?: readonly bigint[];
}

export class GovernanceScene extends PalletScene {
  #block = 100;

  constructor({ constitution, chainType = "Local", stakes = [500n, 300n, 200n] }: GovernanceSceneOptions = {}) {
    super({ block: 100, facts: { chainType } });
    setGenesisConstitution(this.ctx, constitution);
    stakes.forEach((tao, i) => {
      this.stake(i + 1, tao);
    });
  }

  get block(): number {
    return this.#block;
  }

  /** Gives an account TAO on root, on a hotkey of its own, and 10,000 TAO beside. Returns the account. */
  stake(number: number, tao: bigint): Hex {
    const [coldkey, hotkey] = [account(number), account(FIRST_HOTKEY + number)];
    this.endow(coldkey, (tao + 10_000n) * TAO);
    this.enrol(0, coldkey, hotkey);
    if (tao > 0n) this.must(this.call(coldkey, "add_stake", { hotkey, netuid: 0, amount_staked: tao * TAO }));
    return coldkey;
  }

  must(outcome: string): void {
    if (outcome !== "ok") throw new Error(outcome);
  }

  unstake(number: number, tao: bigint): string {
    const hotkey = account(FIRST_HOTKEY + number);
    return this.call(account(number), "remove_stake", { hotkey, netuid: 0, amount_unstaked: tao * TAO });
  }

  governs(number: number, call: string, args: RuntimeCallValue["args"]): string {
    return this.call(account(number), call, args, GOVERNANCE);
  }

  /** "ok", or what refused. */
  proposes(number: number, track: TrackName, calls: readonly RuntimeCallValue[], depositTao = 1_000n): string {
    const words = { title: utf8.encode("test"), link: new Uint8Array(), text_hash: undefined };
    return this.governs(number, "propose", { track: { type: track }, calls, ...words, deposit: depositTao * TAO });
  }

  /** The number of the new proposal. */
  proposed(number: number, track: TrackName, calls: readonly RuntimeCallValue[], depositTao?: bigint): number {
    this.must(this.proposes(number, track, calls, depositTao));
    return ProposalCount.get(this.ctx) - 1;
  }

  votes(number: number, proposal: number, choice: ChoiceName, tao: bigint, conviction = 0): string {
    return this.governs(number, "vote", { proposal, choice: { type: choice }, amount: tao * TAO, conviction });
  }

  delegates(number: number, to: number, tao: bigint, conviction = 0, track: TrackName = "Parameters"): string {
    const args = { track: { type: track }, to: account(to), amount: tao * TAO, conviction };
    return this.governs(number, "delegate", args);
  }

  /** The next blocks, each with governance's hook. */
  tick(blocks = 1): this {
    for (let i = 0; i < blocks; i++) {
      this.at(++this.#block);
      this.runGovernance();
      const problem = this.problemOfMoney;
      if (problem) throw new Error(`block ${this.#block}: ${problem}`);
    }
    return this;
  }

  /** What governance does at the beginning of a block. */
  runGovernance(): void {
    pallets.find(({ name }) => name === GOVERNANCE)?.hooks.initialise?.(this.ctx);
  }

  tickTo(block: number): this {
    return this.tick(block - this.#block);
  }

  proposal(id: number): ProposalValue {
    const proposal = Proposals.get(this.ctx, id);
    if (!proposal) throw new Error(`there is no proposal ${id}`);
    return proposal;
  }

  status(id: number): string {
    return this.proposal(id).status.type;
  }

  tally(id: number): TallyValue {
    return Tallies.get(this.ctx, id);
  }

  /** Names of governance's events in this block. */
  get told(): string[] {
    return this.events.filter(({ pallet }) => pallet === GOVERNANCE).map(({ name }) => name);
  }

  /** The first invariant of governance or of money that does not hold. */
  get problemOfMoney(): string | undefined {
    for (const { name, invariants } of pallets) {
      if (!CHECKED.has(name)) continue;
      for (const invariant of invariants) {
        const problem = invariant(this.ctx);
        if (problem) return `${name}: ${problem}`;
      }
    }
    return undefined;
  }

  /** How many rows of state are read while `body` runs. */
  reads(body: () => void): number {
    let count = 0;
    const { state } = this.ctx;
    const { get, iterate } = state;
    state.get = (key) => {
      count++;
      return get.call(state, key);
    };
    state.iterate = function* (prefix, after) {
      count++;
      for (const row of iterate.call(state, prefix, after)) {
        count++;
        yield row;
      }
    };
    try {
      body();
    } finally {
      Object.assign(state, { get, iterate });
    }
    return count;
  }
}

export { account };
