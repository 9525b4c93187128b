// Where a setting comes from: flag, then environment (PLEXUS_…), then plexus.config.json, then the default (surfaces.md).
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { wrongUse } from "./failure.js";

const networks: Readonly<Record<string, string>> = { local: "ws://127.0.0.1:9944" };
const configFileName = "plexus.config.json";

const configSchema = z
  .object({
    network: z.string(),
    endpoint: z.string(),
    gateway: z.string(),
    key: z.string(),
    wallet: z.string(),
    hotkey: z.string(),
    walletPath: z.string(),
    networks: z.record(z.string(), z.string()),
  })
  .partial()
  .strict();

type Config = z.infer<typeof configSchema>;
export type SettingName = "network" | "endpoint" | "gateway" | "key" | "wallet" | "hotkey" | "walletPath";
export interface Setting {
  readonly value: string;
  readonly source: string;
}
export type Settings = Readonly<Record<SettingName, Setting>>;

const environmentNames: Readonly<Record<SettingName, readonly string[]>> = {
  network: ["PLEXUS_NETWORK"],
  endpoint: ["PLEXUS_ENDPOINT"],
  gateway: ["PLEXUS_GATEWAY"],
  key: ["PLEXUS_KEY"],
  wallet: ["PLEXUS_WALLET"],
  hotkey: ["PLEXUS_HOTKEY"],
  walletPath: ["PLEXUS_WALLET_PATH", "BT_WALLET_PATH"],
};

function readConfig(folder: string): Config {
  const path = join(folder, configFileName);
  if (!existsSync(path)) return {};
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    throw wrongUse(`${path} is not JSON.`, "Mend the file or remove it.");
  }
  const checked = configSchema.safeParse(content);
  if (!checked.success)
    throw wrongUse(`${path}: ${z.prettifyError(checked.error).split("\n")[0]}`, "Mend the file or remove it.");
  return checked.data;
}

/** Key and gateway of the local network in this checkout, when it has written its endpoints.json. */
function readLocalNetwork(folder: string): { rpc?: string; gateway?: { url: string; key: string } } {
  const path = join(folder, ".plexus", "localnet", "endpoints.json");
  if (!existsSync(path)) return {};
  try {
    return JSON.parse(readFileSync(path, "utf8")) as { rpc?: string; gateway?: { url: string; key: string } };
  } catch {
    return {};
  }
}

/** Resolves every setting and remembers its source. Throws wrong use for a bad config file or an unknown network. */
export function resolveSettings(
  flags: Partial<Record<SettingName, string>>,
  environment: NodeJS.ProcessEnv,
  folder: string,
): Settings {
  const config = readConfig(folder);
  const local = readLocalNetwork(folder);
  const pick = (name: SettingName, fallback: Setting): Setting => {
    const flag = flags[name];
    if (flag !== undefined) return { value: flag, source: "flag" };
    for (const variable of environmentNames[name]) {
      const value = environment[variable];
      if (value !== undefined && value !== "") return { value, source: `environment ${variable}` };
    }
    const configured = config[name];
    return configured === undefined ? fallback : { value: configured, source: configFileName };
  };
  const network = pick("network", { value: "local", source: "default" });
  const known = { ...networks, ...config.networks };
  const url = known[network.value];
  const isLocal = network.value === "local";
  const localUrl = isLocal && local.rpc !== undefined ? { value: local.rpc, source: ".plexus/localnet" } : undefined;
  const endpoint = pick("endpoint", localUrl ?? { value: url ?? "", source: `network ${network.value}` });
  if (endpoint.value === "")
    throw wrongUse(
      `There is no network "${network.value}".`,
      `Known: ${Object.keys(known).join(", ")}; or give --endpoint.`,
    );
  return {
    network,
    endpoint,
    gateway: pick(
      "gateway",
      isLocal && local.gateway
        ? { value: local.gateway.url, source: ".plexus/localnet" }
        : { value: "http://127.0.0.1:8000", source: "default" },
    ),
    key: pick(
      "key",
      isLocal && local.gateway
        ? { value: local.gateway.key, source: ".plexus/localnet" }
        : { value: "", source: "default" },
    ),
    wallet: pick("wallet", { value: "default", source: "default" }),
    hotkey: pick("hotkey", { value: "default", source: "default" }),
    walletPath: pick("walletPath", { value: join(homedir(), ".bittensor", "wallets"), source: "default" }),
  };
}
