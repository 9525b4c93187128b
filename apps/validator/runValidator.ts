// `plexus validator`: from options to a validator that measures the text market each tempo and sets weights, until the signal
// (issue 3, §5).
import { join } from "node:path";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { createRelay, openEvidence, runValidatorLoop } from "@plexus/subnets/kit";
import { createAuditor, createTextValidator, type EvidenceLine } from "@plexus/subnets/text";
import { pino } from "pino";
import { claimFolder } from "../neuron/claimFolder.js";
import { startControl } from "../neuron/controlServer.js";
import { ensureRegistered } from "../neuron/ensureRegistered.js";
import { openKeys } from "../neuron/openKeys.js";
import { reachNode } from "../neuron/reachNode.js";
import { type ValidatorOptions, validatorOptionsShape } from "./options.js";

/** Resolves when the signal has stopped it. Throws when it cannot start. */
export async function runValidator(given: ValidatorOptions, signal: AbortSignal): Promise<void> {
  const settings = validatorOptionsShape.parse(given);
  const log = pino({ base: { part: "validator" }, level: process.env["PLEXUS_LOG_LEVEL"] ?? "info" });
  const closers: (() => Promise<void> | void)[] = [];
  try {
    closers.push(claimFolder(settings.dataPath));
    const crypto = await nativeCrypto();
    const keys = await openKeys(crypto, settings.identity);
    const client = await reachNode(settings.rpcUrl, crypto, log, signal);
    if (client === undefined) return;
    closers.push(() => client.close());
    const evidence = openEvidence<EvidenceLine>({ folder: join(settings.dataPath, "evidence") });
    closers.push(() => evidence.close());
    const auditor = settings.audits
      ? createAuditor({ onError: (error) => log.warn({ err: error }, "an audit could not be made") })
      : undefined;
    const market = createTextValidator({
      relay: createRelay({ gatewayUrl: settings.gatewayUrl, key: keys.hotkey }),
      crypto,
      evidence,
      log,
      ...(auditor === undefined ? {} : { auditor }),
    });
    closers.push(
      await startControl(settings.dataPath, {
        "GET /status": () => ({
          hotkey: keys.hotkey.address,
          epochs: evidence.epochs().length,
          last: evidence
            .read(evidence.epochs().at(-1) ?? 0)
            .filter((line) => line.type === "standing" || line.type === "weights"),
        }),
      }),
    );
    const uid = await ensureRegistered(client, settings.netuid, keys, log, signal);
    log.info({ uid, netuid: settings.netuid, hotkey: keys.hotkey.address, gateway: settings.gatewayUrl }, "validating");
    await runValidatorLoop({ client, key: keys.hotkey, netuid: settings.netuid, market, log }, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    for (const close of closers.reverse()) await close();
  }
}
