// The gateway's control endpoint: JSON over HTTP on <dataPath>/control.sock, which only its owner may open (CONTRACTS
// "Control"). Keys are made, listed, revoked and paid back here; nothing of it is reachable from a network.
import { chmodSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { ss58Decode } from "@plexus/core/crypto";
import { z } from "zod";
import type { Gateway } from "../gateway.js";
import { ApiError, badRequest, internal, notFound, tooLarge, unknownRoute } from "../http/apiError.js";
import { toJson } from "../http/exchange.js";
import { parseJson } from "../http/readBody.js";
import { parseBody } from "../http/requestFields.js";
import { ledgerProblems, ledgerSums } from "../ledger/checkLedger.js";
import { freeOf } from "../ledger/holds.js";
import { createKey, type KeyRow, keyById, listKeys, revokeKey } from "../ledger/keys.js";
import { askWithdrawal } from "../ledger/withdrawals.js";
import { existentialDeposit } from "../settlement/duePayments.js";

const bodyLimitBytes = 16_384;
const rao = z
  .string()
  .regex(/^[1-9][0-9]{0,18}$/, "a decimal amount of rao")
  .transform(BigInt);
const newKeyShape = z.object({ name: z.string().min(1).max(100), capRao: rao.optional() });
const address = z.string().max(60).refine(isAddress, "an ss58 address");
const withdrawShape = z.object({ to: address, amountRao: rao });

function isAddress(text: string): boolean {
  try {
    ss58Decode(text);
    return true;
  } catch {
    return false;
  }
}

function shown(gateway: Gateway, row: KeyRow): Record<string, unknown> {
  const heldRao = gateway.ledger.holds.of(row.id);
  return {
    id: row.id,
    name: row.name,
    prefix: row.shown_prefix,
    depositAddress: row.deposit_address,
    balanceRao: freeOf(row, heldRao),
    heldRao,
    spentRao: row.spent_rao,
    capRao: row.cap_rao,
    revoked: row.revoked_at_ms !== null,
  };
}

export interface ControlOptions {
  readonly gateway: Gateway;
  readonly dataPath: string;
  /** ss58 of the account whose incoming transfers are the key's deposits. */
  depositAddressOf(id: bigint): string;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size > bodyLimitBytes) throw tooLarge(bodyLimitBytes);
    parts.push(part as Buffer);
  }
  return size === 0 ? {} : parseJson(Buffer.concat(parts));
}

function findKey(gateway: Gateway, text: string): KeyRow {
  const row = /^[0-9]{1,15}$/.test(text) ? keyById(gateway.ledger.db, BigInt(text)) : undefined;
  if (row === undefined) throw notFound("key");
  return row;
}

async function createOne({ gateway, depositAddressOf }: ControlOptions, body: unknown): Promise<unknown> {
  const { name, capRao } = parseBody(newKeyShape, body);
  const { db, commits } = gateway.ledger;
  const { key, row } = await commits.run(() => createKey(db, { name, capRao, nowMs: Date.now(), depositAddressOf }));
  return { key, ...shown(gateway, row) };
}

async function withdraw(gateway: Gateway, row: KeyRow, body: unknown): Promise<unknown> {
  const { to, amountRao } = parseBody(withdrawShape, body);
  // Less cannot open an account, and would wait for ever.
  if (amountRao < existentialDeposit) throw badRequest(`amountRao: at least ${existentialDeposit} rao`, "amountRao");
  const { db, commits, holds } = gateway.ledger;
  const taken = await commits.run(() => askWithdrawal(db, row.id, holds.of(row.id), to, amountRao, Date.now()));
  if (!taken)
    throw badRequest(
      `The key's free balance is ${freeOf(keyById(db, row.id) ?? row, holds.of(row.id))} rao.`,
      "amountRao",
      "insufficient_balance",
    );
  return { to, amountRao, ...shown(gateway, findKey(gateway, String(row.id))) };
}

function traffic(gateway: Gateway): unknown {
  const { miners } = gateway.traffic.summary(300);
  return {
    miners: miners.map(({ hotkey, share, requests }) => ({
      hotkey,
      share,
      requests,
      latencyMs: gateway.health.observed(hotkey).latencyMs ?? null,
    })),
  };
}

async function answer(options: ControlOptions, request: IncomingMessage): Promise<unknown> {
  const { gateway } = options;
  const { db, commits } = gateway.ledger;
  const path = (request.url ?? "/").split("?")[0] ?? "/";
  const act = `${request.method} ${path.replace(/^\/keys\/[^/]+/, "/keys/:id")}`;
  const id = /^\/keys\/([^/]+)/.exec(path)?.[1] ?? "";
  switch (act) {
    case "GET /keys":
      return { keys: listKeys(db).map((row) => shown(gateway, row)) };
    case "POST /keys":
      return createOne(options, await bodyOf(request));
    case "GET /keys/:id":
      return shown(gateway, findKey(gateway, id));
    case "POST /keys/:id/revoke": {
      const row = findKey(gateway, id);
      await commits.run(() => revokeKey(db, row.id, Date.now()));
      return shown(gateway, findKey(gateway, id));
    }
    case "POST /keys/:id/withdraw":
      return withdraw(gateway, findKey(gateway, id), await bodyOf(request));
    case "GET /traffic":
      return traffic(gateway);
    case "GET /ledger":
      return { ...ledgerSums(db), problems: ledgerProblems(db) };
    default:
      throw unknownRoute(request.method ?? "", path.slice(0, 200));
  }
}

function send(response: ServerResponse, status: number, value: unknown): void {
  const body = Buffer.from(toJson(value));
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": body.length,
    connection: "close",
  });
  response.end(body);
}

/** Returns how to stop it. Rejects when the socket cannot be made (a path beyond 107 bytes, for one). */
export async function startControl(options: ControlOptions): Promise<() => Promise<void>> {
  const path = join(options.dataPath, "control.sock");
  if (Buffer.byteLength(path) > 107) {
    throw new Error(
      `the control socket ${path} has ${Buffer.byteLength(path)} bytes, the system takes 107: choose a shorter data path`,
    );
  }
  // The directory is claimed by now, so what lies there is a killed predecessor's.
  rmSync(path, { force: true });
  const server = createServer({ requestTimeout: 5_000 }, (request, response) => {
    answer(options, request).then(
      (value) => send(response, 200, value),
      (error: unknown) => {
        if (!(error instanceof ApiError)) options.gateway.log.error({ err: error }, "control request failed");
        const refusal = error instanceof ApiError ? error : internal();
        send(response, refusal.status, refusal.toBody());
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, resolve);
  });
  chmodSync(path, 0o600);
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
}
