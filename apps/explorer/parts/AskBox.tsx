// The box to ask: the answer as it streams, which miner gave it, why that one, what it cost.

import { useRef, useState } from "preact/hooks";
import { tao } from "../format.js";
import { type AskUpdate, ask } from "../live/ask.js";
import type { Config } from "../live/config.js";
import { Link } from "../route.js";
import { Copyable } from "./Copyable.js";
import { Failed } from "./States.js";

const EXAMPLE = "What is the capital of France?";

function Origin({ update }: { update: AskUpdate }) {
  return (
    <dl class="origin" data-testid="origin">
      {update.model && (
        <>
          <dt>answered by</dt>
          <dd>
            {update.model}{" "}
            {update.miner && (
              <Link to={`/accounts/${update.miner}`}>
                <code>{update.miner.slice(0, 8)}…</code>
              </Link>
            )}
          </dd>
        </>
      )}
      {update.reason && (
        <>
          <dt>because</dt>
          <dd>{update.reason}</dd>
        </>
      )}
      {update.chargeRao !== undefined && (
        <>
          <dt>cost</dt>
          <dd data-testid="cost">{tao(update.chargeRao, 9)}</dd>
        </>
      )}
      {update.receipt && (
        <>
          <dt>receipt</dt>
          <dd>
            <Link to={`/receipts/${update.receipt}`}>{update.receipt.slice(0, 8)}…</Link>
          </dd>
        </>
      )}
    </dl>
  );
}

export function AskBox({ config }: { config: Config }) {
  const [question, setQuestion] = useState(EXAMPLE);
  const [key, setKey] = useState(config.key ?? "");
  const [update, setUpdate] = useState<AskUpdate | undefined>();
  const [error, setError] = useState<string | undefined>();
  const running = useRef<AbortController | undefined>(undefined);

  const submit = async (event: Event) => {
    event.preventDefault();
    running.current?.abort();
    const control = new AbortController();
    running.current = control;
    setError(undefined);
    setUpdate({ text: "", done: false });
    try {
      for await (const next of ask(config.gateway, key, question, control.signal)) setUpdate(next);
    } catch (failure) {
      if (!control.signal.aborted) setError(failure instanceof Error ? failure.message : String(failure));
    } finally {
      if (running.current === control) running.current = undefined;
    }
  };
  const busy = update !== undefined && !update.done && error === undefined;
  const curl = `curl ${config.gateway}/v1/chat/completions -H "Authorization: Bearer ${key || "YOUR_KEY"}" -H "Content-Type: application/json" -d '{"model":"plexus/text","messages":[{"role":"user","content":"${EXAMPLE}"}]}'`;
  return (
    <section class="panel ask" aria-labelledby="ask-title">
      <h2 id="ask-title">Ask</h2>
      <form onSubmit={submit}>
        <label class="visually-hidden" for="question">
          Question
        </label>
        <textarea
          id="question"
          rows={2}
          maxLength={2000}
          value={question}
          onInput={(event) => setQuestion(event.currentTarget.value)}
        />
        {!config.key && (
          <>
            <label for="key">Key</label>
            <input
              id="key"
              type="password"
              autocomplete="off"
              value={key}
              onInput={(event) => setKey(event.currentTarget.value)}
              placeholder="plexus key create"
            />
          </>
        )}
        <div class="actions">
          <button type="submit" class="primary" disabled={question.trim() === "" || key === ""}>
            {busy ? "Ask again" : "Ask"}
          </button>
          {busy && (
            <button type="button" onClick={() => running.current?.abort()}>
              Stop
            </button>
          )}
        </div>
      </form>
      <div class="answer" aria-live="polite" data-testid="answer">
        {update ? update.text || (busy ? "…" : "") : ""}
      </div>
      {error && <Failed message={error} />}
      {update && <Origin update={update} />}
      <details>
        <summary>The same with curl</summary>
        <pre>{curl}</pre>
        <Copyable text={curl} each={12} />
      </details>
    </section>
  );
}
