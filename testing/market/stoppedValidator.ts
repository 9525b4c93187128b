// With one validator stopped the other's weights go on.
import { getMetagraph } from "@plexus/client/sdk";
import { NETUID, soon, type Trial } from "./trial.js";

const PATIENCE_MS = 75_000;

export async function checkStoppedValidator(trial: Trial): Promise<void> {
  const [stopped, other] = trial.network.endpoints().processes.filter(({ role }) => role === "validator") as {
    pid: number;
    hotkey?: string;
  }[];
  if (!stopped || !other) throw new Error("two validators are needed");
  const lastUpdate = async (hotkey: string | undefined) =>
    (await getMetagraph(trial.client, NETUID))?.neurons.find((neuron) => neuron.hotkey === hotkey)?.lastUpdateBlock ??
    0;
  process.kill(stopped.pid, "SIGSTOP");
  try {
    const [before, stoppedBefore] = [await lastUpdate(other.hotkey), await lastUpdate(stopped.hotkey)];
    const goesOn = await soon(PATIENCE_MS, async () => (await lastUpdate(other.hotkey)) > before);
    trial.tally.check(
      "with one validator stopped, the other's weights go on",
      goesOn && (await lastUpdate(stopped.hotkey)) <= stoppedBefore + 1,
    );
  } finally {
    process.kill(stopped.pid, "SIGCONT");
  }
}
