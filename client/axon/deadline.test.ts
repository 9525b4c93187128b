// A deadline fires by its time or by its sources, and leaves nothing behind.
import { getEventListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createDeadline } from "./deadline.js";

const fired = (signal: AbortSignal) =>
  new Promise<unknown>((resolve) => signal.addEventListener("abort", () => resolve(signal.reason)));

describe("a deadline", () => {
  it("comes although nobody but its timer holds it", async () => {
    const reason = fired(createDeadline(30).signal);
    globalThis.gc?.();
    expect(await reason).toMatchObject({ name: "TimeoutError" });
  });

  it("fires with the reason of the first source, also of one that has fired already", async () => {
    const [first, second] = [new AbortController(), new AbortController()];
    const { signal, clear } = createDeadline(60_000, first.signal, second.signal);
    second.abort("gone");
    expect(signal.reason).toBe("gone");
    clear();
    const late = createDeadline(60_000, second.signal);
    expect(late.signal.aborted).toBe(true);
    late.clear();
  });

  it("is cleared without a trace", async () => {
    const source = new AbortController();
    const { signal, clear } = createDeadline(20, source.signal);
    expect(getEventListeners(source.signal, "abort")).toHaveLength(1);
    clear();
    expect(getEventListeners(source.signal, "abort")).toHaveLength(0);
    await sleep(40);
    expect(signal.aborted).toBe(false);
  });
});
