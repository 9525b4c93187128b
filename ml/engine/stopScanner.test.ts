// However the text is cut into pieces, the scanner gives out exactly what stands before the first stop string.

import fc from "fast-check";
import { expect, test } from "vitest";
import { StopScanner } from "./stopScanner.js";

test("the cut of the pieces does not matter", () => {
  const small = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 30 });
  const stops = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 4 }), {
    maxLength: 3,
  });
  fc.assert(
    fc.property(
      small,
      stops,
      fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 30 }),
      (text, stopStrings, cuts) => {
        const scanner = new StopScanner(stopStrings);
        let [at, out, stopped] = [0, "", false];
        for (const size of [...cuts, text.length]) {
          const result = scanner.push(text.slice(at, at + size));
          out += result.text;
          at += size;
          stopped = result.stopped;
          if (stopped || at >= text.length) break;
        }
        if (!stopped) out += scanner.flush();
        const meets = stopStrings.some((stop) => text.includes(stop));
        expect(stopped).toBe(meets);
        expect(text.startsWith(out)).toBe(true);
        // The first stop to be complete wins; a longer one that began earlier may not have been complete yet.
        expect(meets ? stopStrings.some((stop) => text.startsWith(stop, out.length)) : out === text).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});
