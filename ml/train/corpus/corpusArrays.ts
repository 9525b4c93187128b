// Every template and word list of the synthetic corpus under its name, so that a test of the markets can prove that no
// challenge shares one (issue 3, §5).

import * as facts from "./facts.js";
import * as stories from "./stories.js";
import * as talk from "./talk.js";

/** All strings inside nested arrays and records. */
function strings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(strings);
  return [];
}

export const corpusTemplates: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [
    ...Object.entries(talk).filter(([name]) => name !== "opinions"),
    ["openings", stories.openings],
    ["middles", stories.middles],
    ["endings", stories.endings],
  ].map(([name, value]) => [name as string, strings(value)]),
);

export const corpusWords: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, strings(value)])),
  opinions: strings(talk.opinions),
  names: stories.names,
  places: stories.places,
  objects: stories.objects,
  animals: stories.animals,
  feelings: stories.feelings,
  weathers: stories.weathers,
  times: stories.times,
};
