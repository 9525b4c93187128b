// `plexus upgrade status`: which rules the chain runs by, which come next, and whether this node is ready for them.
import { defineCommand } from "../../command.js";
import { formatTable } from "../../table.js";

export const upgradeStatusCommand = defineCommand({
  words: "upgrade status",
  summary: "show the chain's rules by version, and what is scheduled",
  examples: [
    { line: "upgrade status", about: "is this node ready for the next rules?" },
    { line: "upgrade status --endpoint ws://10.0.0.2:9944 --json", about: "of another node, for a script" },
  ],
  async run(context) {
    const client = await context.chain();
    const { getNodeRelease, getUpgrades } = await import("@plexus/client/sdk");
    const [upgrades, release, head] = await Promise.all([
      getUpgrades(client),
      getNodeRelease(client),
      client.bestHead(),
    ]);
    const current = upgrades?.current ?? client.declarations.version.specVersion;
    const { scheduled, history = [] } = upgrades ?? {};
    const isReady = scheduled === undefined || release.knownSpecVersions.includes(scheduled.specVersion);
    const json = { block: head.number, current, scheduled, history, ...release, isReady };
    const lines = [
      `Block ${head.number} runs under rules ${current}. This node is release ${release.node} and knows ${release.knownSpecVersions.join(", ")}.`,
    ];
    if (upgrades === undefined) lines.push("The rules of this chain never change: it began before they could.");
    else if (scheduled === undefined) lines.push("No upgrade is scheduled.");
    else {
      const { specVersion, atBlock, releaseHash } = scheduled;
      lines.push(`Rules ${specVersion} begin at block ${atBlock}, in ${atBlock - head.number} blocks.`);
      lines.push(
        isReady
          ? "This node has them: there is nothing to do."
          : `This node lacks them and will stop before that block: install the release with hash ${releaseHash}, then start it with the same data.`,
      );
    }
    const rows = history.map(({ specVersion, atBlock, releaseHash }) => [
      String(specVersion),
      String(atBlock),
      releaseHash,
    ]);
    if (rows.length > 0) lines.push("", formatTable(["rules", "from block", "release"], rows, ""));
    return { json, text: lines.join("\n") };
  },
});
