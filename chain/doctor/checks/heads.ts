// The head, the finalised block, and what the marks of pruning say of them.

import { readBlock } from "@plexus/chain/store";
import { headerCodec } from "@plexus/core/runtime";
import { decode } from "@plexus/core/scale";
import { bad, type Finding, ok, RESTORE_ADVICE } from "../finding.js";
import type { Patient } from "../patient.js";

export function checkHeads({ databases, head, finalised, earliestState, earliestBlock }: Patient): Finding[] {
  if (!head) return [bad("head", "there is no block, not even block 0", RESTORE_ADVICE)];
  const problems: string[] = [];
  const block = readBlock(databases, head.number);
  if (!block) problems.push(`block ${head.number}, the head, is missing`);
  else {
    if (block.hash !== head.hash) problems.push(`the head is ${head.hash}, block ${head.number} is ${block.hash}`);
    const { state_root } = decode(headerCodec, block.header);
    if (state_root !== head.stateRoot)
      problems.push(`the head is kept with root ${head.stateRoot}, its header has ${state_root}`);
  }
  if (!finalised || finalised.number > head.number) {
    problems.push(`the finalised block is ${finalised?.number ?? "none"}, the head ${head.number}`);
  }
  if (earliestState > head.number) problems.push(`state begins at ${earliestState}, above the head ${head.number}`);
  if (earliestBlock > head.number) problems.push(`blocks begin at ${earliestBlock}, above the head ${head.number}`);
  if (problems.length > 0) return [bad("head", problems.join("; "), RESTORE_ADVICE)];
  return [ok("head", `block ${head.number} ${head.hash}, finalised ${finalised?.number}`)];
}
