// Times as CometBFT writes them in JSON (RFC 3339, UTC, up to nanoseconds) and as it signs them.
import { SdkError } from "../../sdkError.js";
import { numberField } from "./protobuf.js";

export interface Instant {
  /** Since 1970. */
  readonly seconds: bigint;
  readonly nanos: number;
}

const shape = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/;

/** Throws SdkError `BadAnswer` for anything but a UTC time from 1970 on. */
export function readInstant(text: unknown): Instant {
  const parts = typeof text === "string" && text.length <= 40 ? shape.exec(text) : null;
  const atMs = parts === null ? Number.NaN : Date.parse(`${parts[1]}Z`);
  if (Number.isNaN(atMs) || atMs < 0) throw new SdkError("BadAnswer", "the node sent something that is not a time");
  return { seconds: BigInt(atMs / 1_000), nanos: Number((parts?.[2] ?? "").padEnd(9, "0")) };
}

export function instantBytes({ seconds, nanos }: Instant): number[] {
  return [...numberField(1, seconds), ...numberField(2, nanos)];
}

/** Whole milliseconds since 1970, rounded down. */
export function instantMs({ seconds, nanos }: Instant): number {
  return Number(seconds) * 1_000 + Math.floor(nanos / 1_000_000);
}

export function isBefore(one: Instant, other: Instant): boolean {
  return one.seconds < other.seconds || (one.seconds === other.seconds && one.nanos < other.nanos);
}
