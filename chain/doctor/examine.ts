// The examination, in the order of what depends on what. A check that itself fails is a finding, not the end.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { checkBlocks } from "./checks/blocks.js";
import { checkComet } from "./checks/comet.js";
import { checkHeads } from "./checks/heads.js";
import { checkPages } from "./checks/pages.js";
import { checkIndexer, checkJournal } from "./checks/sideFiles.js";
import { checkSnapshots } from "./checks/snapshots.js";
import { checkState } from "./checks/state.js";
import { bad, type Finding, ok, RESTORE_ADVICE, warn } from "./finding.js";
import { openPatient, type Patient, type PatientOptions } from "./patient.js";
import { repairIndexes } from "./repairIndexes.js";

export interface ExamineOptions extends PatientOptions {
  /** How many blocks back the history is undone and compared. */
  depthBlocks: number;
  repairIndexes: boolean;
}

type Check = readonly [subject: string, run: (patient: Patient) => Finding[] | Promise<Finding[]>];

/** Throws DirectoryInUse while a node runs there, NoChain where there is none. */
export async function examine(options: ExamineOptions): Promise<Finding[]> {
  const findings: Finding[] = [];
  const patient = openPatient(options);
  const checks: Check[] = [
    ["chain spec", checkSpec],
    ["pages", checkPages],
    ["head", checkHeads],
    ["indexes", async (each) => (options.repairIndexes ? [await repairIndexes(each)] : [])],
    ["blocks", checkBlocks],
    ["state", (each) => checkState(each, options.depthBlocks)],
    ["snapshots", checkSnapshots],
    ["comet", checkComet],
    ["pool journal", checkJournal],
    ["indexer", checkIndexer],
  ];
  try {
    for (const [subject, run] of checks) {
      try {
        findings.push(...(await run(patient)));
      } catch (error) {
        options.signal.throwIfAborted();
        findings.push(bad(subject, `it cannot be read: ${(error as Error).message}`, RESTORE_ADVICE));
      }
    }
  } finally {
    await patient.close();
  }
  return findings;
}

function checkSpec({ directory }: Patient): Finding[] {
  if (existsSync(join(directory, "chainspec.json"))) return [ok("chain spec", "chainspec.json is there")];
  return [warn("chain spec", "there is no chainspec.json", "put the chain's spec there, or give it with --chain")];
}
