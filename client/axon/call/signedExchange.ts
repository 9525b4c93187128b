// A signed exchange: btauth/1 headers over exactly what goes out, and one fresh attempt where the pooled socket was dead
// (spec: target.md §5).
import type { KeyPair } from "@plexus/core/crypto";
import { AxonError } from "../axonError.js";
import { signRequest } from "../btauth/signRequest.js";
import { type ExchangeInput, type ExchangeResult, exchange, StaleSocketError } from "./exchange.js";

export interface SignedExchangeInput extends ExchangeInput {
  readonly key: KeyPair;
  readonly receiver: string;
}

/** As `exchange`, signed. A second attempt has a nonce of its own, so it is no replay. */
export async function signedExchange(input: SignedExchangeInput): Promise<ExchangeResult> {
  const attempt = () => {
    const { key, method, body, receiver } = input;
    const target = input.url.pathname + input.url.search;
    const signed = signRequest({ key, method, target, body, receiver });
    return exchange({ ...input, headers: { ...input.headers, ...signed } });
  };
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof StaleSocketError)) throw error;
  }
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof StaleSocketError)) throw error;
    throw new AxonError(0, "Unreachable", `${input.url.host} closes every connection`);
  }
}

/** The address of a path at a server. Throws AxonError `BadUrl`. */
export function endpointUrl(base: string, path: string): URL {
  let url: URL;
  try {
    url = new URL(path, base);
  } catch {
    throw new AxonError(0, "BadUrl", `not an address: ${base}`);
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") throw new AxonError(0, "BadUrl", `not http: ${base}`);
  return url;
}

/** The error that a refusing server sent, or a plain one where it sent none. */
export function refusalError(status: number, body: Uint8Array): AxonError {
  try {
    const { error, message } = JSON.parse(Buffer.from(body).toString()) as {
      error?: { code?: unknown; message?: unknown };
      message?: unknown;
    };
    if (typeof error?.code === "string" && typeof error.message === "string") {
      return new AxonError(status, error.code.slice(0, 80), error.message.slice(0, 500), { sawFirstByte: true });
    }
    // Python neurons of SDK 10 say it this way.
    if (typeof message === "string")
      return new AxonError(status, "Refused", message.slice(0, 500), { sawFirstByte: true });
  } catch {}
  return new AxonError(status, "Refused", `the other side answered ${status}`, { sawFirstByte: true });
}
