// Finds stop strings in streamed text, holding back whatever may still turn out to be the beginning of one.

export class StopScanner {
  private readonly stops: readonly string[];
  private held = "";

  constructor(stops: readonly string[]) {
    this.stops = stops.filter((stop) => stop.length > 0);
  }

  /** Text that is safe to give out now, and whether a stop string has been met. */
  push(text: string): { text: string; stopped: boolean } {
    const all = this.held + text;
    const found = this.stops.map((stop) => all.indexOf(stop)).filter((index) => index >= 0);
    if (found.length > 0) {
      this.held = "";
      return { text: all.slice(0, Math.min(...found)), stopped: true };
    }
    const keep = this.heldLength(all);
    this.held = all.slice(all.length - keep);
    return { text: all.slice(0, all.length - keep), stopped: false };
  }

  /** What was held back, once no more text comes. */
  flush(): string {
    const rest = this.held;
    this.held = "";
    return rest;
  }

  private heldLength(text: string): number {
    let longest = 0;
    for (const stop of this.stops) {
      for (let length = Math.min(stop.length - 1, text.length); length > longest; length -= 1) {
        if (text.endsWith(stop.slice(0, length))) longest = length;
      }
    }
    return longest;
  }
}
