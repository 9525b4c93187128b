// `plexus model pull`: brings a model's weights to this machine and checks them by size and sha256 (ml.md §4.1).
import { defineCommand } from "../../command.js";
import { progressLine } from "../../progressLine.js";

export const modelPullCommand = defineCommand({
  words: "model pull",
  summary: "bring a model's weights to this machine and check their hash",
  arguments: [{ name: "<name>", about: "smollm2-135m, plexus-tiny or plexus-micro" }],
  examples: [
    { line: "model pull smollm2-135m", about: "about 100 MB into ~/.cache/plexus/models" },
    { line: "model pull plexus-tiny --json", about: "our own model; prints path, hash and size" },
  ],
  async run(_context, { arguments: given }) {
    const { pullModel, resolveModel, shippedModels } = await import("@plexus/ml/models");
    const line = progressLine(String(given.name));
    try {
      if (!shippedModels.includes(String(given.name))) await pullModel(String(given.name), { onProgress: line.update });
    } finally {
      line.end();
    }
    const { path, sha256, bytes } = await resolveModel(String(given.name));
    return {
      json: { name: given.name, path, sha256, bytes },
      text: `${given.name}: ${(bytes / 1e6).toFixed(1)} MB, sha256 ${sha256}\n${path}`,
    };
  },
});
