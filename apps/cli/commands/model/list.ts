// `plexus model list`: the models known by name, and which of them lie on this machine.
import { defineCommand } from "../../command.js";
import { formatTable } from "../../table.js";

export const modelListCommand = defineCommand({
  words: "model list",
  summary: "list the models known by name, with hash and size",
  examples: [
    { line: "model list", about: "what can be pulled, and what is here" },
    { line: "model list --json", about: "the same with whole hashes" },
  ],
  async run() {
    const { listModels } = await import("@plexus/ml/models");
    const models = listModels();
    const rows = models.map(({ name, sha256, bytes, present }) => [
      name,
      `${(bytes / 1e6).toFixed(1)} MB`,
      sha256.slice(0, 16),
      present ? "here" : "not pulled",
    ]);
    return { json: models, text: formatTable(["model", "size", "sha256", "state"], rows, "No models are known.") };
  },
});
