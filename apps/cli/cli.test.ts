// The command line's promises: amounts to the rao, settings by precedence, two examples a command, exit codes.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { formatTao, parseTao } from "./amount.js";
import { commands } from "./commands.js";
import { CommandFailure, toFailure } from "./failure.js";
import { parsePort } from "./parse.js";
import { createProgram } from "./program.js";
import { resolveSettings } from "./settings.js";
import { formatTable } from "./table.js";

const folder = mkdtempSync(join(tmpdir(), "plexus-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("refuses a port that no browser would ask", () => {
  expect(parsePort("8000", "--port")).toBe(8000);
  expect(() => parsePort("10080", "--port")).toThrow("--port 10080 is a port that browsers and fetch refuse");
});

describe("amounts", () => {
  it("reads what it writes, for every amount", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 21_000_000n * 10n ** 9n), (amountRao) => {
        expect(parseTao(formatTao(amountRao).replaceAll(",", ""))).toBe(amountRao);
      }),
      { numRuns: 300 },
    );
  });

  it.each(["-1", "1e3", "0.0000000001", "", "1.", "0x10", "ten"])("refuses %j", (text) => {
    expect(() => parseTao(text)).toThrow(CommandFailure);
  });

  it("writes the unit", () => {
    expect(formatTao(12_500_000_000n)).toBe("12.5 τ");
    expect(formatTao(1_234_567_000_000_001n)).toBe("1,234,567.000000001 τ");
  });
});

describe("settings", () => {
  it("prefers flag, then environment, then config file, then default, and says which", () => {
    const place = join(folder, "settings");
    mkdirSync(place);
    expect(resolveSettings({}, {}, place).wallet).toEqual({ value: "default", source: "default" });
    writeFileSync(join(place, "plexus.config.json"), '{"wallet":"fromFile","networks":{"far":"wss://far.example"}}');
    expect(resolveSettings({}, {}, place).wallet).toEqual({ value: "fromFile", source: "plexus.config.json" });
    expect(resolveSettings({}, { PLEXUS_WALLET: "fromEnvironment" }, place).wallet.source).toBe(
      "environment PLEXUS_WALLET",
    );
    expect(resolveSettings({ wallet: "fromFlag" }, { PLEXUS_WALLET: "x" }, place).wallet).toEqual({
      value: "fromFlag",
      source: "flag",
    });
    expect(resolveSettings({ network: "far" }, {}, place).endpoint).toEqual({
      value: "wss://far.example",
      source: "network far",
    });
    expect(() => resolveSettings({ network: "nowhere" }, {}, place)).toThrow(/no network/);
  });

  it("refuses a config file with an unknown or broken entry", () => {
    const place = join(folder, "broken");
    mkdirSync(place);
    writeFileSync(join(place, "plexus.config.json"), '{"walet":"x"}');
    expect(() => resolveSettings({}, {}, place)).toThrow(CommandFailure);
    writeFileSync(join(place, "plexus.config.json"), "{");
    expect(() => resolveSettings({}, {}, place)).toThrow(/not JSON/);
  });
});

describe("commands", () => {
  it("have two different worked examples that use their own words", () => {
    for (const { words, examples, summary } of commands) {
      expect(examples[0].line, words).not.toBe(examples[1].line);
      for (const { line } of examples)
        expect(` ${line}`.includes(` ${words.replace(/^miner run$/, "miner")}`), `${words}: ${line}`).toBe(true);
      expect(summary, words).toMatch(/^[a-z].*[^.]$/);
    }
  });

  it("have no two of the same words, and show global flags and examples in their help", () => {
    expect(new Set(commands.map(({ words }) => words)).size).toBe(commands.length);
    const program = createProgram(commands, "0");
    let help = "";
    const show = program.commands.find((command) => command.name() === "config")?.commands[0];
    show?.configureOutput({ writeOut: (text) => (help += text) });
    show?.outputHelp();
    for (const part of [
      "--json",
      "--endpoint",
      "--network",
      "--wallet",
      "--hotkey",
      "--yes",
      "--verbose",
      "Examples:",
      "$ plexus config show",
    ]) {
      expect(help).toContain(part);
    }
  });
});

describe("failures", () => {
  it("tell unreachable from refused by the cause", () => {
    expect(toFailure(new Error("x", { cause: Object.assign(new Error("y"), { code: "ECONNREFUSED" }) })).kind).toBe(
      "notReachable",
    );
    expect(toFailure(new Error("x")).kind).toBe("refused");
    expect(toFailure(new DOMException("stop", "AbortError")).kind).toBe("interrupted");
  });
});

describe("tables", () => {
  it("set numbers to the right and words to the left", () => {
    expect(
      formatTable(
        ["name", "τ"],
        [
          ["a", "1 τ"],
          ["bcdef", "10 τ"],
        ],
        "",
      ),
    ).toBe("name      τ\na       1 τ\nbcdef  10 τ");
    expect(formatTable(["name"], [], "nothing")).toBe("nothing");
  });
});

describe("the program itself", () => {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const main = fileURLToPath(new URL("./main.ts", import.meta.url));
  const run = (...words: string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      const env = {
        ...process.env,
        PLEXUS_ENDPOINT: "",
        PLEXUS_NETWORK: "",
        PLEXUS_GATEWAY: "http://127.0.0.1:9",
        NO_COLOR: "1",
      };
      execFile(process.execPath, ["--import", tsx, main, ...words], { cwd: folder, env }, (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
      });
    });

  it("ends with 0, 2 or 3 as the surface promises", async () => {
    const [good, unknown, away] = await Promise.all([
      run("config", "show", "--json"),
      run("no-such-noun"),
      run("ask", "hello", "--json", "--network", "local"),
    ]);
    expect(good.code).toBe(0);
    expect(JSON.parse(good.stdout)).toMatchObject({ network: { value: "local" } });
    expect(unknown.code).toBe(2);
    expect(away.code).toBe(3);
    expect(JSON.parse(away.stdout)).toMatchObject({ error: { code: "notReachable" } });
  });
});
