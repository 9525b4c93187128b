// Follows the head: initialized, then newBlock, bestBlockChanged, finalized for each block (substrate-wire.md §1.3).

import { RPC_LIMITS } from "../../limits.js";
import type { Subscription } from "../../protocol/method.js";
import { RpcError } from "../../protocol/rpcError.js";
import { FollowSession } from "./followSession.js";
import { addSession, removeSession } from "./sessions.js";

export const chainHead_v1_follow: Subscription = {
  name: "chainHead_v1_follow",
  unsubscribe: ["chainHead_v1_unfollow"],
  notification: "chainHead_v1_followEvent",
  open(context, params, connection) {
    const withRuntime = params.boolean(0, "withRuntime");
    if (connection.countOf("chainHead_v1_follow") >= RPC_LIMITS.followsPerConnection) {
      throw new RpcError(-32800, "Maximum number of chainHead_v1_follow has been reached");
    }
    return (send, id, end) => {
      const session = new FollowSession(context, send, end);
      addSession(connection, id, session);
      session.start(withRuntime);
      return () => {
        removeSession(connection, id);
        session.stop();
      };
    };
  },
};
