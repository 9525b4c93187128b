// CometBFT's home: the keys are the owner's alone, and what the consensus key has signed is not behind the chain. CometBFT's
// own databases are LevelDB, which this program does not read.

import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { bad, type Finding, ok, warn } from "../finding.js";
import type { Patient } from "../patient.js";

const KEY_FILES = ["config/priv_validator_key.json", "config/node_key.json", "config/observer_key.json"];

export function checkComet({ directory, head }: Patient): Finding[] {
  const home = join(directory, "comet");
  if (!existsSync(home)) return [ok("comet", "this node has never run among others")];
  return [...KEY_FILES.flatMap((name) => checkKey(home, name)), ...checkSignState(home, head?.number ?? 0)];
}

function checkKey(home: string, name: string): Finding[] {
  const path = join(home, name);
  const subject = basename(name);
  if (!existsSync(path)) {
    return name.startsWith("config/observer")
      ? []
      : [
          bad(
            subject,
            `${path} is missing`,
            "put it back from your backup; without one the next start makes a new key, which is nobody",
          ),
        ];
  }
  const mode = statSync(path).mode & 0o777;
  if ((mode & 0o077) !== 0)
    return [
      bad(
        subject,
        `others on this machine may read it (mode ${mode.toString(8)})`,
        `chmod 600 ${path}; if others use this machine, rotate the key`,
      ),
    ];
  const key = readJson(path);
  const value = (key?.priv_key as { value?: unknown } | undefined)?.value;
  const isKey = typeof value === "string" && Buffer.from(value, "base64").length === 64;
  return isKey
    ? [ok(subject, "mode 600, a whole key")]
    : [bad(subject, `${path} is not a key`, "put it back from your backup")];
}

function checkSignState(home: string, head: number): Finding[] {
  const subject = "sign state";
  const path = join(home, "data/priv_validator_state.json");
  if (!existsSync(join(home, "config/priv_validator_key.json"))) return [];
  const advice =
    "do not start as a producer before you know what the key has signed elsewhere: see --signed-before in `plexus node --help`";
  const signed = heightIn(path);
  if (signed === undefined) return [bad(subject, `${path} is missing or cannot be read`, advice)];
  const seen = heightIn(join(home, "signed.json")) ?? 0;
  if (signed < seen)
    return [
      bad(subject, `it ends at block ${signed}, but the chain holds votes of this key up to block ${seen}`, advice),
    ];
  if (signed > head + 1)
    return [
      warn(
        subject,
        `the key has signed block ${signed}, the chain here ends at ${head}`,
        "the chain was put back from a copy or begun anew: let it catch up; the key signs again above that height",
      ),
    ];
  return [ok(subject, signed === 0 ? "the key has signed nothing yet" : `the key has signed up to block ${signed}`)];
}

function heightIn(path: string): number | undefined {
  const height = Number(readJson(path)?.height);
  return Number.isSafeInteger(height) && height >= 0 ? height : undefined;
}

function readJson(path: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
