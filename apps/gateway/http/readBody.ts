// Reads a request's body within limits of size and time (spec: issue §6, done-when 8: slow clients).

import { badRequest, slowBody, tooLarge } from "./apiError.js";
import type { Exchange } from "./exchange.js";

export const bodyLimitBytes = 1 << 20;

export function readBody({ request }: Exchange, timeoutMs: number, limitBytes = bodyLimitBytes): Promise<Buffer> {
  if (Number(request.headers["content-length"] ?? 0) > limitBytes) return Promise.reject(tooLarge(limitBytes));
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      request.off("data", onData).off("end", onEnd).off("close", onClose).off("error", onClose);
      finish();
    };
    const onData = (part: Buffer) => {
      size += part.length;
      parts.push(part);
      if (size > limitBytes) {
        request.pause();
        settle(() => reject(tooLarge(limitBytes)));
      }
    };
    const onEnd = () => settle(() => resolve(parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)));
    const onClose = () => settle(() => reject(badRequest("the request's body broke off")));
    const timer = setTimeout(() => {
      request.pause();
      settle(() => reject(slowBody()));
    }, timeoutMs);
    request.on("data", onData).on("end", onEnd).on("close", onClose).on("error", onClose);
  });
}

const decoder = new TextDecoder("utf-8", { fatal: true });

export function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(body));
  } catch {
    throw badRequest(
      "We could not parse the JSON body of your request: JSON in UTF-8 is expected.",
      undefined,
      "invalid_json",
    );
  }
}
