// The peer: @portkey-ai/gateway, installed into a folder of its own on first use; it is no dependency of ours.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const portkeyVersion = "1.15.2";

function install(): string {
  const folder = join(tmpdir(), `plexus-bench-portkey-${portkeyVersion}`);
  const program = join(folder, "node_modules/@portkey-ai/gateway/build/start-server.js");
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  execFileSync(
    "npm",
    [
      "install",
      "--prefix",
      folder,
      "--no-audit",
      "--no-fund",
      "--ignore-scripts",
      `@portkey-ai/gateway@${portkeyVersion}`,
    ],
    { stdio: "inherit" },
  );
  return program;
}

/** Serves on the port without its web page. */
export async function startPortkey(port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [install(), `--port=${port}`, "--headless"], {
    stdio: "ignore",
    env: { ...process.env, NODE_ENV: "production", TRUSTED_CUSTOM_HOSTS: "127.0.0.1,localhost" },
  });
  for (let count = 0; count < 100; count++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    if (
      await fetch(`http://127.0.0.1:${port}/`).then(
        (response) => response.ok,
        () => false,
      )
    )
      return child;
  }
  child.kill();
  throw new Error("the peer did not start within 10 s");
}
