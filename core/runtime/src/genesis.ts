// The state of block 0, from the chainspec: balances, subnets, the Ledger's opening count.

import { ss58Decode } from "@plexus/core/crypto";
import { EMPTY_STATE, Execution } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import type { ChainSpec } from "./chainSpec.js";
import type { Changes } from "./interface.js";
import type { Law } from "./law.js";
import { TotalIssuance as BalancesIssuance } from "./pallets/balances/storage.js";
import { setGenesisConstitution } from "./pallets/governance/index.js";
import { Genesis } from "./pallets/ledger/storage.js";
import { createGenesisProducers } from "./pallets/producers/index.js";
import { TotalIssuance } from "./pallets/subtensor/emission/storage.js";
import { setGenesisParameters } from "./pallets/subtensor/genesisParameters.js";
import { createGenesisSubnet } from "./pallets/subtensor/subnets/genesis.js";
import { SudoKey } from "./pallets/sudo/index.js";
import { Account, NO_ACCOUNT } from "./pallets/system/account.js";
import { recordVersion } from "./rules.js";
import { FIRST_SPEC_VERSION } from "./version.js";

const NO_PARENT: Hex = `0x${"00".repeat(32)}`;

function endow(execution: Execution, balances: ChainSpec["genesis"]["balances"]): bigint {
  let total = 0n;
  for (const [address, rao] of balances) {
    const free = BigInt(rao);
    Account.set(execution, ss58Decode(address), { ...NO_ACCOUNT, providers: 1, data: { ...NO_ACCOUNT.data, free } });
    total += free;
  }
  return total;
}

/** Deterministic in the spec. Throws where the spec contradicts itself (an address with a wrong checksum, a foreign parameter). */
export function genesisChanges(law: Law, spec: ChainSpec): Changes {
  const execution = new Execution(law.assembly, law.crypto, law.chain, EMPTY_STATE, {
    number: 0,
    parentHash: NO_PARENT,
  });
  const total = endow(execution, spec.genesis.balances);
  BalancesIssuance.set(execution, total);
  TotalIssuance.set(execution, total);
  Genesis.set(execution, total);
  if (spec.genesis.sudo !== undefined) {
    if (spec.chainType !== "Development") throw new Error("only a development chain has a sudo key");
    SudoKey.set(execution, ss58Decode(spec.genesis.sudo));
  }
  recordVersion(law, execution);
  setGenesisParameters(execution, spec.genesis.parameters ?? {});
  // Before any stake: from here on Governance counts the stake of each coldkey.
  if (law.version.specVersion > FIRST_SPEC_VERSION) setGenesisConstitution(execution, spec.genesis.constitution);
  for (const subnet of spec.genesis.subnets) createGenesisSubnet(execution, subnet);
  if (law.version.specVersion > FIRST_SPEC_VERSION)
    createGenesisProducers(execution, spec.genesis.producers ?? [], spec.genesis.producerParameters);
  return execution.state.changes();
}
