// The `plexus` program: every command is a value in commands/, one file a verb; this is only their list (surfaces.md, command line).
import type { CommandSpec } from "./command.js";
import { commands } from "./commands.js";
import { createProgram, runProgram } from "./program.js";
import { version } from "./version.js";

const specs: readonly CommandSpec[] = commands;
await runProgram(createProgram(specs, version), process.argv);
// A finished command ends now, whatever a library still waits for; what it wrote is flushed first.
process.stdout.write("", () => process.stderr.write("", () => process.exit()));
