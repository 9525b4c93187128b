// The constitution: everything that Root may set is in it or left out for a written reason; amendments and genesis stay
// within the law's limits.

import { type CallDefinition, ROOT } from "@plexus/core/frame";
import { decode, encode, fields, Reader } from "@plexus/core/scale";
import { describe, expect, it } from "vitest";
import { TAO } from "../../../primitives.js";
import { REFUSED_ROOT_CALLS } from "../../../rootCalls.js";
import { account, GovernanceScene, setTempo } from "../../../testing/governanceScene.js";
import { assembly, pallets } from "../../../testing/palletScene.js";
import { LockPeriod, Parameters, Tracks } from "../storage.js";
import { BOUNDS, NOT_GOVERNABLE } from "./bounds.js";
import { defaultConstitution } from "./defaults.js";
import { toRules } from "./genesis.js";
import { changeOf, GOVERNABLE, nameBytes, nameText } from "./governable.js";

/** Calls that take Root and are no setters of a parameter: why each is where it is. */
const NO_SETTERS: Readonly<Record<string, string>> = {
  "Utility.batch": "holds calls; each is judged by itself",
  "Utility.batch_all": "holds calls; each is judged by itself",
  "Utility.force_batch": "holds calls; each is judged by itself",
  "Upgrades.schedule": "on track Upgrades",
  "Upgrades.cancel": "on track Upgrades",
  "Governance.admit_subnet": "on track Subnets",
  "Governance.amend_track": "on track Constitution, by law",
  "Governance.amend_parameter": "on track Constitution, by law",
  "Governance.amend_call": "on track Constitution, by law",
  "Governance.amend_lock_period": "on track Constitution, by law",
  "SubtensorModule.root_dissolve_network": "refused by law outside development",
};

/** Arguments of zeros, where they decode. */
function zeroArguments(call: CallDefinition): Record<string, unknown> {
  return fields(call.args).decode(new Reader(new Uint8Array(256))) as Record<string, unknown>;
}

const all = pallets.flatMap((pallet) =>
  pallet.calls.map(({ call }) => [`${pallet.name}.${call.name}`, pallet, call] as const),
);

/** What Root can do: whatever does not answer BadOrigin. */
function rootCalls(): string[] {
  const scene = new GovernanceScene({ chainType: "Development" });
  return all.flatMap(([name, pallet, call]) => {
    const outcome = scene.dispatch(ROOT, pallet.name, call.name, zeroArguments(call));
    return outcome === "BadOrigin" ? [] : [name];
  });
}

describe("every parameter that Root may set", () => {
  it("is governable, or left out for a reason", () => {
    const found = rootCalls();
    expect(found.length).toBeGreaterThan(40);
    const unknown = found.filter((name) => {
      if (Object.hasOwn(NO_SETTERS, name)) return false;
      const [, pallet, call] = all.find(([each]) => each === name) as (typeof all)[number];
      const args = zeroArguments(call);
      return changeOf({ pallet: pallet.name, call: call.name, args }) === undefined;
    });
    expect(unknown).toEqual([]);
    expect(Object.keys(NO_SETTERS).filter((name) => !found.includes(name))).toEqual([]);
    const decided = [...BOUNDS.keys(), ...NOT_GOVERNABLE.keys()].sort();
    expect(decided).toEqual([...GOVERNABLE.keys()].sort());
  });

  it.each(["Development", "Local", "Live"] as const)(
    "is in the default constitution of a %s chain, and what a new subnet or chain has lies within its bounds",
    (chainType) => {
      const { parameters } = defaultConstitution(chainType);
      expect(Object.keys(parameters).sort()).toEqual([...BOUNDS.keys()].sort());
      // A constitution beyond the law's limits would be refused here.
      const scene = new GovernanceScene({ chainType, stakes: [] });
      const outside = Array.from(Parameters.entries(scene.ctx)).filter(([[name], { minimum, maximum }]) => {
        const value = GOVERNABLE.get(nameText(name))?.current(scene.ctx, 1) ?? -1n;
        return value < minimum || value > maximum;
      });
      expect(outside.map(([[name]]) => nameText(name))).toEqual([]);
    },
  );

  it("has a setter that says of itself what it sets, and that the wire can carry", () => {
    for (const [name, parameter] of GOVERNABLE) {
      const netuid = parameter.perSubnet ? 1 : undefined;
      const call = decode(assembly.call, encode(assembly.call, parameter.set(netuid, 1n)));
      const change = changeOf(call);
      expect([change?.parameter.name, change?.netuid, change?.value]).toEqual([name, netuid, 1n]);
    }
  });

  it("is read back as what was set", () => {
    const scene = new GovernanceScene();
    scene.must(scene.asRoot("sudo_set_tempo", { netuid: 1, tempo: 99 }));
    const change = changeOf(setTempo(5));
    expect([change?.parameter.current(scene.ctx, 1), change?.value]).toEqual([99n, 5n]);
  });
});

it("the law's list of refused Root calls names calls of 461 only by their full names", () => {
  for (const name of REFUSED_ROOT_CALLS) expect(name).toMatch(/^[A-Z]\w+\.[a-z_]+$/);
});

describe("amendments", () => {
  const call = (name: string, args: Record<string, unknown>) => ({ pallet: "Governance", call: name, args });
  const asRoot = (scene: GovernanceScene, name: string, args: Record<string, unknown>) =>
    scene.asRoot(name, args, "Governance");
  const usual = defaultConstitution("Local").tracks;

  it("pass by the slowest track alone, and bind what is proposed later", () => {
    const scene = new GovernanceScene();
    const rule = { track: { type: "Parameters" }, minimum: 5n, maximum: 100n };
    const amend = call("amend_parameter", { name: nameBytes("SubtensorModule.Tempo"), rule });
    expect(scene.proposes(1, "Parameters", [amend])).toBe("Governance.WrongTrack");
    const id = scene.proposed(1, "Constitution", [amend]);
    for (const [number, tao] of [
      [1, 500n],
      [2, 300n],
      [3, 200n],
    ] as const)
      scene.must(scene.votes(number, id, "Aye", tao));
    scene.tick(7 + 15);
    expect(scene.status(id)).toBe("Executed");
    expect(scene.proposes(1, "Parameters", [setTempo(101)])).toBe("Governance.ValueAboveBounds");
    expect(scene.proposes(1, "Parameters", [setTempo(100)])).toBe("ok");
  });

  it("are nobody's but Root's", () => {
    const scene = new GovernanceScene();
    expect(scene.governs(1, "amend_lock_period", { blocks: 5 })).toBe("BadOrigin");
    expect(scene.governs(1, "admit_subnet", { coldkey: account(1), hotkey: account(1_001) })).toBe("BadOrigin");
  });

  it("never leave the law's limits", () => {
    const scene = new GovernanceScene();
    const tempo = nameBytes("SubtensorModule.Tempo");
    const bounds = (minimum: bigint, maximum: bigint, track = "Parameters") => ({
      track: { type: track },
      minimum,
      maximum,
    });
    expect(asRoot(scene, "amend_parameter", { name: tempo, rule: bounds(0n, 100n) })).toBe(
      "Governance.AgainstHardLimits",
    );
    expect(asRoot(scene, "amend_parameter", { name: tempo, rule: bounds(100n, 5n) })).toBe(
      "Governance.AgainstHardLimits",
    );
    expect(asRoot(scene, "amend_parameter", { name: tempo, rule: bounds(5n, 9n, "Constitution") })).toBe(
      "Governance.AgainstHardLimits",
    );
    const owners = nameBytes("SubtensorModule.OwnerCutEnabled");
    expect(asRoot(scene, "amend_parameter", { name: owners, rule: bounds(0n, 1n) })).toBe(
      "Governance.UnknownParameter",
    );
    const rules = toRules(usual.Parameters);
    const wrong = [
      { decision_period: 4 },
      { confirm_period: 31 },
      { enactment_delay: 1 },
      { quorum: 9 },
      { quorum: 401 },
      { deposit: TAO - 1n },
      { spam_floor: 101 },
      { max_deciding: 9 },
      { decision_period: 71 },
      {
        approval: [
          [0, 900],
          [1_000, 499],
        ],
      },
      {
        approval: [
          [0, 900],
          [999, 500],
        ],
      },
      {
        approval: [
          [0, 500],
          [1_000, 900],
        ],
      },
      {
        approval: [
          [0, 1_000],
          [1_000, 700],
        ],
      },
    ];
    for (const each of wrong)
      expect([
        each,
        asRoot(scene, "amend_track", { track: { type: "Parameters" }, rules: { ...rules, ...each } }),
      ]).toEqual([each, "Governance.AgainstHardLimits"]);
    const own = { ...toRules(usual.Constitution), quorum: 199 };
    expect(asRoot(scene, "amend_track", { track: { type: "Constitution" }, rules: own })).toBe(
      "Governance.AgainstHardLimits",
    );
    expect(asRoot(scene, "amend_lock_period", { blocks: 0 })).toBe("Governance.AgainstHardLimits");
    const onConstitution = { name: nameBytes("Upgrades.schedule"), track: { type: "Constitution" } };
    expect(asRoot(scene, "amend_call", onConstitution)).toBe("Governance.AgainstHardLimits");
  });

  it("bind proposals that open later, not those that are open", () => {
    const scene = new GovernanceScene();
    const id = scene.proposed(1, "Parameters", [setTempo(77)]);
    scene.must(scene.votes(1, id, "Aye", 500n, 1));
    const rules = { ...toRules(usual.Parameters), decision_period: 40, confirm_period: 20 };
    scene.must(asRoot(scene, "amend_track", { track: { type: "Parameters" }, rules }));
    scene.must(asRoot(scene, "amend_lock_period", { blocks: 1_000 }));
    scene.tick(4);
    expect(scene.status(id)).toBe("Passed");
    const end = scene.block;
    scene.tickTo(end + 20);
    expect(scene.unstake(1, 500n)).toBe("ok");
    expect([Tracks.get(scene.ctx, { type: "Parameters" })?.decision_period, LockPeriod.get(scene.ctx)]).toEqual([
      40, 1_000,
    ]);
  });

  it("open waiting proposals where they make room", () => {
    const scene = new GovernanceScene();
    for (let i = 0; i < 6; i++) scene.proposed(1, "Parameters", [setTempo(70 + i)]);
    expect(scene.status(5)).toBe("Queued");
    const rules = { ...toRules(usual.Parameters), max_deciding: 6 };
    scene.must(asRoot(scene, "amend_track", { track: { type: "Parameters" }, rules }));
    expect(scene.status(5)).toBe("Deciding");
    expect(scene.problemOfMoney).toBeUndefined();
  });
});

describe("a genesis constitution", () => {
  it("changes what it names and keeps the rest", () => {
    const scene = new GovernanceScene({
      constitution: {
        lockPeriodBlocks: 7,
        tracks: { Parameters: { quorumPermille: 300 } },
        parameters: { "SubtensorModule.Kappa": null },
      },
    });
    expect([LockPeriod.get(scene.ctx), Tracks.get(scene.ctx, { type: "Parameters" })]).toMatchObject([
      7,
      { quorum: 300, decision_period: 30 },
    ]);
    const names = Array.from(Parameters.entries(scene.ctx), ([[name]]) => nameText(name));
    expect([names.includes("SubtensorModule.Kappa"), names.length]).toEqual([false, BOUNDS.size - 1]);
  });

  it("is refused where it goes beyond the law, saying where", () => {
    const made = (constitution: ConstructorParameters<typeof GovernanceScene>[0]) => () =>
      new GovernanceScene(constitution);
    expect(made({ constitution: { tracks: { Fees: { decisionPeriodBlocks: 2 } } } })).toThrow(
      /track Fees: decision_period/,
    );
    expect(made({ constitution: { tracks: { Fees: { quorumPermille: 500 } } } })).toThrow(/track Constitution/);
    const rule = { track: "Parameters", minimum: "0", maximum: "9" } as const;
    expect(made({ constitution: { parameters: { "SubtensorModule.Tempo": rule } } })).toThrow(/Tempo/);
    expect(made({ constitution: { parameters: { "Balances.TotalIssuance": rule } } })).toThrow(/no parameter/);
    expect(made({ constitution: { lockPeriodBlocks: 0 } })).toThrow(/lock period/);
  });

  it("survives a round through SCALE", () => {
    const scene = new GovernanceScene();
    for (const [, rules] of Tracks.entries(scene.ctx))
      expect(decode(Tracks.value, encode(Tracks.value, rules))).toEqual(rules);
  });
});
