// Which gateway's data folder the key commands speak to: a flag, the local network's of this checkout, or the default.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { OptionSpec } from "../../command.js";
import type { Context } from "../../context.js";
import { optionalText } from "../../parse.js";
import { defaultGatewayFolder } from "../gateway/run.js";

export const gatewayFolderOption: OptionSpec = {
  flags: "--gateway-path <folder>",
  about: "the gateway's data folder (default: the local network's, else ~/.plexus/gateway)",
};

export function gatewayFolder(context: Context, options: Readonly<Record<string, unknown>>): string {
  const given = optionalText(options.gatewayPath);
  if (given !== undefined) return given;
  const local = join(context.folder, ".plexus", "localnet", "gateway");
  return existsSync(join(local, "control.sock")) ? local : defaultGatewayFolder;
}
