// The unmodified `openai` package for Python.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Visit } from "./customer.js";

const run = promisify(execFile);

export async function checkOpenAiPython({ tally, endpoints }: Visit): Promise<void> {
  const python = process.env.PLEXUS_OPENAI_PYTHON ?? "python3";
  const script = fileURLToPath(new URL("./openai_client.py", import.meta.url));
  const { stdout } = await run(python, [script, `${endpoints.gateway.url}/v1`, endpoints.gateway.key], {
    timeout: 120_000,
  });
  const told = (word: string) =>
    stdout
      .split("\n")
      .find((line) => line.startsWith(word))
      ?.slice(word.length + 1) ?? "";
  tally.check(`openai for Python answers: ${told("ANSWER")}`, /Paris/.test(told("ANSWER")));
  tally.check(
    `usage is counted: ${told("USAGE")}`,
    told("USAGE")
      .split(" ")
      .every((count) => Number(count) > 0),
  );
  tally.check(`it streams (${told("STREAMED")} pieces)`, Number(told("STREAMED")) > 0);
  tally.check("completions carry logprobs", Number(told("LOGPROBS")) >= 1);
  tally.check("a wrong key is an AuthenticationError", told("UNAUTHORISED") === "yes");
}
