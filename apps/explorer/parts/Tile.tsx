// One fact of the row above a page: a small label, a big value, a unit.

import type { ComponentChildren } from "preact";

interface Props {
  readonly label: string;
  readonly unit?: string;
  readonly testId?: string;
  readonly children: ComponentChildren;
}

export function Tile({ label, unit, testId, children }: Props) {
  return (
    <div>
      <span class="label">{label}</span>
      <span class="big" data-testid={testId}>
        {children}
        {unit && <small> {unit}</small>}
      </span>
    </div>
  );
}
