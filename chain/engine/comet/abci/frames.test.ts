// Frames survive any cut of the stream; whatever is none ends with BadFrame and costs no memory.
import fc from "fast-check";
import { expect, test } from "vitest";
import { BadFrame, FrameReader, frameHeader } from "./frames.js";

const messages = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 12 });

test("any messages, cut anywhere, come out whole and in order", () => {
  fc.assert(
    fc.property(messages, fc.array(fc.integer({ min: 1, max: 97 }), { minLength: 1, maxLength: 20 }), (sent, cuts) => {
      const stream = Buffer.concat(sent.flatMap((each) => [frameHeader(each.length), each]));
      const reader = new FrameReader();
      const got: Buffer[] = [];
      for (let at = 0, turn = 0; at < stream.length; turn++) {
        const size = cuts[turn % cuts.length] as number;
        got.push(...reader.read(stream.subarray(at, at + size)));
        at += size;
      }
      expect(got.map((each) => each.toString("hex"))).toEqual(sent.map((each) => Buffer.from(each).toString("hex")));
      expect(reader.heldBytes).toBe(0);
    }),
    { numRuns: 200 },
  );
});

test("lengths that are too long, or do not end, are refused before anything is kept", () => {
  const read = (bytes: number[], maximum?: number) => [...new FrameReader(maximum).read(Buffer.from(bytes))];
  expect(() => read([0xff, 0xff, 0xff, 0xff, 0xff, 0xff])).toThrow(BadFrame);
  expect(() => read([0x80, 0x80, 0x80, 0x80, 0x80])).toThrow(BadFrame);
  expect(() => read([0x81, 0x08], 1_024)).toThrow(BadFrame);
  expect(read([0x80, 0x08], 1_024)).toEqual([]);
  expect(read([0x00, 0x01, 0x07]).map((each) => [...each])).toEqual([[], [7]]);
});

test("noise never does anything but give messages or BadFrame", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 10 }), (pieces) => {
      const reader = new FrameReader(4_096);
      try {
        for (const piece of pieces)
          for (const message of reader.read(Buffer.from(piece))) expect(message.length).toBeLessThanOrEqual(4_096);
      } catch (error) {
        expect(error).toBeInstanceOf(BadFrame);
      }
    }),
    { numRuns: 300 },
  );
});
