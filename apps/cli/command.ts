// What a `plexus` command is, as data: its words, arguments, options, two worked examples and what it does (surfaces.md, command line).
import type { Context } from "./context.js";

/** An argument by position: `<name>` is needed, `[name]` may be left out. */
export interface ArgumentSpec {
  readonly name: string;
  readonly about: string;
}

/** A flag in commander's notation, for example `--amount <tao>`. */
export interface OptionSpec {
  readonly flags: string;
  readonly about: string;
  readonly fallback?: string;
  readonly required?: boolean;
  /** May be given several times; the value is then a list. */
  readonly repeats?: boolean;
  /** Taken, but not shown by --help. */
  readonly isHidden?: boolean;
}

export interface ExampleSpec {
  readonly line: string;
  readonly about: string;
}

/** What the person gave: arguments and options by name; options in camelCase as commander names them. */
export interface CommandInput {
  readonly arguments: Readonly<Record<string, string | undefined>>;
  readonly options: Readonly<Record<string, unknown>>;
}

/** A finished command's answer: `json` goes to stdout under --json, else `text` does. */
export interface CommandOutput {
  readonly json: unknown;
  readonly text: string;
}

export interface CommandSpec {
  /** The words after `plexus`: "stake add". */
  readonly words: string;
  readonly summary: string;
  readonly arguments?: readonly ArgumentSpec[];
  readonly options?: readonly OptionSpec[];
  readonly examples: readonly [ExampleSpec, ExampleSpec];
  /** Does the work. A program that runs until it is stopped returns nothing. */
  run(context: Context, input: CommandInput): Promise<CommandOutput | undefined>;
}

/** Gives a spec its type without a cast. */
export function defineCommand(spec: CommandSpec): CommandSpec {
  return spec;
}
