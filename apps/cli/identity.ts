// Who a program is: the names of a btwallet coldkey and hotkey, and the folder that its data lies in (surfaces.md, data on disk).
import { homedir } from "node:os";
import { join } from "node:path";
import type { Settings } from "./settings.js";

export interface Identity {
  readonly wallet: string;
  readonly hotkey: string;
  readonly walletPath: string;
}

export function identityOf(settings: Settings): Identity {
  return { wallet: settings.wallet.value, hotkey: settings.hotkey.value, walletPath: settings.walletPath.value };
}

/** ~/.plexus/<kind>/<wallet>-<hotkey>: two programs of one kind and hotkey share it, and the second is refused. */
export function programFolder(kind: string, identity: Identity): string {
  return join(homedir(), ".plexus", kind, `${identity.wallet}-${identity.hotkey}`.replace(/[^\w.-]/g, "_"));
}
