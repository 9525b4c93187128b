// Frames of every shape, shrunk by fast-check where one is answered badly; the numbers are in hostile.test.ts.

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Node } from "../node/index.js";
import { post, startNode, WireClient } from "../testing/testNode.js";

let node: Node;
beforeAll(async () => {
  node = await startNode();
});
afterAll(() => node.close());

describe("hostile frames", () => {
  test("anything at all gets a code or nothing, and the node lives", async () => {
    const { methods } = await post(node, "rpc_methods");
    const name = fc.oneof(
      fc.constantFrom(...(methods as string[]).filter((each) => each !== "plexus_seal")),
      fc.string(),
    );
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom("0x", "0x00", null, -1, 2 ** 53, `0x${"ff".repeat(32)}`));
    const frame = fc.oneof(
      {
        weight: 6,
        arbitrary: fc
          .record({
            jsonrpc: fc.constant("2.0"),
            id: fc.oneof(fc.nat(), fc.string()),
            method: name,
            params: fc.oneof(fc.array(value, { maxLength: 4 }), value),
          })
          .map((call) => JSON.stringify(call)),
      },
      { weight: 1, arbitrary: fc.jsonValue().map((json) => JSON.stringify(json)) },
      { weight: 1, arbitrary: fc.string() },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { minLength: 20, maxLength: 60 }), async (frames) => {
        const client = await WireClient.connect(node);
        for (const text of frames) client.socket.send(text);
        expect(await client.call("system_name")).toBe("Plexus Node");
        for (const reply of client.frames.flat()) {
          if (reply.error) expect(reply.error.code).toBeTypeOf("number");
          expect(reply.error?.code).not.toBe(-32603);
        }
        client.close();
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});
