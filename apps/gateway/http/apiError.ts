// Every refusal that a customer can see, in OpenAI's shape, in one place (spec: issue §6; surfaces.md "Wire of the gateway").
// Anything else that is thrown becomes a 500 without details.

export class ApiError extends Error {
  readonly status: number;
  /** OpenAI's `type`: what sort of trouble. */
  readonly type: string;
  /** OpenAI's `code`: which trouble exactly. */
  readonly code: string;
  readonly param: string | null;
  /** Seconds for the header Retry-After. */
  readonly retryAfterS: number | undefined;

  constructor(
    status: number,
    type: string,
    code: string,
    message: string,
    more: { param?: string; retryAfterS?: number } = {},
  ) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.type = type;
    this.code = code;
    this.param = more.param ?? null;
    this.retryAfterS = more.retryAfterS;
  }

  toBody(): { error: { message: string; type: string; code: string; param: string | null } } {
    return { error: { message: this.message, type: this.type, code: this.code, param: this.param } };
  }
}

const invalid = "invalid_request_error";

export const badRequest = (message: string, param?: string, code = "invalid_value") =>
  new ApiError(400, invalid, code, message, { param });
export const badKey = () =>
  new ApiError(
    401,
    invalid,
    "invalid_api_key",
    "Incorrect API key. Make one with `plexus key create`, and send it as `Authorization: Bearer sk-plexus-…`.",
  );
export const badSignature = (reason: string) =>
  new ApiError(401, invalid, reason, `The request's btauth/1 signature was refused: ${reason}.`);
export const notValidator = () =>
  new ApiError(403, invalid, "not_a_validator", "Only a hotkey with a validator permit on this subnet may do this.");
export const noMoney = (highestRao: bigint, balanceRao: bigint) =>
  new ApiError(
    402,
    "insufficient_quota",
    "insufficient_balance",
    `This request may cost up to ${highestRao} rao, the key's free balance is ${balanceRao} rao. Add TAO with \`plexus key top-up\`, or lower max_tokens.`,
  );
export const capReached = () =>
  new ApiError(402, "insufficient_quota", "key_cap_reached", "This request could pass the cap set for this key.");
export const unknownModel = (model: string) =>
  new ApiError(
    404,
    invalid,
    "model_not_found",
    `No miner offers the model '${model}'. GET /v1/models lists what is offered.`,
    { param: "model" },
  );
export const unknownRoute = (method: string, path: string) =>
  new ApiError(404, invalid, "unknown_url", `Unknown request URL: ${method} ${path}.`);
export const notFound = (what: string) => new ApiError(404, invalid, "not_found", `No such ${what}.`);
export const wrongMethod = (method: string) =>
  new ApiError(405, invalid, "method_not_supported", `Not allowed to ${method} on this URL.`);
export const slowBody = () =>
  new ApiError(408, invalid, "request_timeout", "The request's body took too long to arrive.");
export const tooLarge = (limitBytes: number) =>
  new ApiError(413, invalid, "request_too_large", `The request's body passes the limit of ${limitBytes} bytes.`);
export const tooMany = (what: string, retryAfterS: number) =>
  new ApiError(429, "requests", "rate_limit_exceeded", `Too many requests: ${what}.`, { retryAfterS });
export const noMiner = (why: string) =>
  new ApiError(503, "server_error", "no_miner", `No miner can answer now: ${why}.`, { retryAfterS: 2 });
export const overloaded = (why: string) =>
  new ApiError(503, "server_error", "overloaded", `The gateway is at its limit: ${why}.`, { retryAfterS: 1 });
export const minerFailed = (why: string) =>
  new ApiError(502, "server_error", "miner_failed", `The miner's answer broke off: ${why}. Nothing was charged.`);
export const internal = () =>
  new ApiError(500, "server_error", "internal_error", "The gateway failed. The request id names it in its log.");
