// Quality of the text models measured apart from the market, on the market's own challenges (spec: issue "Done when" 2): skill in
// log scores, success in tasks, CPU. The order that incentives must follow.
//
//   npx tsx bench/textQuality.ts [models] [next-token items] [continuations] [tasks a family]
//   default: smollm2-135m,plexus-tiny,plexus-micro,noise 200 20 4
import { openEngine, type TextEngine } from "@plexus/ml/engine";
import { calibrationOf } from "../apps/miner/calibration.js";
import { createRng, type Rng } from "../subnets/kit/random.js";
import { candidateChoices } from "../subnets/text/answerShapes.js";
import { FAMILIES } from "../subnets/text/challenges/families/index.js";
import { continuationItem, continuationLoss } from "../subnets/text/challenges/items/continuation.js";
import { nextTokenItem, nextTokenLoss, reportedClasses } from "../subnets/text/challenges/items/nextToken.js";
import { readCandidates } from "../subnets/text/readAnswer.js";
import { measureBaselines } from "../subnets/text/shadows/baselines.js";

const [names = "smollm2-135m,plexus-tiny,plexus-micro,noise", ...counts] = process.argv.slice(2);
const [items = 200, continuations = 20, tasks = 4] = counts.map(Number);
const quiet = new AbortController().signal;
const seed = createRng(new Uint8Array(32).fill(20));
const baselines = measureBaselines(seed.fork("baselines"));

interface Row {
  skill: number;
  /** Standard error of the skill. */
  error: number;
  cpuSeconds: number;
}

async function firstToken(engine: TextEngine, text: string) {
  const prompt = { kind: "text" as const, text };
  const request = { prompt, maxTokens: 1, temperature: 0, topP: 1, stop: [], logprobs: 20 };
  const stream = engine.generate(request, quiet);
  const token = await stream.next();
  await stream.next();
  return token.done === true
    ? []
    : (token.value.top ?? []).map((each) => ({ ...each, logprob: Math.min(0, each.logprob) }));
}

async function skillOf(count: number, one: (rng: Rng) => Promise<{ loss: number; zero: number }>): Promise<Row> {
  const before = process.cpuUsage();
  const gains: number[] = [];
  let zero = 0;
  for (let n = 0; n < count; n++) {
    const result = await one(seed.fork(`item/${n}`));
    gains.push(result.zero - result.loss);
    zero += result.zero / count;
  }
  const { user, system } = process.cpuUsage(before);
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / count;
  const spread = Math.sqrt(gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / count / count);
  return { skill: mean / zero, error: spread / zero, cpuSeconds: (user + system) / 1e6 / count };
}

async function nextTokens(engine: TextEngine): Promise<Row> {
  return skillOf(items, async (rng) => {
    const item = nextTokenItem(rng);
    const classes = reportedClasses(await firstToken(engine, item.prefix), baselines.prior);
    if (classes === undefined) throw new Error(`${engine.info.name} reports no distribution`);
    const zero = nextTokenLoss(item.truth, baselines.items.nextToken(item));
    return { loss: nextTokenLoss(item.truth, classes), zero };
  });
}

async function continuing(engine: TextEngine): Promise<Row> {
  return skillOf(continuations, async (rng) => {
    const item = continuationItem(rng);
    const { logprobs } = await engine.scoreContinuations(item.prefix, item.candidates, quiet);
    const choices = candidateChoices(item.candidates, logprobs, calibrationOf(engine.info.name));
    const probabilities = readCandidates({ choices }, item.candidates) ?? [];
    return {
      loss: continuationLoss(item.truth, probabilities),
      zero: continuationLoss(item.truth, baselines.items.continuation(item)),
    };
  });
}

async function success(engine: TextEngine): Promise<string> {
  const before = process.cpuUsage();
  let right = 0;
  for (const family of FAMILIES) {
    for (let n = 0; n < tasks; n++) {
      const task = family.generate(seed.fork(`${family.name}/${n}`));
      const prompt = { kind: "chat" as const, messages: task.messages };
      let text = "";
      for await (const token of engine.generate(
        { prompt, maxTokens: 48, temperature: 0, topP: 1, stop: [], logprobs: 0 },
        quiet,
      ))
        text += token.text;
      right += task.check(text) ? 1 : 0;
    }
  }
  const { user, system } = process.cpuUsage(before);
  const asked = FAMILIES.length * tasks;
  return `tasks ${(right / asked).toFixed(3)} of ${asked} (${((user + system) / 1e6 / asked).toFixed(2)} CPU-s)`;
}

const told = (name: string, { skill, error, cpuSeconds }: Row) =>
  `${name} ${skill.toFixed(3)} ± ${error.toFixed(3)} (${cpuSeconds.toFixed(2)} CPU-s)`;
for (const name of names.split(",")) {
  const engine = await openEngine(name === "noise" ? { noise: true, seed: 1 } : { model: name });
  const parts = [told("next token", await nextTokens(engine))];
  if (continuations > 0) parts.push(told("K = 4", await continuing(engine)));
  if (tasks > 0) parts.push(await success(engine));
  console.log(`${name.padEnd(14)} ${parts.join("; ")}`);
  await engine.close();
}
