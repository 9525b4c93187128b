// A local network while it runs, as its steps hand it from one to the next.
import type { CryptoProvider } from "@plexus/core/crypto";
import type { LocalWallet } from "./onboarding/localWallets.js";
import type { LocalnetPaths } from "./paths.js";
import type { Plan } from "./plan.js";
import type { PortPlan } from "./ports/portPlan.js";
import type { ProcessSpec } from "./processes/processSpec.js";
import type { ProducerNode } from "./producers/producerNode.js";
import type { LiveScreen } from "./screen/liveScreen.js";
import type { Supervisor } from "./supervisor.js";

export interface Localnet {
  readonly paths: LocalnetPaths;
  readonly ports: PortPlan;
  readonly plan: Plan;
  /** The nodes that produce together; none where one node works alone. */
  readonly producers: readonly ProducerNode[];
  readonly specs: readonly ProcessSpec[];
  readonly wallets: ReadonlyMap<string, LocalWallet>;
  readonly crypto: CryptoProvider;
  readonly supervisor: Supervisor;
  readonly screen: LiveScreen;
  readonly signal: AbortSignal;
  readonly begunMs: number;
  /** Sentences for the person, newest last; the screen shows the last few. */
  readonly notes: string[];
  /** What is going on, in two or three words. */
  phase: string;
  /** Called when a process has died or started. */
  onProcessChange: () => void;
}
