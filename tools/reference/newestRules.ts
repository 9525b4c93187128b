// The newest rules that this program knows, and since when each of their declarations is there: the reference shows one version
// and says of the rest what came later (architecture §3.14).
import { nativeCrypto } from "@plexus/core/crypto/native";
import type { Pallet } from "@plexus/core/frame";
import { type AssembledRuntime, createRuntimes, developmentSpec, NEWEST_SPEC_VERSION } from "@plexus/core/runtime";
import { shortType } from "./declarationText.js";

export type DeclarationKind = "storage" | "calls" | "events" | "errors";

function shapesOf(pallet: Pallet): ReadonlyMap<string, string> {
  const shapes: [string, string][] = [
    ...pallet.storage.map((entry): [string, string] => [`storage.${entry.name}`, shortType(entry.value.type)]),
    ...pallet.calls.map(({ call }): [string, string] => [`calls.${call.name}`, ""]),
    ...pallet.events.map(({ name }): [string, string] => [`events.${name}`, ""]),
    ...pallet.errors.map(({ name }): [string, string] => [`errors.${name}`, ""]),
  ];
  return new Map(shapes);
}

/** What is said after a declaration's meaning: nothing where it is as old as its pallet and never changed. */
export type History = (pallet: string, kind: DeclarationKind, name: string) => string;

export async function newestRules(): Promise<{ runtime: AssembledRuntime; history: History }> {
  const runtimes = createRuntimes(await nativeCrypto(), { ...developmentSpec(), specVersion: NEWEST_SPEC_VERSION });
  const versions = runtimes.known.map((version) => {
    const { law } = runtimes.get(version) as AssembledRuntime;
    return { version, pallets: new Map(law.assembly.pallets.map((pallet) => [pallet.name, shapesOf(pallet)])) };
  });
  const history: History = (pallet, kind, name) => {
    const having = versions.filter(({ pallets }) => pallets.has(pallet));
    const shapes = having.map(({ version, pallets }) => ({
      version,
      shape: pallets.get(pallet)?.get(`${kind}.${name}`),
    }));
    const notes = shapes.slice(1).flatMap(({ version, shape }, index) => {
      const before = shapes[index]?.shape;
      if (shape === before) return [];
      return [before === undefined ? `From ${version} on.` : `Before ${version}: \`${before}\`.`];
    });
    return notes.length === 0 ? "" : ` ${notes.join(" ")}`;
  };
  return { runtime: runtimes.genesis, history };
}
