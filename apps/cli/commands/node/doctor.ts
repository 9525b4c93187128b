// `plexus node doctor`: is a data directory sound, and if not, what is to be done?
import type { Finding } from "@plexus/chain/doctor";
import { type CommandOutput, defineCommand } from "../../command.js";
import { CommandFailure } from "../../failure.js";
import { optionalText, parseWhole } from "../../parse.js";

const MARKS = { ok: "ok", warn: "warn", bad: "BAD" } as const;

interface Answer {
  findings: Finding[];
}

function table(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ subject }) => subject.length));
  return findings
    .map(({ subject, health, text, advice }) => {
      const line = `${MARKS[health].padEnd(4)}  ${subject.padEnd(width)}  ${text}`;
      return advice === undefined ? line : `${line}\n${" ".repeat(width + 8)}→ ${advice}`;
    })
    .join("\n");
}

function answer(findings: Finding[]): CommandOutput {
  const count = (health: Finding["health"]) => findings.filter((each) => each.health === health).length;
  const [badCount, warnings] = [count("bad"), count("warn")];
  if (badCount > 0) process.exitCode = 1;
  const sum =
    badCount + warnings === 0 ? "Sound in every part that was examined." : `${badCount} faults, ${warnings} warnings.`;
  return { json: { sound: badCount === 0, findings }, text: `${table(findings)}\n\n${sum}` };
}

/** One line that is written over, on a terminal; nothing elsewhere. */
function showProgress(what: string, done: number, of: number): void {
  if (process.stderr.isTTY !== true) return;
  const share = of > 0 ? Math.floor((done / of) * 100) : 100;
  process.stderr.write(`\r\x1b[Kexamining ${what}: ${share} %`);
}

async function examineHere(options: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<Finding[]> {
  const { runDoctor } = await import("../../../node/runDoctor.js");
  try {
    return await runDoctor(
      {
        chain: String(options.chain),
        basePath: optionalText(options.basePath),
        depthBlocks: options.all === true ? 0xffff_ffff : parseWhole(options.depth, "--depth", 0, 0xffff_ffff),
        repairIndexes: options.repairIndexes === true,
        onProgress: showProgress,
      },
      signal,
    );
  } finally {
    if (process.stderr.isTTY === true) process.stderr.write("\r\x1b[K");
  }
}

async function examineInChild(signal: AbortSignal): Promise<Finding[]> {
  const { runInChild } = await import("../../../node/runDoctor.js");
  const result = await runInChild(["--json", "--in-process"], signal);
  if ("killedBy" in result) {
    const advice =
      "the file is damaged inside or cut off: move the directory away, keep the keys, and begin anew with --sync state or --sync blocks";
    return [
      { subject: "state/data.mdb", health: "bad", text: `reading it kills the program (${result.killedBy})`, advice },
    ];
  }
  const { error, findings } = result.json as Partial<Answer> & {
    error?: { message: string; advice?: string; code?: string };
  };
  if (error) throw new CommandFailure("refused", error.message, error.advice ?? "", { code: error.code ?? "refused" });
  return findings ?? [];
}

export const doctorNodeCommand = defineCommand({
  words: "node doctor",
  summary: "examine a stopped node's data: roots, hashes, indexes, history, snapshots, keys, journal",
  options: [
    { flags: "--base-path <folder>", about: "the data of a stopped node (default ~/.plexus/<chain id>)" },
    { flags: "--chain <name or file>", about: "`dev`, or the path of a chainspec.json", fallback: "dev" },
    { flags: "--depth <blocks>", about: "how far back the history is undone and compared", fallback: "4096" },
    { flags: "--all", about: "the whole history" },
    { flags: "--repair-indexes", about: "make the indexes by hash anew from the blocks" },
    { flags: "--in-process", about: "not in a child process", isHidden: true },
  ],
  examples: [
    { line: "node doctor --base-path ./data", about: "exit code 0 if sound, 1 if something is bad" },
    { line: "node doctor --base-path ./data --repair-indexes", about: "after `BAD indexes`" },
  ],
  async run(context, { options }) {
    const findings =
      options.inProcess === true ? await examineHere(options, context.signal) : await examineInChild(context.signal);
    return answer(findings);
  },
});
