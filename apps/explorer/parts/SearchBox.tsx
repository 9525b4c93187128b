// Search: a block, a hash, an address, a subnet. `/` focuses it from anywhere.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Config } from "../live/config.js";
import { getJson } from "../live/http.js";
import { navigate } from "../route.js";

interface Hit {
  readonly kind: "block" | "extrinsic" | "account" | "subnet";
  readonly id: string | number;
  readonly label: string;
}

const PATHS = { block: "/blocks/", extrinsic: "/extrinsics/", account: "/accounts/", subnet: "/subnets/" } as const;

/** After `g`. */
const PLACES: Readonly<Record<string, string>> = { h: "/", s: "/subnets", p: "/producers", v: "/governance" };

/** `/` focuses search; `g` then `h`, `s`, `p` or `v` goes home, to subnets, producers, votes; not while somebody types. */
function useShortcuts(focus: () => void): void {
  useEffect(() => {
    let lastKey = "";
    const pressed = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || event.metaKey || event.ctrlKey) return;
      if (event.key === "/") {
        event.preventDefault();
        focus();
      } else if (lastKey === "g" && Object.hasOwn(PLACES, event.key)) navigate(PLACES[event.key] as string);
      lastKey = event.key;
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
}

export function SearchBox({ config }: { config: Config }) {
  const input = useRef<HTMLInputElement>(null);
  const [hits, setHits] = useState<readonly Hit[] | undefined>();
  useShortcuts(() => input.current?.focus());
  const go = (hit: Hit) => {
    setHits(undefined);
    navigate(`${PATHS[hit.kind]}${hit.id}`);
  };
  const search = async (event: Event) => {
    event.preventDefault();
    const text = input.current?.value.trim() ?? "";
    if (text === "") return;
    const found = await getJson<Hit[]>(`${config.api}/api/search?q=${encodeURIComponent(text)}`).catch(() => []);
    if (found.length === 1) go(found[0] as Hit);
    else setHits(found);
  };
  return (
    <form role="search" class="search" onSubmit={search}>
      <label class="visually-hidden" for="search">
        Search block, hash, address or subnet
      </label>
      <input
        id="search"
        ref={input}
        type="search"
        placeholder="block, hash, address, subnet  ( / )"
        onBlur={() => setTimeout(() => setHits(undefined), 200)}
      />
      {hits && (
        <ul class="hits">
          {hits.length === 0 && <li>Nothing found: try a whole address or hash.</li>}
          {hits.map((hit) => (
            <li key={`${hit.kind}${hit.id}`}>
              <button type="button" onClick={() => go(hit)}>
                {hit.kind}: {hit.label}
              </button>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}
