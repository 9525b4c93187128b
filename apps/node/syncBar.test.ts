// A node that catches up shows a bar; whatever else it has to say stays a line.
import { silentLogger } from "@plexus/chain/engine";
import { expect, test } from "vitest";
import { withSyncBar } from "./syncBar.js";

function setUp() {
  const target: { value: number | undefined } = { value: undefined };
  const lines: string[] = [];
  const written: string[] = [];
  const stream = { write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream;
  const say = (_: object, message: string) => void lines.push(message);
  const logger = withSyncBar({ ...silentLogger, info: say, warn: say }, () => ({ target: target.value }), stream);
  return { target, lines, written, logger };
}

test("old blocks fill a bar, new ones are lines again", () => {
  const { target, lines, written, logger } = setUp();
  target.value = 100;
  logger.info({ block: 1 }, "Imported #1 (0x)");
  expect(lines).toEqual([]);
  expect(written.join("")).toContain("1 of 100");
  logger.warn({}, "look here");
  expect(written.at(-1)).toBe("\n");
  target.value = undefined;
  logger.info({ block: 101 }, "Imported #101 (0x)");
  expect(lines).toEqual(["look here", "Imported #101 (0x)"]);
});

test("a snapshot fills a bar in bytes", () => {
  const { written, lines, logger } = setUp();
  logger.info({ receivedBytes: 30_000_000, totalBytes: 60_000_000 }, "a snapshot is being restored");
  expect(written[0]).toContain(`${"█".repeat(12)}${"░".repeat(12)} 30.0 of 60.0 MB`);
  logger.info({}, "restored");
  expect(lines).toEqual(["restored"]);
});
