// For tests: an HTTP server that answers as a LightRpc says, so that lies come over the same wire as the truth.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SdkError } from "../../sdkError.js";
import type { LightRpc } from "../lightRpc.js";

export interface ServedRpc {
  readonly address: string;
  /** From now on the answers are another's. */
  answerAs(rpc: LightRpc): void;
  close(): void;
}

export async function serveRpc(first: LightRpc): Promise<ServedRpc> {
  let served = first;
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", async () => {
      const { method, params } = JSON.parse(body) as { method: string; params: object };
      const answer = await served.request(method, params).then(
        (result) => ({ result }),
        (error: unknown) => {
          const { rpcCode: code = -32_603, message } = error instanceof SdkError ? error : new SdkError("RpcError", "");
          return { error: { code, message } };
        },
      );
      response.setHeader("content-type", "application/json").end(JSON.stringify({ jsonrpc: "2.0", id: 1, ...answer }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answerAs(rpc) {
      served = rpc;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
