// Rows as aligned columns: names to the left, numbers to the right; a short word instead of an empty table.

/** Lays out rows under their titles. Cells that look like numbers or amounts are set to the right. */
export function formatTable(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  whenEmpty: string,
): string {
  if (rows.length === 0) return whenEmpty;
  const widths = titles.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const isNumeric = titles.map((_, column) => rows.every((row) => /^-?[\d,.]+( ?[τ%a-z/]+)?$/.test(row[column] ?? "")));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        isNumeric[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd();
  return [line(titles), ...rows.map(line)].join("\n");
}
