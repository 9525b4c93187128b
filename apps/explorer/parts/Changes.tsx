// What a proposal would change: a parameter's old value and its new one, or another call in words.

import type { Change } from "../live/proposals.js";

export function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <ul class="changes">
      {changes.map(({ name, from, to, refused }) => (
        <li key={`${name} ${to}`} data-change={name}>
          <code>{name}</code>{" "}
          {from === "" ? (
            <span class="wrap">{to}</span>
          ) : (
            <span>
              <span class="number">{from}</span> → <strong class="number">{to}</strong>
            </span>
          )}
          {refused !== "" && <small> would be refused now: {refused}</small>}
        </li>
      ))}
    </ul>
  );
}
