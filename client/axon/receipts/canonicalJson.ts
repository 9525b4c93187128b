// The one JSON text of a value, for hashing: keys sorted by UTF-16 code units, no white space, no undefined
// (contract: MinerReceipt.response_sha256 of candidates and logprobs answers).

/** Takes what JSON.parse can give. Numbers print as JSON.stringify prints them, so a round trip keeps the text. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const fields = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${fields.map(([name, each]) => `${JSON.stringify(name)}:${canonicalJson(each)}`).join(",")}}`;
}
