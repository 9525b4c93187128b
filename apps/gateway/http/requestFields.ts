// The fields that chat and completion share, and how their faults are told (spec: issue §6, "bad body 400 with param").
import { z } from "zod";
import { badRequest } from "./apiError.js";

export const maxStops = 4;

/** OpenAI's clients send null for what is not set. */
export function unset<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().transform((value) => value ?? undefined);
}

export const sharedFields = {
  model: z.string().min(1).max(64),
  stream: unset(z.boolean()),
  stream_options: unset(z.looseObject({ include_usage: unset(z.boolean()) })),
  max_tokens: unset(z.number().int().min(1)),
  temperature: unset(z.number().min(0).max(2)),
  top_p: unset(z.number().min(0).max(1)),
  seed: unset(z.number().int().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER)),
  stop: unset(z.union([z.string().min(1).max(256), z.array(z.string().min(1).max(256)).max(maxStops)])),
  n: unset(z.literal(1, { error: "only n = 1 is served" })),
};

/** Fields that would change the answer, and whose non-empty use is therefore refused rather than ignored. */
const refused: Readonly<Record<string, (value: unknown) => boolean>> = {
  tools: isEmpty,
  functions: isEmpty,
  tool_choice: (value) => isEmpty(value) || value === "none" || value === "auto",
  function_call: (value) => isEmpty(value) || value === "none" || value === "auto",
  response_format: (value) => isEmpty(value) || (value as { type?: unknown }).type === "text",
  logit_bias: isEmpty,
  modalities: (value) => isEmpty(value) || (Array.isArray(value) && value.every((each) => each === "text")),
  audio: isEmpty,
  echo: (value) => isEmpty(value) || value === false,
  suffix: isEmpty,
  best_of: (value) => isEmpty(value) || value === 1,
  web_search_options: isEmpty,
};

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** Names of the given fields that have no effect. Throws 400 for one that must not be ignored. */
export function ignoredFields(body: Record<string, unknown>, known: ReadonlySet<string>): string[] {
  const ignored: string[] = [];
  for (const [name, value] of Object.entries(body)) {
    if (known.has(name) || value === null) continue;
    const harmless = Object.hasOwn(refused, name) ? refused[name] : undefined;
    if (harmless !== undefined && !harmless(value)) {
      throw badRequest(`'${name}' is not supported by the text market.`, name, "unsupported_parameter");
    }
    if (/^[a-z_]{1,40}$/.test(name) && !isEmpty(value) && ignored.length < 16) ignored.push(name);
  }
  return ignored;
}

/** Parses, or throws 400 that names the first bad field the way OpenAI does: messages[0].content. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0] as z.core.$ZodIssue;
  const param = issue.path.reduce<string>(
    (path, part) =>
      typeof part === "number" ? `${path}[${part}]` : path === "" ? String(part) : `${path}.${String(part)}`,
    "",
  );
  throw badRequest(
    param === "" ? issue.message : `${param}: ${issue.message}`,
    param === "" ? undefined : param.slice(0, 100),
  );
}

export function stopsOf(stop: string | string[] | undefined): string[] {
  if (stop === undefined) return [];
  return typeof stop === "string" ? [stop] : stop;
}

/** OpenAI takes 0 for "only the likeliest token"; miners want more than nothing. */
export function topPOf(topP: number | undefined): number | undefined {
  return topP === 0 ? 1e-6 : topP;
}
