// @plexus/chain/rpc: the Substrate JSON-RPC dialect over HTTP and WebSocket on one port.

export { RPC_LIMITS } from "./limits.js";
export { METHODS, SUBSCRIPTIONS } from "./methods.js";
export { Dispatcher } from "./protocol/dispatcher.js";
export type { NetworkStatus, RpcContext } from "./protocol/method.js";
export type { ApiRoute } from "./server/httpExchange.js";
export type { CorsPolicy } from "./server/origins.js";
export { PortTaken, type RpcServer, startRpcServer } from "./server/rpcServer.js";
