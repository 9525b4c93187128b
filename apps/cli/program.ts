// Turns the command specs into a commander program, and what a command returns or throws into output and an exit code.
import { Command, CommanderError, Option } from "commander";
import type { CommandInput, CommandSpec } from "./command.js";
import { type Context, createContext } from "./context.js";
import { type CommandFailure, causeChain, exitCodes, toFailure } from "./failure.js";
import { interruptSignal } from "./interruptSignal.js";
import { resolveSettings, type SettingName } from "./settings.js";

const nouns: Readonly<Record<string, string>> = {
  localnet: "a whole network on this machine",
  miner: "answer with a model",
  key: "customers' keys at a gateway",
  receipt: "what an answer cost, and who signed it",
  model: "weights on this machine",
  wallet: "key files",
  stake: "TAO behind a hotkey",
  subnet: "markets",
  root: "the subnet that votes on emission",
  producer: "who makes blocks, and with what bond",
  upgrade: "new rules, and who has them",
  proposal: "what holders vote on",
  config: "where settings come from",
  node: "a node of the chain",
};

/** Adds the global flags; every command takes them. */
function addGlobalFlags(command: Command): void {
  command
    .option("--json", "print one JSON document on stdout and nothing else")
    .option("--endpoint <url>", "the node's RPC, ws:// or http://")
    .option("--network <name>", "a named network; `local` is the one of `npm start`")
    .option("--wallet <name>", "the wallet (coldkey); //Alice and the like on development chains")
    .option("--hotkey <name>", "the hotkey of that wallet")
    .option("--wallet-path <folder>", "where the wallets lie")
    .option("--yes", "answer every question with yes")
    .option("--verbose", "show the causes of an error");
}

function helpText(spec: CommandSpec): string {
  const lines = spec.examples.flatMap(({ line, about }) => ["", `  # ${about}`, `  $ plexus ${line}`]);
  return `\nExamples:${lines.join("\n")}`;
}

function writeFailure(failure: CommandFailure, json: boolean, verbose: boolean): void {
  const causes = causeChain(failure)
    .slice(1)
    .map((cause) => (cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)));
  if (json) {
    const error = {
      code: failure.code,
      message: failure.message,
      advice: failure.advice,
      ...(verbose ? { causes } : {}),
    };
    process.stdout.write(`${JSON.stringify({ error })}\n`);
    return;
  }
  process.stderr.write(`${failure.message}\n${failure.advice === "" ? "" : `${failure.advice}\n`}`);
  if (verbose) for (const cause of causes) process.stderr.write(`  caused by ${cause}\n`);
}

async function runSpec(spec: CommandSpec, positional: string[], command: Command): Promise<void> {
  const all = command.optsWithGlobals() as Record<string, unknown>;
  const json = all.json === true;
  const verbose = all.verbose === true;
  const names = (spec.arguments ?? []).map(({ name }) => name.replace(/[<>[\].]/g, ""));
  const input: CommandInput = {
    arguments: Object.fromEntries(names.map((name, index) => [name, positional[index]])),
    options: command.opts() as Record<string, unknown>,
  };
  let close: (() => Promise<void>) | undefined;
  let context: Context;
  try {
    const settings = resolveSettings(all as Partial<Record<SettingName, string>>, process.env, process.cwd());
    ({ context, close } = createContext({ settings, json, yes: all.yes === true, verbose, signal: interruptSignal() }));
    const output = await spec.run(context, input);
    if (output !== undefined) process.stdout.write(`${json ? JSON.stringify(output.json) : output.text}\n`);
  } catch (error) {
    const failure = toFailure(error);
    writeFailure(failure, json, verbose);
    process.exitCode = exitCodes[failure.kind];
  } finally {
    await close?.();
  }
}

function addOptions(command: Command, spec: CommandSpec): void {
  for (const { name, about } of spec.arguments ?? []) command.argument(name, about);
  for (const { flags, about, fallback, required, repeats, isHidden } of spec.options ?? []) {
    const option = new Option(flags, about);
    if (fallback !== undefined) option.default(fallback);
    if (required === true) option.makeOptionMandatory(true);
    if (repeats === true) option.argParser((value: string, list: string[] | undefined) => [...(list ?? []), value]);
    if (isHidden === true) option.hideHelp();
    command.addOption(option);
  }
}

/** The command of `words`, with its nouns made on the way. */
function commandFor(program: Command, words: readonly string[], summary: string): Command {
  let at = program;
  for (const [index, word] of words.entries()) {
    const known = at.commands.find((command) => command.name() === word);
    const isLast = index === words.length - 1;
    // Positional options: `plexus node replay --base-path` is replay's flag although `plexus node` has one of that name.
    at =
      known ??
      at
        .command(word)
        .enablePositionalOptions()
        .description(isLast ? summary : (nouns[word] ?? word));
    if (isLast) at.description(summary);
  }
  return at;
}

/** The whole program. Parsing it runs the command and sets process.exitCode. */
export function createProgram(specs: readonly CommandSpec[], version: string): Command {
  const program = new Command("plexus").description("A network of markets for machine intelligence.").version(version);
  program.enablePositionalOptions().exitOverride().showHelpAfterError("Run it with --help to see how it is used.");
  addGlobalFlags(program);
  for (const spec of specs) {
    const command = commandFor(program, spec.words.split(" "), spec.summary);
    addGlobalFlags(command);
    addOptions(command, spec);
    command.addHelpText("after", helpText(spec));
    command.action((...values: unknown[]) =>
      runSpec(spec, command.processedArgs as string[], values.at(-1) as Command),
    );
  }
  return program;
}

/** Parses and runs; commander's own errors become exit code 2, help and version 0. */
export async function runProgram(program: Command, argv: readonly string[]): Promise<void> {
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUse;
  }
}
