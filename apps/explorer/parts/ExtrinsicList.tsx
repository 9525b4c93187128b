// Extrinsics as lines: what was called, by whom, how it ended.

import { shorten, tao } from "../format.js";
import { Link } from "../route.js";

export interface ExtrinsicRow {
  readonly block: number;
  readonly position: number;
  readonly hash: string;
  readonly pallet: string;
  readonly call: string;
  readonly args: unknown;
  readonly signer: string | null;
  readonly feeRao: string | null;
  readonly success: boolean;
  readonly error: string | null;
}

export function ExtrinsicList({ rows }: { rows: readonly ExtrinsicRow[] }) {
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">block</th>
            <th scope="col">call</th>
            <th scope="col">signer</th>
            <th scope="col" class="number">
              fee
            </th>
            <th scope="col">result</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.block}-${row.position}`}>
              <td class="number">
                <Link to={`/blocks/${row.block}`}>{row.block}</Link>
              </td>
              <td>
                <Link to={`/extrinsics/${row.hash}`}>
                  {row.pallet}.{row.call}
                </Link>
              </td>
              <td>
                {row.signer ? (
                  <Link to={`/accounts/${row.signer}`}>
                    <code>{shorten(row.signer)}</code>
                  </Link>
                ) : (
                  "–"
                )}
              </td>
              <td class="number">{row.feeRao ? tao(row.feeRao, 9) : "–"}</td>
              <td>{row.success ? "done" : `refused: ${row.error ?? "unknown"}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export interface EventRow {
  readonly position: number;
  readonly pallet: string;
  readonly name: string;
  readonly fields: unknown;
}

export function EventList({ rows }: { rows: readonly EventRow[] }) {
  return (
    <ul class="events">
      {rows.map((row) => (
        <li key={row.position}>
          <strong>
            {row.pallet}.{row.name}
          </strong>{" "}
          <code class="wrap">{JSON.stringify(row.fields)}</code>
        </li>
      ))}
    </ul>
  );
}
