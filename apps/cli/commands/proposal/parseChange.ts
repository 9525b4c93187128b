// What a person wants changed, as a call and the track that may make it. Checked against the constitution first: a mistake costs nothing.
import type { Constitution, ParameterReading } from "@plexus/client/sdk";
import { GOVERNABLE_PARAMETERS } from "@plexus/core/runtime";
import { parseTao } from "../../amount.js";
import { CommandFailure, wrongUse } from "../../failure.js";
import { valueText } from "./proposalText.js";

const WORDS: Readonly<Record<string, bigint>> = { true: 1n, yes: 1n, on: 1n, false: 0n, no: 0n, off: 0n };
const MOST_DIGITS = 39;

/** "33" or "yes" → a parameter's value; money is written in TAO, as everywhere. */
function parseValue(text: string, isAmount: boolean): bigint {
  if (isAmount) return parseTao(text);
  const word = WORDS[text.toLowerCase()];
  if (word !== undefined) return word;
  if (/^\d+$/.test(text) && text.length <= MOST_DIGITS) return BigInt(text);
  throw wrongUse(`"${text}" is not a value.`, "Write a whole number, or yes or no.");
}

function findParameter({ parameters, notGovernable }: Constitution, name: string): ParameterReading {
  const wanted = name.toLowerCase();
  const matches = parameters.filter((each) => {
    const full = each.name.toLowerCase();
    return full === wanted || full.split(".")[1] === wanted;
  });
  if (matches.length === 1) return matches[0] as ParameterReading;
  if (matches.length > 1)
    throw wrongUse(
      `"${name}" names ${matches.length} parameters.`,
      `Write one of ${matches.map((each) => each.name).join(", ")}.`,
    );
  const left = notGovernable.find((each) => each.name.toLowerCase().endsWith(wanted));
  if (left) throw refused("NotGovernable", `${left.name} is not governable: ${left.reason}.`);
  throw wrongUse(`There is no parameter "${name}" that holders could change.`, "`plexus proposal rules` lists them.");
}

function refused(code: string, message: string): CommandFailure {
  return new CommandFailure("refused", message, "`plexus proposal rules` shows the bounds of this chain.", { code });
}

export interface ParameterChange {
  readonly parameter: ParameterReading;
  readonly netuid: number | undefined;
  readonly value: bigint;
}

/** "Tempo=33" → the change. Throws where the constitution would refuse it. */
export function parseSetting(constitution: Constitution, text: string, netuid: number | undefined): ParameterChange {
  const match = /^([A-Za-z][\w.]*)=(.+)$/.exec(text);
  if (match === null) throw wrongUse(`"${text}" is not a change.`, "Write name=value, for example Tempo=33.");
  const parameter = findParameter(constitution, match[1] as string);
  const { name, minimum, maximum, isPerSubnet } = parameter;
  const value = parseValue(match[2] as string, GOVERNABLE_PARAMETERS.get(name)?.isAmount ?? false);
  if (isPerSubnet && netuid === undefined)
    throw wrongUse(`${name} is a parameter of each subnet.`, "Say of which with --subnet <netuid>.");
  const outside = value < minimum ? "ValueBelowBounds" : value > maximum ? "ValueAboveBounds" : undefined;
  if (outside)
    throw refused(
      outside,
      `${name} may be from ${valueText(name, minimum)} to ${valueText(name, maximum)}; ${valueText(name, value)} is outside.`,
    );
  return { parameter, netuid: isPerSubnet ? netuid : undefined, value };
}
