// How a declaration's parts read in a table: types without their paths, cells without line breaks.
import { type FieldNode, type TypeNode, typeText } from "@plexus/core/scale";

/** The last word of a type's path: `AccountId32` instead of `sp_core::crypto::AccountId32`. */
export function shortType(type: TypeNode): string {
  return typeText(type).replace(/[A-Za-z_0-9]+::/g, "");
}

/** "hotkey: AccountId32, netuid: NetUid". */
export function fieldsText(nodes: readonly FieldNode[]): string {
  return nodes.map(({ name, type }) => `${name === undefined ? "" : `${name}: `}${shortType(type)}`).join(", ");
}

/** Text that may stand in a cell. */
export function cell(text: string | readonly string[]): string {
  return (typeof text === "string" ? text : text.join(" ")).replaceAll("|", "\\|").replaceAll("\n", " ");
}

/** A table with a blank line before it, or nothing where there are no rows. */
export function table(titles: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return ["", line(titles), `|${" --- |".repeat(titles.length)}`, ...rows.map(line)];
}
