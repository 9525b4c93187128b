// Challenges wear the parameters of customers' requests (text-market.md §5, rule 3): the gateway lists the latest ones without
// their content, and a challenge takes one of them at random.
import { z } from "zod";
import type { Rng } from "../../kit/random.js";

const shapeSchema = z.object({
  kind: z.enum(["chat", "completion"]),
  max_tokens: z.number().int().min(1),
  temperature: z.number().min(0).max(2).nullable(),
  top_p: z.number().gt(0).max(1).nullable(),
  has_seed: z.boolean(),
  has_system: z.boolean(),
});

export type Shape = z.infer<typeof shapeSchema>;

/** Where no customer has come yet: what OpenAI's clients send most. */
const USUAL: readonly Shape[] = [
  { kind: "chat", max_tokens: 64, temperature: 0, top_p: null, has_seed: false, has_system: false },
  { kind: "chat", max_tokens: 48, temperature: 0.2, top_p: null, has_seed: false, has_system: true },
  { kind: "completion", max_tokens: 16, temperature: 0, top_p: null, has_seed: false, has_system: false },
];
const TASK_TOKENS = { least: 40, most: 56 };

/** Anything of another form is left out: the list comes from outside. */
export function readShapes(list: readonly unknown[]): Shape[] {
  return list.slice(-512).flatMap((entry) => {
    const parsed = shapeSchema.safeParse(entry);
    return parsed.success ? [parsed.data] : [];
  });
}

export interface Parameters {
  temperature?: number;
  top_p?: number;
  seed?: number;
  max_tokens: number;
  has_system: boolean;
}

/**
 * Parameters for one challenge. Every other task is asked at temperature 0, whatever customers do: such answers can be
 * recomputed under the committed weights (§4).
 */
export function drawParameters(rng: Rng, shapes: readonly Shape[], kind: Shape["kind"]): Parameters {
  const fitting = shapes.filter((shape) => shape.kind === kind);
  const shape = rng.pick(fitting.length > 0 ? fitting : USUAL.filter((usual) => usual.kind === kind));
  const temperature = rng.below(2) === 0 ? 0 : shape.temperature;
  return {
    ...(temperature === null ? {} : { temperature }),
    ...(shape.top_p === null ? {} : { top_p: shape.top_p }),
    ...(shape.has_seed ? { seed: rng.below(0x7fff_ffff) } : {}),
    max_tokens: Math.min(TASK_TOKENS.most, Math.max(TASK_TOKENS.least, shape.max_tokens)),
    has_system: shape.has_system,
  };
}
