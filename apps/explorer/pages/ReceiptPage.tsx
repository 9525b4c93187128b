// A receipt: every field, and whether both signatures hold, checked here in the page.

import { type GatewayReceipt, verifyReceipt } from "@plexus/client/receipts";
import { browserCrypto } from "@plexus/core/crypto/browser";
import { getJson } from "../live/http.js";
import type { Network } from "../live/network.js";
import { useAnswer } from "../live/store.js";
import { Answer } from "../parts/States.js";

async function readReceipt(network: Network, id: string) {
  const receipt = await getJson<GatewayReceipt>(`${network.config.gateway}/v1/receipts/${id}`);
  return { receipt, verdict: verifyReceipt(receipt, await browserCrypto()) };
}

export function ReceiptPage({ network, id }: { network: Network; id: string }) {
  const answer = useAnswer(() => readReceipt(network, id), [id]);
  return (
    <section class="panel">
      <h1>Receipt</h1>
      <Answer answer={answer}>
        {({ receipt, verdict }) => (
          <>
            <p data-testid="verdict">
              {verdict.ok
                ? "Both signatures hold: the miner's and the gateway's."
                : `Not valid: ${verdict.problems.join("; ")}`}
            </p>
            <dl class="facts">
              {Object.entries(receipt).map(([name, value]) => (
                <>
                  <dt>{name.replaceAll("_", " ")}</dt>
                  <dd>
                    <code class="wrap">{String(value)}</code>
                  </dd>
                </>
              ))}
            </dl>
          </>
        )}
      </Answer>
    </section>
  );
}
