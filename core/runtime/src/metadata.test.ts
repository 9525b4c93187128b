// Metadata ⊆ target: everything that the runtime exposes under a known name has the number, arguments, hashers, types and
// defaults of spec 461 (testing/vectors/subtensor-surface.json; target.md §1). Prints the coverage.

import { readFileSync } from "node:fs";
import { nativeCrypto } from "@plexus/core/crypto/native";
import type { Pallet, StorageEntry } from "@plexus/core/frame";
import { PortableTypes } from "@plexus/core/frame";
import { decode, encode, type FieldNode, fields, Reader, type TypeNode, toHex, typeText } from "@plexus/core/scale";
import { describe, expect, it } from "vitest";
import { createRuntime } from "./createRuntime.js";
import { developmentSpec } from "./developmentSpec.js";
import { SIGNED_EXTENSIONS } from "./extrinsic.js";

interface SurfaceItem {
  index: number;
  args?: string[];
  fields?: string[];
}
interface SurfaceStorage {
  modifier: string;
  hashers?: string[];
  key?: string;
  value: string;
  fallback: string;
}
interface SurfacePallet {
  index: number;
  calls: Record<string, SurfaceItem>;
  events: Record<string, SurfaceItem>;
  storage: Record<string, SurfaceStorage>;
  errors: string[];
  constants: Record<string, { type: string }>;
}
interface Surface {
  pallets: Record<string, SurfacePallet>;
  apis: Record<string, Record<string, { inputs: string[]; output: string }>>;
  extrinsic: { signedExtensions: { identifier: string; type: string; additionalSigned: string }[] };
  types: Record<string, { struct?: string[]; enum?: Record<string, string[]> }>;
}

const surface = JSON.parse(
  readFileSync(new URL("../../../testing/vectors/subtensor-surface.json", import.meta.url), "utf8"),
) as Surface;
const runtime = createRuntime(await nativeCrypto(), developmentSpec());
/** Ours stand at 100 and above (architecture §3.1), with their own runtime APIs. */
const OURS = new Set(["Producers", "Market", "Ledger", "Governance", "Upgrades", "Randomness"]);
const known = runtime.law.assembly.pallets.filter((pallet) => !OURS.has(pallet.name));
const ourApis = new Set(
  runtime.law.assembly.pallets
    .filter(({ name }) => OURS.has(name))
    .flatMap((each) => each.apis.map(({ name }) => name)),
);

const fieldTexts = (nodes: readonly FieldNode[]) =>
  nodes.map(({ name, type }) => (name ? `${name}: ${typeText(type)}` : typeText(type)));
const hasher = (name: string) => name.replace("Blake2_128Concat", "Blake2128Concat");

function keyText(entry: StorageEntry): string | undefined {
  const parts = entry.keys.map((part) => typeText(part.codec.type));
  return parts.length === 0 ? undefined : parts.length === 1 ? parts[0] : `(${parts.join(",")})`;
}

function target(pallet: Pallet): SurfacePallet {
  const found = surface.pallets[pallet.name];
  if (!found) throw new Error(`${pallet.name} is no pallet of 461: give it an index of 100 or more`);
  return found;
}

describe.each(known.map((pallet) => [pallet.name, pallet] as const))("%s", (_name, pallet) => {
  it("has its number", () => expect(pallet.index).toBe(target(pallet).index));

  it("exposes calls of 461 only", () => {
    for (const { index, call } of pallet.calls) {
      expect({ name: call.name, index, args: fieldTexts(fields(call.args).nodes) }).toEqual({
        name: call.name,
        ...target(pallet).calls[call.name],
      });
    }
  });

  it("exposes events of 461 only", () => {
    for (const { index, name, event } of pallet.events) {
      expect({ name, index, fields: fieldTexts(event.nodes) }).toEqual({ name, ...target(pallet).events[name] });
    }
  });

  it("exposes storage of 461 only", () => {
    for (const entry of pallet.storage) {
      const shown = {
        name: entry.name,
        modifier: entry.modifier,
        ...(entry.keys.length > 0 ? { hashers: entry.keys.map((key) => hasher(key.hasher)), key: keyText(entry) } : {}),
        value: typeText(entry.value.type),
        fallback: toHex(entry.fallback),
      };
      expect(shown).toEqual({ name: entry.name, ...target(pallet).storage[entry.name] });
    }
  });

  it("exposes errors and constants of 461 only", () => {
    for (const error of pallet.errors) expect(target(pallet).errors).toContain(error.name);
    for (const each of pallet.constants)
      expect({ [each.name]: typeText(each.codec.type) }).toEqual({
        [each.name]: target(pallet).constants[each.name]?.type,
      });
  });
});

describe("the whole", () => {
  it("exposes runtime APIs of 461 only", () => {
    for (const api of runtime.apis) {
      if (ourApis.has(api.name)) continue;
      for (const [name, method] of Object.entries(api.methods)) {
        const shown = {
          name: `${api.name}.${name}`,
          inputs: fieldTexts(fields(method.inputs).nodes),
          output: typeText(method.output.type),
        };
        expect(shown).toEqual({ name: `${api.name}.${name}`, ...surface.apis[api.name]?.[name] });
      }
    }
  });

  it("has 461's signed extensions in order", () => {
    const shown = SIGNED_EXTENSIONS.map(({ identifier, type, additionalSigned }) => ({
      identifier,
      type: typeText(type),
      additionalSigned: typeText(additionalSigned),
    }));
    expect(shown).toEqual(surface.extrinsic.signedExtensions);
  });

  it("gives types of 461 the shape of 461", () => {
    const shapes = new Map<string, TypeNode>();
    const walk = (node: TypeNode): void => {
      if (node.kind === "lazy" || shapes.has(typeText(node))) return;
      shapes.set(typeText(node), node);
      if (node.kind === "composite") node.fields.forEach((field) => walk(field.type));
      if (node.kind === "variant")
        node.variants.forEach((variant) => variant.fields.forEach((field) => walk(field.type)));
      if (node.kind === "sequence" || node.kind === "array" || node.kind === "compact") walk(node.of);
      if (node.kind === "tuple") node.of.forEach(walk);
    };
    for (const pallet of known) {
      pallet.storage.forEach((entry) => walk(entry.value.type));
      pallet.calls.forEach(({ call }) => fields(call.args).nodes.forEach((field) => walk(field.type)));
    }
    for (const api of runtime.apis) Object.values(api.methods).forEach((method) => walk(method.output.type));
    let compared = 0;
    for (const [text, node] of shapes) {
      const shape = surface.types[text];
      if (shape?.struct && node.kind === "composite")
        expect({ [text]: fieldTexts(node.fields) }).toEqual({ [text]: shape.struct });
      else if (shape?.enum && node.kind === "variant") {
        const variants = Object.fromEntries(
          node.variants.map((each) => [`${each.index}:${each.name}`, fieldTexts(each.fields)]),
        );
        // Variants that are not built are absent, as calls are (commitments/data.ts).
        expect({ [text]: shape.enum }).toMatchObject({ [text]: variants });
      } else continue;
      compared++;
    }
    expect(compared).toBeGreaterThan(30);
  });

  it("encodes as metadata 14 and 15 over one registry, AccountId32 first", () => {
    const registries = ([14, 15] as const).map((version) => {
      const metadata = runtime.metadata(version);
      expect(toHex(metadata.slice(0, 5))).toBe(`0x6d657461${version.toString(16).padStart(2, "0")}`);
      const input = new Reader(metadata.slice(5));
      return PortableTypes.decode(input);
    });
    expect(registries[0]).toEqual(registries[1]);
    expect(registries[0]?.[0]?.path.at(-1)).toBe("AccountId32");
    const names = registries[0]?.map((type) => type.path.at(-1)) ?? [];
    for (const name of ["MultiAddress", "Era", "Option", "BTreeMap", "RuntimeEvent", "DigestItem"])
      expect(names).toContain(name);
    expect(decode(PortableTypes, encode(PortableTypes, registries[0] ?? []))).toEqual(registries[0]);
  });

  it("prints the coverage", () => {
    const lines = known.map((pallet) => {
      const all = target(pallet);
      const count = (ours: number, theirs: object) => `${ours} / ${Object.keys(theirs).length}`;
      return `${pallet.name.padEnd(20)} calls ${count(pallet.calls.length, all.calls)}, storage ${count(pallet.storage.length, all.storage)}, events ${count(pallet.events.length, all.events)}, errors ${count(pallet.errors.length, all.errors)}`;
    });
    console.log(`metadata coverage of spec 461\n${lines.join("\n")}`);
    expect(lines.length).toBe(known.length);
  });
});
