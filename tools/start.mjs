// `npm start`: installs, bundles, builds the page, then runs `plexus localnet start` in this very process, so that Ctrl-C and
// kill reach the supervisor without a middleman.
import { pathToFileURL } from "node:url";
import { ensureInstalled } from "./setup.mjs";

try {
  await ensureInstalled();
  const { ensureProgram, ensurePage } = await import("./bundle.mjs");
  await ensurePage();
  const program = await ensureProgram();
  process.argv = [process.argv[0], program, "localnet", "start", ...process.argv.slice(2)];
  await import(pathToFileURL(program).href);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
