// The engine behind a miner, which its owner may swap while it runs, and the commitment, which stays as it was made.
import { openEngine, type TextEngine } from "@plexus/ml/engine";
import { publicModels, resolveModel } from "@plexus/ml/models";
import type { MinerSettings } from "./options.js";

export interface ServedModel {
  engine(): TextEngine;
  committed: { model: string; sha256: string; bytes: number };
  /** Opens the other model first, so that there is never none. Throws where it cannot be had. */
  swap(model: string): Promise<string>;
  close(): Promise<void>;
}

/** The axon gives up on an answer after two minutes. */
const LONGEST_ANSWER_MS = 130_000;

export async function openServedModel(settings: MinerSettings): Promise<ServedModel> {
  let engine = await openNamed(settings.model, settings);
  const committed = await commitmentFor(settings, engine);
  return {
    engine: () => engine,
    committed,
    async swap(model) {
      const next = await openNamed(model, settings);
      const before = engine;
      engine = next;
      // Answers that were begun with the old model are finished by it.
      setTimeout(() => void before.close().catch(() => undefined), LONGEST_ANSWER_MS).unref();
      return next.info.name;
    },
    close: () => engine.close(),
  };
}

function openNamed(model: string, settings: MinerSettings): Promise<TextEngine> {
  if (model === "noise") return openEngine({ noise: true, seed: settings.port });
  if (settings.openaiUrl !== undefined && model === settings.model) {
    return openEngine({
      openaiUrl: settings.openaiUrl,
      model,
      ...(settings.openaiKey === undefined ? {} : { apiKey: settings.openaiKey }),
    });
  }
  return openEngine({ model });
}

async function commitmentFor(settings: MinerSettings, engine: TextEngine): Promise<ServedModel["committed"]> {
  const { commitAs } = settings;
  if (commitAs === undefined || commitAs === engine.info.name) {
    const { name, sha256, bytes } = engine.info;
    return { model: chainName(name), sha256, bytes };
  }
  const known = publicModels.find(({ name }) => name === commitAs) ?? (await resolveModel(commitAs));
  return { model: chainName(known.name), sha256: known.sha256, bytes: known.bytes };
}

/** The alphabet that an offer's model may have (market.md 3). */
function chainName(name: string): string {
  const fitting = name
    .toLowerCase()
    .replace(/[^a-z0-9._:/-]/g, "-")
    .slice(0, 64);
  if (fitting === "") throw new Error(`the model's name "${name}" has no letter that an offer may use`);
  return fitting;
}
