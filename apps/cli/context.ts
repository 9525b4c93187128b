// What a running command may touch: settings, the person's terminal, the chain and the wallet; each opened only when asked for.
import { createInterface } from "node:readline/promises";
import type { PlexusClient } from "@plexus/client/sdk";
import type { CryptoProvider } from "@plexus/core/crypto";
import { CommandFailure, wrongUse } from "./failure.js";
import type { Settings } from "./settings.js";

export interface Context {
  readonly settings: Settings;
  readonly json: boolean;
  readonly verbose: boolean;
  /** The folder that the command was started in. */
  readonly folder: string;
  /** Aborted by Ctrl-C and by SIGTERM. */
  readonly signal: AbortSignal;
  /** A line for the person while work goes on; on stderr, so that stdout stays one document. */
  note(text: string): void;
  /** Asks on a terminal; --yes and a missing terminal answer yes. Throws when the person says no. */
  confirm(question: string): Promise<void>;
  /** Reads a line without showing it. Throws wrong use where there is no terminal. */
  askSecret(question: string): Promise<string>;
  crypto(): Promise<CryptoProvider>;
  /** The chain at settings.endpoint; closed when the command ends. Throws notReachable. */
  chain(): Promise<PlexusClient>;
}

export interface ContextInput {
  readonly settings: Settings;
  readonly json: boolean;
  readonly yes: boolean;
  readonly verbose: boolean;
  readonly signal: AbortSignal;
}

/** How long a command waits for the chain before it says that it is not reachable. */
const connectTimeoutMs = 5_000;

async function openChain(endpoint: string, crypto: CryptoProvider): Promise<PlexusClient> {
  const { connect } = await import("@plexus/client/sdk");
  const timeout = AbortSignal.timeout(connectTimeoutMs);
  const late = new Promise<never>((_, reject) => {
    timeout.addEventListener("abort", () => reject(new Error("no answer")), { once: true });
  });
  const opened = connect(endpoint, { crypto });
  try {
    const client = await Promise.race([opened, late]);
    await Promise.race([client.request("system_chain", []), late]);
    return client;
  } catch (cause) {
    void opened.then(
      (client) => client.close(),
      () => undefined,
    );
    if ((cause as { code?: unknown }).code === "SpecMismatch") throw cause;
    const advice = "Start the network with `npm start`, or name another one with --endpoint.";
    throw new CommandFailure("notReachable", `The chain at ${endpoint} does not answer.`, advice, { cause });
  }
}

async function readHidden(question: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(question);
  const reader = createInterface({ input: stdin, terminal: true, output: undefined });
  try {
    return await reader.question("");
  } finally {
    reader.close();
    stderr.write("\n");
  }
}

/** Makes the context of one command, and the function that closes what the command opened. */
export function createContext(input: ContextInput): { context: Context; close: () => Promise<void> } {
  let provider: Promise<CryptoProvider> | undefined;
  let client: Promise<PlexusClient> | undefined;
  const context: Context = {
    settings: input.settings,
    json: input.json,
    verbose: input.verbose,
    folder: process.cwd(),
    signal: input.signal,
    note: (text) => void process.stderr.write(`${text}\n`),
    async confirm(question) {
      if (input.yes || !process.stdin.isTTY || !process.stderr.isTTY) return;
      const reader = createInterface({ input: process.stdin, output: process.stderr });
      const answer = await reader.question(`${question} [y/N] `, { signal: input.signal });
      reader.close();
      if (!/^y(es)?$/i.test(answer.trim()))
        throw new CommandFailure("interrupted", "Not done.", "Answer y, or give --yes.");
    },
    async askSecret(question) {
      if (!process.stdin.isTTY)
        throw wrongUse("A password is needed and there is no terminal to ask on.", "Run it on a terminal.");
      return readHidden(question);
    },
    crypto() {
      provider ??= import("@plexus/core/crypto/native").then(({ nativeCrypto }) => nativeCrypto());
      return provider;
    },
    async chain() {
      client ??= context.crypto().then((crypto) => openChain(input.settings.endpoint.value, crypto));
      return client;
    },
  };
  const close = async () => {
    if (client !== undefined) await client.then((open) => open.close()).catch(() => undefined);
  };
  return { context, close };
}
