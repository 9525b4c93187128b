// Brings the weights of every planned model to this machine before anything starts. Where the public one cannot be had from any source,
// our own small model takes its slot, and the person is told (issue §5).
import { publicModels, pullModel, resolveModel, shippedModels } from "@plexus/ml/models";
import { progressLine } from "../cli/progressLine.js";

export interface FetchedWeights {
  /** The models that will really run, slot by slot. */
  readonly models: readonly string[];
  readonly notes: readonly string[];
}

const substitute = "plexus-tiny";

async function pull(name: string): Promise<void> {
  const line = progressLine(`Fetching ${name}`);
  try {
    await pullModel(name, { onProgress: line.update });
  } finally {
    line.end();
  }
}

/** Throws when even the committed weights are missing or damaged. */
export async function fetchWeights(models: readonly string[]): Promise<FetchedWeights> {
  const notes: string[] = [];
  const result: string[] = [];
  for (const model of models) {
    if (shippedModels.includes(model)) await resolveModel(model);
    if (!publicModels.some(({ name }) => name === model)) {
      result.push(model);
      continue;
    }
    try {
      await pull(model);
      result.push(model);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      notes.push(`${model} could not be fetched (${why.split("\n")[0]}): ${substitute} takes its slot`);
      result.push(substitute);
    }
  }
  return { models: result, notes };
}
