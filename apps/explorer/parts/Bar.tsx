// A share as a bar with its number beside it: the number carries the meaning, the bar only helps the eye.

import { percent } from "../format.js";

export function Bar({ share, label, tone = "accent" }: { share: number; label: string; tone?: "accent" | "muted" }) {
  return (
    <span class="bar" role="img" aria-label={`${label} ${percent(share)}`}>
      <span class="bar-track">
        <span class={`bar-fill ${tone}`} style={{ width: `${Math.min(100, share * 100)}%` }} />
      </span>
      <span class="number" aria-hidden="true">
        {percent(share)}
      </span>
    </span>
  );
}
