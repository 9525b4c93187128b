// Every known attack, played against the mechanism with the real challenges, beside a real small model: each cheater ends below
// 2 % (issue 3, §5). What is not stopped is said in README.md: retrieval, and recognising the generator.
import { openEngine, type TextEngine } from "@plexus/ml/engine";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PlayedEpoch, type Player, playMechanism, type WeightPolicy } from "../kit/attackHarness.js";
import { createRng, type Rng } from "../kit/random.js";
import { candidateChoices, chatChoices, completionChoices, type Generated } from "./answerShapes.js";
import { type Answerer, cheaters } from "./attackers.js";
import { type Challenge, drawChallenges } from "./challenges/challenge.js";
import { BURST_BUDGET } from "./constants.js";
import { auditGreedy } from "./fidelity.js";
import { textMechanism } from "./mechanism.js";
import type { MinerEpoch } from "./score.js";
import { measureBaselines } from "./shadows/baselines.js";
import { fitClassPrior } from "./shadows/itemShadows.js";
import { PARSER, SMOL, TINY, trialPlayer } from "./trial.js";

const EPOCHS = 4;
const VALIDATORS = 2;
const quiet = new AbortController().signal;
let micro: TextEngine;
let noise: TextEngine;

beforeAll(async () => {
  micro = await openEngine({ model: "plexus-micro" });
  noise = await openEngine({ noise: true, seed: 5 });
}, 60_000);
afterAll(async () => {
  await micro.close();
  await noise.close();
});

describe("cheaters beside a small honest model, through real challenges and Yuma", () => {
  it("each earn less than 2 %, and the model earns nearly all", async () => {
    const rng = createRng(new Uint8Array(32).fill(21));
    const answerers: Record<string, (challenge: Challenge, own: Rng) => Promise<unknown>> = {
      "plexus-micro": (challenge) => engineAnswer(micro, challenge, 60),
      noise: (challenge) => engineAnswer(noise, challenge, 8),
      ...Object.fromEntries(
        Object.entries(cheaters(rng.fork("cheaters"))).map(([name, answer]) => [
          name,
          async (challenge: Challenge, own: Rng) => (answer as Answerer)(challenge.request, own),
        ]),
      ),
    };
    const names = Object.keys(answerers);
    const evidence = await measureAll(rng, answerers);
    const players = names.map((name): Player<MinerEpoch> => {
      let call = 0;
      return {
        name,
        evidence: () => evidence[Math.floor(call / VALIDATORS)]?.[call++ % VALIDATORS]?.[name] as MinerEpoch,
      };
    });
    const played = playMechanism({ mechanism: textMechanism, players, epochs: EPOCHS, rng });
    const shares = meanShares(played.slice(1), names);
    for (const name of names.filter((each) => each !== "plexus-micro")) expect(shares[name], name).toBeLessThan(0.02);
    expect(shares["plexus-micro"]).toBeGreaterThan(0.9);
  }, 240_000);
});

describe("attacks on parts of the score", () => {
  const seed = () => createRng(new Uint8Array(32).fill(31));
  const shareOf = (played: PlayedEpoch[], at: number) =>
    played.slice(8).reduce((sum, { incentive }) => sum + (incentive[at] as number), 0) / (played.length - 8);

  it("a parser that solves every task template earns nothing without language", () => {
    const played = playMechanism({
      mechanism: textMechanism,
      players: [PARSER, SMOL, TINY].map((model) => trialPlayer(model)),
      epochs: 20,
      rng: seed(),
    });
    expect(shareOf(played, 0)).toBeLessThan(0.02);
  });

  it("a hash that is not the model's is found by one greedy answer, and costs twenty epochs", async () => {
    const messages = [{ role: "user" as const, content: "Tell me a short story about a ship." }];
    const honest = await greedy(micro, messages);
    const cheap = await greedy(noise, messages);
    expect((await auditGreedy(micro, messages, honest, quiet)).verdict).toBe("passed");
    const found = await auditGreedy(micro, messages, cheap, quiet);
    expect(found.verdict).toBe("failed");
    const good = trialPlayer(SMOL);
    const caught: Player<MinerEpoch> = {
      name: "caught",
      evidence: (epoch, challenges, own) => ({ ...good.evidence(epoch, challenges, own), fidelityFailed: epoch === 4 }),
    };
    const played = playMechanism({
      mechanism: textMechanism,
      players: [caught, trialPlayer(TINY)],
      epochs: 24,
      rng: seed(),
    });
    expect(shareOf(played, 0)).toBe(0);
  }, 60_000);

  it("a validator that copies the last incentives cannot lift a cheater, nor can one that votes for its own", () => {
    const copies: WeightPolicy = ({ lastIncentive, own }) =>
      lastIncentive.some((share) => share > 0) ? lastIncentive : own;
    const promotes: WeightPolicy = ({ own }) => own.map((_, at) => (at === 0 ? 1 : 0));
    const honest: WeightPolicy = ({ own }) => own;
    for (const attacker of [copies, promotes]) {
      const players = [PARSER, SMOL, TINY].map((model) => trialPlayer(model));
      const played = playMechanism({
        mechanism: textMechanism,
        players,
        epochs: 20,
        rng: seed(),
        validators: [honest, honest, attacker],
      });
      expect(shareOf(played, 0)).toBeLessThan(0.02);
    }
  });

  it("splitting one model over two hotkeys does not pay more than one", () => {
    const one = playMechanism({
      mechanism: textMechanism,
      players: [SMOL, TINY].map((model) => trialPlayer(model)),
      epochs: 20,
      rng: seed(),
    });
    const half = { ...SMOL, tokensPerSecond: SMOL.tokensPerSecond / 2 };
    const split = playMechanism({
      mechanism: textMechanism,
      players: [{ ...half, name: "a" }, { ...half, name: "b" }, TINY].map((model) => trialPlayer(model)),
      epochs: 20,
      rng: seed(),
    });
    // It takes from the others, not from the pot: with one rival the two together stay within a few points of the one.
    expect(shareOf(split, 0) + shareOf(split, 1)).toBeLessThan(shareOf(one, 0) + 0.12);
  });
});

async function measureAll(
  rng: Rng,
  answerers: Record<string, (challenge: Challenge, own: Rng) => Promise<unknown>>,
): Promise<Record<string, MinerEpoch>[][]> {
  const table: Record<string, MinerEpoch>[][] = [];
  const prior = fitClassPrior(rng.fork("prior"));
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const row: Record<string, MinerEpoch>[] = [];
    for (let validator = 0; validator < VALIDATORS; validator++) {
      const own = rng.fork(`${validator}/${epoch}`);
      const baselines = measureBaselines(own.fork("baselines"), prior);
      const challenges = drawChallenges(own.fork("challenges"), BURST_BUDGET, baselines, []);
      row.push(
        Object.fromEntries(
          await Promise.all(
            Object.entries(answerers).map(
              async ([name, answer]) => [name, await epochOf(challenges, answer, own.fork(name))] as const,
            ),
          ),
        ),
      );
    }
    table.push(row);
  }
  return table;
}

async function epochOf(
  challenges: readonly Challenge[],
  answer: (challenge: Challenge, own: Rng) => Promise<unknown>,
  own: Rng,
): Promise<MinerEpoch> {
  const epoch = {
    tasks: [] as MinerEpoch["tasks"][number][],
    items: [] as MinerEpoch["items"][number][],
    asked: 0,
    answered: 0,
    speeds: [50],
    fidelityFailed: false,
  };
  for (const challenge of challenges) {
    const grade = challenge.grade(await answer(challenge, own));
    epoch.asked += 1;
    epoch.answered += grade === undefined ? 0 : 1;
    if (challenge.kind === "task")
      epoch.tasks.push({
        success: grade !== undefined && "success" in grade ? grade.success : 0,
        baseline: challenge.baseline,
      });
    else
      epoch.items.push({
        lossNats: grade !== undefined && "lossNats" in grade ? grade.lossNats : undefined,
        zeroLossNats: challenge.zeroLossNats,
        late: false,
      });
  }
  return epoch;
}

/** As the miner would answer over the wire. */
async function engineAnswer(
  engine: TextEngine,
  { request: { kind, request } }: Challenge,
  temperature: number,
): Promise<unknown> {
  const texts = request["candidates"] as string[] | undefined;
  if (texts !== undefined)
    return {
      choices: candidateChoices(
        texts,
        (await engine.scoreContinuations(request["prompt"] as string, texts, quiet)).logprobs,
        temperature,
      ),
    };
  const prompt =
    kind === "chat"
      ? { kind: "chat" as const, messages: request["messages"] as [] }
      : { kind: "text" as const, text: request["prompt"] as string };
  const out = await run(engine, {
    prompt,
    maxTokens: request["max_tokens"] as number,
    logprobs: kind === "chat" ? 0 : 20,
  });
  return { choices: kind === "chat" ? chatChoices(out, false) : completionChoices(out, true) };
}

const greedy = async (engine: TextEngine, messages: { role: "user"; content: string }[]) =>
  (await run(engine, { prompt: { kind: "chat", messages }, maxTokens: 32, logprobs: 0 })).text;

async function run(
  engine: TextEngine,
  request: { prompt: Parameters<TextEngine["generate"]>[0]["prompt"]; maxTokens: number; logprobs: number },
): Promise<Generated> {
  const tokens: Generated["tokens"][number][] = [];
  const stream = engine.generate({ ...request, temperature: 0, topP: 1, stop: [] }, quiet);
  for (let next = await stream.next(); ; next = await stream.next()) {
    if (next.done === true) return { tokens, text: tokens.map(({ text }) => text).join(""), finish: next.value };
    tokens.push(next.value);
  }
}

function meanShares(played: readonly PlayedEpoch[], names: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    names.map((name, at) => [
      name,
      played.reduce((sum, { incentive }) => sum + (incentive[at] as number), 0) / played.length,
    ]),
  );
}
