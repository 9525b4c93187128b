// Many questions under one time limit: a server that answers each of them just in time must not keep a client for hours.
import { SdkError } from "../sdkError.js";
import type { LightRequestOptions } from "./lightRpc.js";

/** Throws SdkError `Timeout`, also where the work does not heed its signal. */
export async function withinTime<T>(
  timeoutMs: number,
  { signal }: LightRequestOptions,
  work: (bounds: LightRequestOptions) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const onAbort = () => stop.abort(signal?.reason);
  const late = new SdkError("Timeout", `no verified answer in ${timeoutMs} ms`);
  const timer = setTimeout(() => stop.abort(late), timeoutMs);
  signal?.addEventListener("abort", onAbort, { once: true });
  if (signal?.aborted) onAbort();
  const stopped = new Promise<never>((_, reject) => {
    const fail = () =>
      reject(
        stop.signal.reason === late
          ? late
          : new SdkError("Aborted", "the question was called off", { cause: signal?.reason }),
      );
    if (stop.signal.aborted) fail();
    else stop.signal.addEventListener("abort", fail, { once: true });
  });
  try {
    return await Promise.race([work({ signal: stop.signal }), stopped]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
    stopped.catch(() => {});
  }
}
