// A hash or address, shortened in the middle; a click copies all of it.

import { useState } from "preact/hooks";
import { shorten } from "../format.js";

export function Copyable({ text, each = 6 }: { text: string; each?: number }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1_200);
  };
  return (
    <button type="button" class="copyable" title={`${text} (click to copy)`} onClick={copy}>
      <code>{shorten(text, each)}</code>
      <span class="visually-hidden">{copied ? "copied" : "copy"}</span>
      {copied && <span aria-hidden="true"> ✓</span>}
    </button>
  );
}
