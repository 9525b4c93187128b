// A small network for tests: a gateway and miners with real signatures, a customer's key, and a validator that signs.
// Never imported by the program.
import { signRequest } from "@plexus/client/axon";
import type { CryptoProvider } from "@plexus/core/crypto";
import { startTestGateway, type TestGateway, type TestGatewayOptions, testView } from "./testGateway.js";
import { startTestMiner, type TestMiner, type TestMinerOptions } from "./testMiner.js";

export const question = {
  model: "plexus/text",
  messages: [{ role: "user", content: "What is the capital of France?" }],
};

/** JSON as it came; tests look into it freely. */
// biome-ignore lint/suspicious/noExplicitAny: tests read answers by the path they expect
// oxlint-disable-next-line typescript/no-explicit-any
export type Json = any;

export interface TestNetwork {
  readonly test: TestGateway;
  readonly miners: TestMiner[];
  readonly key: string;
  readonly id: bigint;
}

/** @param closing gets what must be closed after the test, last first. */
export async function startNetwork(
  crypto: CryptoProvider,
  closing: (() => Promise<void>)[],
  miners: Partial<TestMinerOptions>[] = [{}],
  options: Partial<TestGatewayOptions> = {},
): Promise<TestNetwork> {
  const test = await startTestGateway({ crypto, ...options });
  closing.push(() => test.close());
  const started = await Promise.all(
    miners.map((each, uid) =>
      startTestMiner(crypto, { uri: `//Miner${uid}`, uid, incentive: 1 / miners.length, ...each }),
    ),
  );
  for (const miner of started) closing.push(() => miner.close());
  const validators = [crypto.keyring.fromUri("//Validator").address];
  test.setView(
    testView(
      started.map((miner) => miner.view),
      { validators },
    ),
  );
  return { test, miners: started, ...test.fundedKey(1_000_000_000n) };
}

export function ask(
  test: TestGateway,
  key: string,
  body: unknown,
  path = "/v1/chat/completions",
  signal?: AbortSignal,
): Promise<Response> {
  return fetch(test.url + path, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
    signal: signal ?? null,
  });
}

/** Signed by btauth/1, as validators do. */
export function askSigned(
  crypto: CryptoProvider,
  test: TestGateway,
  uri: string,
  method: string,
  target: string,
  body: string,
): Promise<Response> {
  const key = crypto.keyring.fromUri(uri);
  const headers = signRequest({ key, method, target, body: Buffer.from(body), receiver: test.gateway.key.address });
  return fetch(test.url + target, { method, headers, body: method === "GET" ? null : body });
}

export async function jsonOf(response: Response | Promise<Response>): Promise<Json> {
  return (await response).json();
}

export async function errorOf(response: Response): Promise<Json> {
  return { status: response.status, ...((await jsonOf(response)).error as object) };
}

export function balanceOf(test: TestGateway, key: string): Promise<Json> {
  return jsonOf(fetch(`${test.url}/v1/balance`, { headers: { authorization: `Bearer ${key}` } }));
}

/** The JSON events of a stream. */
export function events(text: string): Json[] {
  return text
    .split("\n\n")
    .filter((each) => each.startsWith("data: {"))
    .map((each) => JSON.parse(each.slice(6)) as Json);
}
