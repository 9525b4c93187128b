// The test projects. core, chain and client share one module graph per worker (`isolate: false`: 150 small files in 5 s instead
// of 65 s, shared/spec/engine.md §5.4); programs and models get a process each. A folder under testing/ or bench/ with a run.sh is a
// suite of its own that `.ci/run` runs, not a part of `npm test`.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

const root = import.meta.dirname;
const exclude = ["**/node_modules/**", "**/dist/**", "**/.plexus/**"];

function suitesWithRunner(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder))
    .filter((name) => existsSync(join(root, folder, name, "run.sh")))
    .map((name) => `${folder}/${name}/**`);
}

const shared = { root, exclude, testTimeout: 60_000, hookTimeout: 60_000, environment: "node" } as const;

export default defineConfig({
  test: {
    reporters: ["default", join(root, "tools/tallyReporter.ts")],
    maxWorkers: 2,
    passWithNoTests: false,
    projects: [
      ...["core", "chain", "client"].map((name) => ({
        test: { ...shared, name, include: [`${name}/**/*.test.ts`], isolate: false, pool: "threads" as const },
      })),
      ...["ml", "subnets", "apps", "tools"].map((name) => ({
        test: { ...shared, name, include: [`${name}/**/*.test.{ts,tsx}`], pool: "forks" as const },
      })),
      {
        test: {
          ...shared,
          name: "testing",
          include: ["testing/**/*.test.ts", "bench/**/*.test.ts"],
          pool: "forks" as const,
          exclude: [...exclude, ...suitesWithRunner("testing"), ...suitesWithRunner("bench")],
        },
      },
    ],
  },
});
