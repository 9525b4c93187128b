// `plexus node`: one node of the chain, with the flags that the ecosystem's tools pass (issue §4).
import { parseSealing } from "@plexus/chain/engine";
import { type CometNodeOptions, IGNORED_FLAGS } from "../../../node/options.js";
import { defineCommand } from "../../command.js";
import { wrongUse } from "../../failure.js";
import { optionalText, parsePort, parseWhole } from "../../parse.js";

/** commander's name of an option: "--no-mdns" is mdns, "--node-key <key>" is nodeKey. */
function optionName(flags: string): string {
  const [word = ""] = flags.replace(/^--(no-)?/, "").split(" ");
  return word.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Ignored flags that were given. A --no- flag is true until it is given. */
function givenIgnored(options: Readonly<Record<string, unknown>>): string[] {
  return IGNORED_FLAGS.filter((flags) => {
    const value = options[optionName(flags)];
    return flags.startsWith("--no-") ? value === false : value !== undefined;
  }).map((flags) => flags.split(" ")[0] as string);
}

function readSealing(text: string | undefined) {
  try {
    return text === undefined ? undefined : parseSealing(text);
  } catch (error) {
    throw wrongUse(`${(error as Error).message}.`, "Run the command with --help.");
  }
}

function readChoice<Choice extends string>(text: string, flag: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((each) => each === text);
  if (choice === undefined)
    throw wrongUse(`${flag} is ${choices.join(" or ")}, not ${text}.`, "Run the command with --help.");
  return choice;
}

function optionalWhole(value: unknown, flag: string, least: number): number | undefined {
  return value === undefined ? undefined : parseWhole(value, flag, least, 0xffff_ffff);
}

function readComet(options: Readonly<Record<string, unknown>>): CometNodeOptions {
  const engine = optionalText(options.engine);
  return {
    engine: engine === undefined ? undefined : readChoice(engine, "--engine", ["solo", "comet"] as const),
    p2pPort: parseWhole(options.port, "--port", 0, 65_535),
    p2pExternal: options.p2pExternal === true,
    peers: optionalText(options.peers),
    // "warp", "full" and the like are other nodes' words for replaying or for what we do not know.
    sync: options.sync === "state" ? "state" : "blocks",
    trust: optionalText(options.trust),
    binary: optionalText(options.cometBin),
    isObserver: options.observer === true,
    signedBefore: optionalWhole(options.signedBefore, "--signed-before", 1),
    snapshotInterval: optionalWhole(options.snapshotInterval, "--snapshot-interval", 0),
    sick: optionalText(options.sick),
  };
}

export const runNodeCommand = defineCommand({
  words: "node",
  summary: "run a node of the chain",
  options: [
    { flags: "--dev", about: "the development chain: Alice is rich and has sudo" },
    { flags: "--tmp", about: "keep the data in a new temporary folder" },
    { flags: "--base-path <folder>", about: "where the data lies (default ~/.plexus/<chain id>)" },
    { flags: "--chain <name or file>", about: "`dev`, or the path of a chainspec.json" },
    { flags: "--name <name>", about: "this node's name in logs and system_name", fallback: "plexus" },
    { flags: "--rpc-port <port>", about: "HTTP and WebSocket on one port", fallback: "9944" },
    { flags: "--rpc-external", about: "listen on all addresses instead of this machine's own" },
    { flags: "--unsafe-rpc-external", about: "the same as --rpc-external", isHidden: true },
    {
      flags: "--rpc-cors <origins>",
      about: "web pages that may call, with commas, or `all` (always: this machine's and polkadot.js)",
    },
    { flags: "--prometheus-port <port>", about: "metrics; 0 turns them off", fallback: "9615" },
    { flags: "--prometheus-external", about: "metrics on all addresses" },
    { flags: "--no-prometheus", about: "no metrics" },
    { flags: "--sealing <how>", about: "`instant`, `manual`, or milliseconds between blocks (250 to 12000)" },
    {
      flags: "--engine <kind>",
      about: "`solo` or `comet`: alone, or among producers (default: as the chain's spec says)",
    },
    { flags: "--port <port>", about: "where peers reach this node (comet)", fallback: "30333" },
    { flags: "--p2p-external", about: "take peers on all addresses (comet; a live chain always does)" },
    { flags: "--peers <list>", about: "other nodes, with commas: nodeid@host:port or RPC URLs (comet)" },
    {
      flags: "--sync <how>",
      about: "`blocks` replays the chain, `state` begins from a snapshot (comet)",
      fallback: "blocks",
    },
    { flags: "--trust <height:hash>", about: "a block that you trust, for --sync state" },
    { flags: "--observer", about: "never vote, whatever the key (comet)" },
    {
      flags: "--snapshot-interval <blocks>",
      about: "blocks between the snapshots kept for newcomers; 0: none (default 500, comet)",
    },
    {
      flags: "--signed-before <height>",
      about: "your word that the consensus key has signed nothing from that height on, after a restore from backup",
    },
    { flags: "--sick <kind>", about: "for tests with PLEXUS_TEST_BUILD=1: a fault from a height on", isHidden: true },
    { flags: "--comet-bin <path>", about: "the CometBFT program (default: the pinned one, built at the first start)" },
    { flags: "--tempo <blocks>", about: "blocks between epochs of a new development chain", fallback: "20" },
    { flags: "--no-index", about: "no tables of history: /api answers nothing here, and blocks cost a fifth less" },
    { flags: "--pruned", about: "keep the states of the last 4,096 blocks only (a development chain keeps all)" },
    {
      flags: "--keep-blocks <count>",
      about:
        "keep states and blocks of so many heights only: 4,096 or more, and never fewer than a bond can be slashed for",
    },
    { flags: "--pruning <mode>", about: "`archive`, or anything else for --pruned", isHidden: true },
    { flags: "--state-pruning <mode>", about: "the same", isHidden: true },
    {
      flags: "--failpoint <name>",
      about:
        "for tests, as PLEXUS_FAILPOINT=before-commit|mid-commit|after-commit: kills the node there (name@7: at block 7)",
    },
    {
      flags: "--newest-spec-version <version>",
      about: "for tests: behave as a release whose newest rules these are",
      isHidden: true,
    },
    ...IGNORED_FLAGS.map((flags) => ({ flags, about: "ignored", isHidden: true })),
  ],
  examples: [
    { line: "node --dev --tmp", about: "a fresh development chain on port 9944" },
    {
      line: "node --dev --base-path ./data --sealing 250 --rpc-port 9955",
      about: "four blocks a second, kept in ./data",
    },
  ],
  async run(context, { options }) {
    if (options.dev === true && options.chain !== undefined && options.chain !== "dev")
      throw wrongUse("--dev and --chain exclude each other.", "Give one of them.");
    if (options.tmp === true && options.basePath !== undefined)
      throw wrongUse("--tmp and --base-path exclude each other.", "Give one of them.");
    const prometheusPort = parsePort(options.prometheusPort, "--prometheus-port");
    const pruning = optionalText(options.statePruning) ?? optionalText(options.pruning);
    const nodeOptions = {
      chain: optionalText(options.chain) ?? "dev",
      basePath: optionalText(options.basePath),
      isTemporary: options.tmp === true,
      name: String(options.name),
      rpcPort: parsePort(options.rpcPort, "--rpc-port"),
      rpcExternal: options.rpcExternal === true || options.unsafeRpcExternal === true,
      rpcCors: optionalText(options.rpcCors),
      prometheusPort: prometheusPort === 0 || options.prometheus === false ? null : prometheusPort,
      prometheusExternal: options.prometheusExternal === true,
      sealing: readSealing(optionalText(options.sealing)),
      tempo: parseWhole(options.tempo, "--tempo", 1, 65_535),
      index: options.index !== false,
      archive: options.pruned !== true && (pruning === undefined || pruning.startsWith("archive")),
      keepBlocks: optionalWhole(options.keepBlocks, "--keep-blocks", 4_096),
      failpoint: optionalText(options.failpoint) ?? process.env.PLEXUS_FAILPOINT,
      comet: readComet(options),
      newestSpecVersion:
        options.newestSpecVersion === undefined
          ? undefined
          : parseWhole(options.newestSpecVersion, "--newest-spec-version", 461, 0xffff_ffff),
      ignored: givenIgnored(options),
    };
    const { runNode } = await import("../../../node/runNode.js");
    await runNode(nodeOptions, context.signal);
    return undefined;
  },
});
