// `plexus config show`: every setting with its value and where it came from.
import { defineCommand } from "../../command.js";
import { formatTable } from "../../table.js";

/** A key is a secret: only its beginning is shown. */
function shown(name: string, value: string): string {
  return name === "key" && value.length > 12 ? `${value.slice(0, 12)}…` : value;
}

export const configShowCommand = defineCommand({
  words: "config show",
  summary: "show every setting and where its value came from",
  examples: [
    { line: "config show", about: "what a command run here would use" },
    { line: "config show --network local --json", about: "the same for the local network, as JSON" },
  ],
  async run({ settings }) {
    const rows = Object.entries(settings).map(([name, { value, source }]) => ({
      name,
      value: shown(name, value),
      source,
    }));
    const json = Object.fromEntries(rows.map(({ name, value, source }) => [name, { value, source }]));
    return {
      json,
      text: formatTable(
        ["setting", "value", "from"],
        rows.map((row) => [row.name, row.value, row.source]),
        "",
      ),
    };
  },
});
