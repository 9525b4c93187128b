// `plexus gateway` as a process that can be killed, and customers that ask it until it is gone.
import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

export interface GatewayProcess {
  readonly url: string;
  /** Milliseconds from the start of the process until /ready. */
  readonly readyMs: number;
  kill(): Promise<void>;
}

export interface GatewayProcessOptions {
  readonly rpcPort: number;
  readonly port: number;
  readonly dataPath: string;
  readonly walletPath: string;
}

function arguments_(options: GatewayProcessOptions): string[] {
  const { rpcPort, port, dataPath, walletPath } = options;
  const place = ["--port", String(port), "--base-path", dataPath, "--wallet-path", walletPath];
  return ["dist/plexus.js", "gateway", "--wallet", "gateway", "--endpoint", `ws://127.0.0.1:${rpcPort}`, ...place];
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  for (let count = 0; count < 2_000; count++) {
    if (child.exitCode !== null) throw new Error(`the gateway ended with ${child.exitCode}`);
    const isReady = await fetch(`${url}/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) return;
    await sleep(10);
  }
  throw new Error("the gateway was not ready within 20 s");
}

export async function startGatewayProcess(options: GatewayProcessOptions): Promise<GatewayProcess> {
  const startedMs = performance.now();
  const env = { ...process.env, PLEXUS_LOG_LEVEL: "error" };
  const child = spawn(process.execPath, arguments_(options), { stdio: ["ignore", "inherit", "inherit"], env });
  const url = `http://127.0.0.1:${options.port}`;
  await untilReady(url, child);
  return {
    url,
    readyMs: performance.now() - startedMs,
    kill() {
      const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
      child.kill("SIGKILL");
      return gone;
    },
  };
}

/** Asks until the gateway is gone. Ids of answers that came whole go to `whole`: the customer can prove those. */
export async function customer(url: string, key: string, stream: boolean, whole: string[]): Promise<void> {
  const body = JSON.stringify({ model: "plexus/text", stream, messages: [{ role: "user", content: "capital?" }] });
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  try {
    for (;;) {
      const response = await fetch(`${url}/v1/chat/completions`, { method: "POST", headers, body });
      const text = await response.text();
      const isWhole = response.status === 200 && (!stream || text.endsWith("data: [DONE]\n\n"));
      if (isWhole) whole.push(response.headers.get("x-plexus-receipt") as string);
    }
  } catch {
    // Killed.
  }
}
