// Which answers are audited, and with which weights: those of a model that this machine has in its cache, byte for byte the
// one that the miner committed. One miner an audit, in turn, few epochs: it costs as much as an answer.
import { openEngine, type TextEngine } from "@plexus/ml/engine";
import { publicModels, resolveModel, shippedModels } from "@plexus/ml/models";
import type { MarketMiner } from "../kit/marketView.js";
import type { EpochBook } from "./epochBook.js";
import { type AuditResult, auditGreedy } from "./fidelity.js";
import { readText } from "./readAnswer.js";

export interface Auditor {
  audit(
    epoch: number,
    miners: readonly MarketMiner[],
    book: EpochBook,
    signal: AbortSignal,
  ): Promise<{ hotkey: string; challenge: string; result: AuditResult }[]>;
}

export interface AuditorOptions {
  /** Audits begin in this epoch of the validator's; default 4, after the burst. */
  fromEpoch?: number;
  /** Every how many epochs one is made; default 2. */
  everyEpochs?: number;
  open?: (model: string, sha256: string) => Promise<TextEngine | undefined>;
  onError?: (error: unknown) => void;
}

export function createAuditor(options: AuditorOptions = {}): Auditor {
  const { fromEpoch = 4, everyEpochs = 2, open = openCommitted, onError = () => undefined } = options;
  let turn = 0;
  return {
    async audit(epoch, miners, book, signal) {
      if (epoch < fromEpoch || epoch % everyEpochs !== 0 || miners.length === 0) return [];
      for (let tried = 0; tried < miners.length; tried++) {
        const miner = miners[(turn + tried) % miners.length] as MarketMiner;
        const [case_] = book.auditable(miner.hotkey);
        const text = case_ === undefined ? undefined : readText(case_.result);
        if (
          miner.commitment === undefined ||
          case_?.challenge.auditable === undefined ||
          text === undefined ||
          text === ""
        )
          continue;
        turn = (turn + tried + 1) % miners.length;
        try {
          const engine = await open(miner.commitment.model, miner.commitment.sha256);
          if (engine === undefined) continue;
          try {
            return [
              {
                hotkey: miner.hotkey,
                challenge: case_.challenge.id,
                result: await auditGreedy(engine, case_.challenge.auditable, text, signal),
              },
            ];
          } finally {
            await engine.close();
          }
        } catch (error) {
          signal.throwIfAborted();
          onError(error);
          return [];
        }
      }
      return [];
    },
  };
}

/** The committed model where its weights lie here with that very hash; else nothing: what is not known cannot be audited. */
async function openCommitted(model: string, sha256: string): Promise<TextEngine | undefined> {
  // A commitment is a stranger's text: only names from our own list, never paths.
  if (![...shippedModels, ...publicModels.map(({ name }) => name)].includes(model)) return undefined;
  const found = await resolveModel(model).catch(() => undefined);
  return found?.sha256 === sha256 ? openEngine({ model }) : undefined;
}
