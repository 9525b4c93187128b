// npm run train:text -- --model tiny [--steps N | --until HH:MM | --minutes M] [--resume] [--dir FOLDER]
// Trains one of our language models by its recipe. Checkpoints every three minutes and at SIGTERM; see ml/train/README.md.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { BatchSampler } from "./data/batchSampler.js";
import { encodeStreams } from "./data/tokenStreams.js";
import { bitsPerByte } from "./evaluate/bitsPerByte.js";
import { type Counters, readCheckpoint, writeCheckpoint } from "./loop/checkpoint.js";
import { initialWeights } from "./loop/initialWeights.js";
import { type Recipe, readRecipe } from "./loop/recipe.js";
import { Trainer } from "./loop/trainer.js";
import { loadSplit, loadTokeniser } from "./prepareData.js";

const checkpointEverySeconds = 180;
const measureEverySeconds = 420;
const quickWindows = 64;

interface Limit {
  /** Share of the run that is done, 0 to 1; the run ends at 1. */
  progress(counters: Counters): number;
}

function limitFrom(values: { steps?: string; until?: string; minutes?: string }): Limit {
  if (values.until !== undefined) {
    const [hours, minutes] = values.until.split(":").map(Number);
    const end = new Date();
    end.setHours(hours ?? Number.NaN, minutes ?? Number.NaN, 0, 0);
    if (Number.isNaN(end.getTime())) throw new Error(`--until wants HH:MM, not "${values.until}"`);
    if (end.getTime() < Date.now()) throw new Error(`--until ${values.until} is already past`);
    const remaining = () => Math.max(0, (end.getTime() - Date.now()) / 1000);
    return { progress: ({ seconds }) => seconds / (seconds + remaining() || 1) };
  }
  if (values.minutes !== undefined) return { progress: ({ seconds }) => seconds / (60 * Number(values.minutes)) };
  const steps = Number(values.steps ?? 1_000);
  if (!Number.isInteger(steps) || steps < 1) throw new Error(`--steps wants a whole number, not "${values.steps}"`);
  return { progress: ({ step }) => step / steps };
}

const log = (line: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`);

async function train(recipe: Recipe, limit: Limit, path: string, resume: boolean): Promise<void> {
  const split = loadSplit();
  const tokeniser = loadTokeniser(() => split);
  if (tokeniser.vocabularySize !== recipe.config.vocabularySize) {
    throw new Error(
      `recipe wants ${recipe.config.vocabularySize} tokens, the tokeniser has ${tokeniser.vocabularySize}`,
    );
  }
  const streams = encodeStreams(tokeniser, split.training, recipe.seed);
  log(`tokens: ${[...streams].map(([name, stream]) => `${name} ${stream.length}`).join(", ")}`);
  const before = resume ? readCheckpoint(path) : null;
  const counters: Counters = before?.counters ?? { step: 0, tokens: 0, seconds: 0, cpuSeconds: 0, drawn: {} };
  const sampler = new BatchSampler(streams, recipe.shares, recipe.seed, counters.drawn);
  const trainer = new Trainer(recipe, before?.tensors ?? initialWeights(recipe.config, recipe.seed));
  log(`${recipe.name}: ${before ? `resumed at step ${counters.step}` : "new run"}`);
  const stopping = new AbortController();
  process.on("SIGTERM", () => stopping.abort());
  process.on("SIGINT", () => stopping.abort());
  const save = () =>
    writeCheckpoint(path, { counters: { ...counters, drawn: sampler.drawn }, tensors: trainer.tensors(true) });
  const heldOut = split.heldOutBlocks.filter((_, index) => index % 4 === 0).map((document) => document.text);
  const measure = async () => {
    const result = await bitsPerByte(recipe.config, trainer.tensors(false), tokeniser, heldOut, quickWindows);
    log(`step ${counters.step} held-out ${result.bitsPerByte.toFixed(4)} bits/byte (${result.tokens} tokens)`);
  };
  let [savedAt, measuredAt, loggedAt] = [counters.seconds, counters.seconds, counters.step];
  let [lossSum, wall, cpu] = [0, performance.now(), process.cpuUsage()];
  for (
    let progress = limit.progress(counters);
    progress < 1 && !stopping.signal.aborted;
    progress = limit.progress(counters)
  ) {
    const time = progress < recipe.longFrom ? recipe.shortTime : recipe.longTime;
    const batch = sampler.next(recipe.tokensPerStep / time, time);
    const started = performance.now();
    const { loss, norm } = await trainer.step(batch, time, counters.step + 1, progress);
    counters.seconds += (performance.now() - started) / 1000;
    counters.step += 1;
    counters.tokens += recipe.tokensPerStep;
    lossSum += loss;
    if (counters.step === 1 || counters.step - loggedAt >= 50 || limit.progress(counters) >= 1) {
      const used = process.cpuUsage(cpu);
      const cpuSeconds = (used.user + used.system) / 1e6;
      const count = counters.step - loggedAt;
      const tokens = count * recipe.tokensPerStep;
      counters.cpuSeconds += cpuSeconds;
      const speeds = `${Math.round((tokens * 1000) / (performance.now() - wall))} tok/s ${Math.round(tokens / cpuSeconds)} tok/cpu-s`;
      const where = `${(100 * progress).toFixed(1)}% tokens ${(counters.tokens / 1e6).toFixed(2)}M`;
      log(
        `step ${counters.step} ${where} loss ${(lossSum / count).toFixed(4)} norm ${norm.toFixed(2)} T ${time} ${speeds}`,
      );
      [lossSum, wall, cpu, loggedAt] = [0, performance.now(), process.cpuUsage(), counters.step];
    }
    if (counters.seconds - savedAt > checkpointEverySeconds) {
      save();
      savedAt = counters.seconds;
    }
    if (counters.seconds - measuredAt > measureEverySeconds) {
      await measure();
      measuredAt = counters.seconds;
    }
  }
  save();
  await measure();
  log(stopping.signal.aborted ? "stopped; checkpoint written" : "done; checkpoint written");
}

const { values } = parseArgs({
  options: {
    model: { type: "string", default: "tiny" },
    steps: { type: "string" },
    until: { type: "string" },
    minutes: { type: "string" },
    resume: { type: "boolean", default: false },
    dir: { type: "string", default: ".plexus/train" },
  },
});
mkdirSync(values.dir, { recursive: true });
const recipe = readRecipe(values.model);
await train(recipe, limitFrom(values), join(values.dir, `${recipe.name}.checkpoint`), values.resume);
