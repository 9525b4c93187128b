// Shows the view: on a terminal a table that is drawn over itself, elsewhere lines whenever the
// phase, the epoch or what a node does changes.
import type { NetworkView } from "./networkView.js";
import { renderLine, renderTable } from "./renderTable.js";

export interface LiveScreen {
  /** A table is drawn, which shows the notes too. */
  readonly isTerminal: boolean;
  show(view: NetworkView): void;
  /** Prints lines that stay, above the table. */
  print(text: string): void;
  end(): void;
}

export function liveScreen(output: NodeJS.WriteStream = process.stdout): LiveScreen {
  const isTerminal = output.isTTY === true;
  let drawn = 0;
  let last = "";
  const erase = () => {
    if (drawn > 0) output.write(`\x1b[${drawn}A\x1b[J`);
    drawn = 0;
  };
  return {
    isTerminal,
    show(view) {
      if (!isTerminal) {
        const doing = view.nodes.map((node) => `${node.doing} ${node.restarts}`);
        const key = `${view.phase} ${view.epoch} ${doing.join()}`;
        if (key !== last) output.write(`${renderLine(view)}\n`);
        last = key;
        return;
      }
      const width = Math.max(40, output.columns ?? 80);
      const lines = renderTable(view)
        .split("\n")
        .map((line) => (line.length > width ? `${line.slice(0, width - 1)}…` : line));
      const text = lines.join("\n");
      if (text === last && drawn > 0) return;
      last = text;
      erase();
      output.write(`${text}\n`);
      drawn = lines.length;
    },
    print(text) {
      erase();
      last = "";
      output.write(`${text}\n`);
    },
    end() {
      drawn = 0;
    },
  };
}
