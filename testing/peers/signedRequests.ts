// btauth/1 in both directions.
import { signRequest, verifyRequest } from "@plexus/client/axon";
import type { CryptoProvider } from "@plexus/core/crypto";
import { check } from "./check.js";
import { runPython } from "./pythonProcess.js";

const requests = [
  { method: "POST", path: "/v1/task", body: Buffer.from('{"text":"grüße"}') },
  { method: "GET", path: "/blob/00?x=%20&y", body: Buffer.alloc(0) },
  { method: "PUT", path: "/blob/ff", body: Buffer.from([0, 255, 10, 13]) },
];

export async function signedRequests(crypto: CryptoProvider, python: string): Promise<void> {
  const [alice, bob] = [crypto.keyring.fromUri("//Alice"), crypto.keyring.fromUri("//Bob")];
  const ours = requests.map(({ method, path, body }) => ({
    method,
    path,
    body: body.toString("hex"),
    headers: signRequest({ key: alice, method, target: path, body, receiver: bob.address }),
    self: bob.address,
  }));
  const first = ours[0] as (typeof ours)[number];
  const wrong = [first, { ...first, body: "00" }, { ...first, path: "/" }, { ...first, self: alice.address }];
  const sign = requests.map(({ method, path, body }) => ({
    uri: "//Alice",
    method,
    path,
    body: body.toString("hex"),
    receiver: bob.address,
  }));

  const output = await runPython(
    python,
    "signedRequests.py",
    [],
    JSON.stringify({ sign, verify: [...ours, ...wrong] }),
  );
  const answer = JSON.parse(output) as { sign: Record<string, string>[]; verify: string[] };
  check("SDK 11 verifies what we signed", answer.verify.slice(0, 3), ["ok", "ok", "ok"]);
  check("… and refuses replay, changed body, changed path, other receiver", answer.verify.slice(3), [
    "ReplayedRequest",
    "BadSignature",
    "BadSignature",
    "WrongReceiver",
  ]);
  const checks = answer.sign.map((headers, index) => {
    const { method, path: target, body } = requests[index] as (typeof requests)[number];
    const lowered = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const nowNs = BigInt(Date.now()) * 1_000_000n;
    return verifyRequest({ method, target, headers: lowered, body }, { crypto, receiver: bob.address, nowNs }).ok;
  });
  check("we verify what SDK 11 signed", checks, [true, true, true]);
}
