// The approval that a proposal needs, falling as its time runs, and where it stands now: a dot above the line passes. The same in words
// for those who do not see it.

import { percent } from "../format.js";

interface Props {
  /** Shares of the decision period and of the votes, 0 to 1. */
  readonly curve: readonly { readonly at: number; readonly approval: number }[];
  readonly now: number;
  readonly approval: number;
  readonly approvalNeeded: number;
}

const WIDTH = 220;
const HEIGHT = 96;
const LEFT = 34;
const BOTTOM = 16;
const TOP = 6;

const x = (share: number): number => LEFT + share * (WIDTH - LEFT - 6);
const y = (share: number): number => TOP + (1 - share) * (HEIGHT - TOP - BOTTOM);

export function ThresholdCurve({ curve, now, approval, approvalNeeded }: Props) {
  const points = curve.map((point) => `${x(point.at).toFixed(1)},${y(point.approval).toFixed(1)}`).join(" ");
  const passes = approval >= approvalNeeded;
  const words = `approval ${percent(approval)}, needed ${percent(approvalNeeded)}`;
  return (
    <figure class="curve">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words} data-testid="curve">
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <line class="curve-grid" x1={x(0)} x2={x(1)} y1={y(share)} y2={y(share)} />
            <text class="curve-text" x={LEFT - 4} y={y(share) + 4} text-anchor="end">
              {percent(share, 0)}
            </text>
          </g>
        ))}
        <polyline class="curve-line" points={points} />
        <line class="curve-now" x1={x(now)} x2={x(now)} y1={y(0)} y2={y(1)} />
        <circle
          class={passes ? "curve-dot passes" : "curve-dot"}
          cx={x(now)}
          cy={y(approval)}
          r={4}
          data-testid="approval-dot"
        />
        <text class="curve-text" x={x(0)} y={HEIGHT - 3}>
          begin
        </text>
        <text class="curve-text" x={x(1)} y={HEIGHT - 3} text-anchor="end">
          end
        </text>
      </svg>
      <figcaption>{words}</figcaption>
    </figure>
  );
}
