// A vitest reporter that counts: it writes passed, failed and skipped to the file named by PLEXUS_TALLY for tools/test.mjs, and
// names every skipped test, so that a part which this machine lacks is never passed over in silence.
import { writeFileSync } from "node:fs";
import type { Reporter, SerializedError, TestModule } from "vitest/node";

/** Counts of one run; an error outside any test counts as one failure. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const tally: Tally = { passed: 0, failed: unhandled.length, skipped: 0 };
    const skipped: string[] = [];
    for (const module of modules) {
      if (module.state() === "failed" && [...module.children.allTests()].length === 0) tally.failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") tally.passed += 1;
        else if (state === "failed") tally.failed += 1;
        else {
          tally.skipped += 1;
          skipped.push(`${module.relativeModuleId} > ${test.fullName}`);
        }
      }
    }
    for (const name of skipped) console.log(`SKIPPED on this machine: ${name}`);
    if (process.env.PLEXUS_TALLY !== undefined) writeFileSync(process.env.PLEXUS_TALLY, JSON.stringify(tally));
  }
}
