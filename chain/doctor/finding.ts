// What an examination says: one line a subject, in the order examined.

export type Health = "ok" | "warn" | "bad";

export interface Finding {
  readonly subject: string;
  readonly health: Health;
  /** What was seen. */
  readonly text: string;
  /** What to do; with warn and bad. */
  readonly advice?: string;
}

export const ok = (subject: string, text: string): Finding => ({ subject, health: "ok", text });
export const warn = (subject: string, text: string, advice: string): Finding => ({
  subject,
  health: "warn",
  text,
  advice,
});
export const bad = (subject: string, text: string, advice: string): Finding => ({
  subject,
  health: "bad",
  text,
  advice,
});

/** Keeps the first few of many like findings and counts the rest. */
export class FaultList {
  readonly #first: string[] = [];
  count = 0;

  add(text: string): void {
    this.count++;
    if (this.#first.length < 3) this.#first.push(text);
  }

  toString(): string {
    const rest = this.count - this.#first.length;
    return this.#first.join("; ") + (rest > 0 ? `; and ${rest} more` : "");
  }
}

/** What to do where the chain's own data is damaged. */
export const RESTORE_ADVICE =
  "this data cannot be mended: move the directory away, keep comet/config (the keys) and comet/data/priv_validator_state.json, " +
  "and begin anew with --peers, --sync state or --sync blocks";
