#!/usr/bin/env node
// The `plexus` command of a checkout: bundles apps/cli when its sources changed, then runs the bundle in this process.
import { pathToFileURL } from "node:url";
import { ensureProgram } from "../../tools/bundle.mjs";

try {
  const program = await ensureProgram();
  process.argv[1] = program;
  await import(pathToFileURL(program).href);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
