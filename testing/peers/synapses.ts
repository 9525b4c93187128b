// Both directions over real sockets: Python's dendrite asks our axon, our caller asks Python's axon. What may not pass is
// tried in both directions too.
import { type AddressInfo, createServer } from "node:net";
import { type AxonError, callSynapse, createAxon } from "@plexus/client/axon";
import type { CryptoProvider } from "@plexus/core/crypto";
import { check } from "./check.js";
import { startPython } from "./pythonProcess.js";

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export async function pythonAsksOurs(crypto: CryptoProvider, python: string): Promise<void> {
  const [alice, bob] = [crypto.keyring.fromUri("//Alice"), crypto.keyring.fromUri("//Bob")];
  const text = async (fields: Record<string, unknown>) => ({ output: `ours got ${fields.text} x${fields.count}` });
  const axon = await createAxon({
    key: bob,
    crypto,
    host: "127.0.0.1",
    port: 0,
    handle: async () => Promise.reject(new Error("no task is sent here")),
    authorise: (hotkey) => hotkey === alice.address,
    synapses: {
      TextSynapse: { hashFields: ["text", "count"], handle: text },
      OpenSynapse: { hashFields: [], handle: async ({ text: open }) => ({ output: `open ${open}` }) },
    },
  });
  const answers: Record<string, string> = {};
  for await (const line of startPython(python, "neuron.py", ["call", String(axon.port)]).lines) {
    const [label, status, output] = line.split("|");
    if (output !== undefined) answers[label as string] = `${status} ${output}`;
  }
  check("Python asks ours, fields hashed", answers.hashed, "200 ours got grüße x7");
  check("… and once more on the same dendrite", answers.again, "200 ours got  x-1");
  check("… without hashed fields", answers.open, "200 open plain");
  check("… another's axon: refused", answers["other receiver"], "401 None");
  check("… as a stranger: refused", answers.stranger, "403 None");
  const unsigned = await fetch(`http://127.0.0.1:${axon.port}/TextSynapse`, {
    method: "POST",
    body: '{"text":"x","count":1}',
  });
  check("… unsigned: refused, where Python would let it in", unsigned.status, 401);
  await axon.close();
}

export async function oursAsksPython(crypto: CryptoProvider, python: string): Promise<void> {
  const [alice, bob] = [crypto.keyring.fromUri("//Alice"), crypto.keyring.fromUri("//Bob")];
  const port = await freePort();
  const { child, lines } = startPython(python, "neuron.py", ["serve", String(port)]);
  try {
    await new Promise<void>((resolve) => lines.on("line", (line) => line === "ready" && resolve()));
    const base = {
      key: alice,
      receiver: bob.address,
      url: `http://127.0.0.1:${port}`,
      name: "TextSynapse",
      hashFields: ["text", "count"],
    };
    const ask = (change: object = {}) =>
      callSynapse({
        ...base,
        requiredDefaults: { text: "", count: 0 },
        fields: { text: "grüße", count: 7 },
        ...change,
      }).then(
        ({ output }) => output,
        (error: AxonError) => error.status,
      );
    // It says that it is ready a little before it listens.
    for (let attempt = 0; attempt < 50 && (await ask()) === 0; attempt += 1)
      await new Promise((resolve) => setTimeout(resolve, 200));
    check("ours asks Python", await ask(), "python got grüße x7");
    check("… and once more", await ask({ fields: { text: "", count: -1 } }), "python got  x-1");
    check("… signed for another: refused", await ask({ receiver: alice.address }), 401);
    check("… with a hash of other fields: refused", await ask({ hashFields: ["text"] }), 500);
    check(
      "… as anybody: Python lets in whoever signs",
      await ask({ key: crypto.keyring.fromUri("//Eve") }),
      "python got grüße x7",
    );
  } finally {
    child.kill("SIGKILL");
  }
}
