// Events must come out alike however the network cuts the bytes.
import fc from "fast-check";
import { expect, it } from "vitest";
import { createEventReader, type ServerEvent } from "./eventReader.js";

it("gives the same events however the bytes are cut, also inside a character", () => {
  const event = fc.record({
    name: fc.constantFrom("message", "receipt", "error"),
    data: fc.jsonValue().map((value) => JSON.stringify(value)),
  });
  const newline = fc.constantFrom("\n", "\r\n");
  fc.assert(
    fc.property(
      fc.array(event, { maxLength: 6 }),
      newline,
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      (events, end, cuts) => {
        const text = events
          .map(({ name, data }) => `${name === "message" ? "" : `event: ${name}${end}`}data: ${data}${end}${end}`)
          .join("");
        const bytes = new TextEncoder().encode(`: a comment${end}${end}${text}`);
        const seen: ServerEvent[] = [];
        const reader = createEventReader((each) => seen.push(each));
        for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
          const length = cuts[turn % cuts.length] as number;
          reader.push(bytes.slice(at, at + length));
          at += length;
        }
        expect(seen).toEqual(events);
      },
    ),
    { numRuns: 80 },
  );
});
