// What an application answers, call by call, with the request and response that belong together (ABCI 2.0, engine.md
// §1.3). Echo and Flush belong to the connection and are answered there.

import { Request, Response } from "../proto/abci.js";

type Requests = NonNullable<Request["value"]>;
type Responses = NonNullable<Response["value"]>;

export type CallName = Exclude<Requests["$case"], "echo" | "flush">;
export type RequestOf<Name extends CallName> = Extract<Requests, { $case: Name }>["value"];
export type ResponseOf<Name extends CallName> = Extract<Responses, { $case: Name }>["value"];

export type AbciHandlers = {
  readonly [Name in CallName]: (request: RequestOf<Name>) => ResponseOf<Name> | Promise<ResponseOf<Name>>;
};

/** Told of every call, for metrics. `failed`: the handler threw. */
export type CallObserver = (call: CallName, seconds: number, failed: boolean) => void;

/** Throws BadFrame's reason as an Error if it is no request. */
export function decodeRequest(bytes: Uint8Array): Requests {
  const { value } = Request.decode(bytes);
  if (value === undefined) throw new Error("an empty request, or one of a newer ABCI");
  return value;
}

export function encodeResponse(value: Responses): Uint8Array {
  return Response.encode({ value }).finish();
}

/** Throws what the handler throws. */
export async function answer(handlers: AbciHandlers, request: Requests): Promise<Responses> {
  if (request.$case === "echo") return { $case: "echo", value: { message: request.value.message } };
  if (request.$case === "flush") return { $case: "flush", value: {} };
  const handler = handlers[request.$case] as (value: typeof request.value) => unknown;
  // The map's type ties the answer to the request; the compiler cannot follow it through a union.
  return { $case: request.$case, value: await handler(request.value) } as Responses;
}
