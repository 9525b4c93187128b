// What SubtensorModule does in every block before its transactions, in the order of stable.md 5.

import type { Context, Hooks } from "@plexus/core/frame";
import { drainEmission } from "./emission/drain.js";
import { generateEmission } from "./emission/generate.js";
import { runRootEpoch } from "./epoch/rootEpoch.js";
import { isEpochDue } from "./epoch/schedule.js";
import { updateRegistrationTerms } from "./registration/updateRegistrationTerms.js";

const ROOT = 0;

function blockStep(ctx: Context): void {
  updateRegistrationTerms(ctx);
  if (ctx.chain.emissionPolicy === "root-weights" && isEpochDue(ctx, ROOT)) runRootEpoch(ctx);
  // Loaded in an earlier block, paid before this block's epochs load more: payment lags one block.
  drainEmission(ctx);
  generateEmission(ctx);
}

export const hooks: Hooks = { initialise: blockStep };
