// Where the program of a worker thread lies: beside the bundle as a file of its own, or as the source, run through tsx.

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/** The bundler rewrites `import.meta` followed by a dot to the place of the source; this is the place of what runs. */
const here = import.meta;

/** `name`.ts lies in `folder`, a path from this file that ends in "/". */
export function workerEntry(folder: string, name: string): { url: URL; execArgv: string[] } {
  if (!here.url.endsWith(".ts")) return { url: new URL(`./${name}.js`, here.url), execArgv: [] };
  const source = new URL(`${folder}${name}.ts`, here.url);
  // A thread does not inherit the loader, and `--import tsx` does not reach it: it is registered inside.
  const loader = pathToFileURL(createRequire(here.url).resolve("tsx/esm/api").replace(/cjs$/, "mjs"));
  const program = `import { register } from "${loader}"; register(); await import("${source}");`;
  return { url: new URL(`data:text/javascript,${encodeURIComponent(program)}`), execArgv: [] };
}
