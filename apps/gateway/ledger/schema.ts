// The tables of the gateway's ledger, in SQL that PostgreSQL would take as well (spec: architecture.md §3.15, issue §6).
// Every amount is an integer of rao. What the tables promise together is in checkLedger.ts.

export const schemaVersion = 1;

export const schemaSql = `
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);

-- A customer's key: only its hash is kept. What open requests hold is part of balance_rao (holds.ts).
CREATE TABLE IF NOT EXISTS keys (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  key_sha256 TEXT NOT NULL UNIQUE,
  shown_prefix TEXT NOT NULL,
  deposit_address TEXT NOT NULL UNIQUE,
  balance_rao BIGINT NOT NULL DEFAULT 0 CHECK (balance_rao >= 0),
  spent_rao BIGINT NOT NULL DEFAULT 0 CHECK (spent_rao >= 0),
  cap_rao BIGINT,
  created_at_ms BIGINT NOT NULL,
  revoked_at_ms BIGINT
);

-- A transfer to a key's deposit address, seen in a finalised block. The key (block, event) makes a second sight harmless.
CREATE TABLE IF NOT EXISTS deposits (
  block BIGINT NOT NULL,
  event_index BIGINT NOT NULL,
  key_id BIGINT NOT NULL REFERENCES keys (id),
  sender TEXT NOT NULL,
  amount_rao BIGINT NOT NULL CHECK (amount_rao > 0),
  PRIMARY KEY (block, event_index)
);

-- One row per charged answer; body is the receipt with both signatures as JSON.
CREATE TABLE IF NOT EXISTS receipts (
  id TEXT PRIMARY KEY,
  key_id BIGINT NOT NULL REFERENCES keys (id),
  miner TEXT NOT NULL,
  coldkey TEXT NOT NULL,
  model TEXT NOT NULL,
  charge_rao BIGINT NOT NULL CHECK (charge_rao >= 0),
  price_block BIGINT NOT NULL,
  note TEXT,
  body TEXT NOT NULL,
  charged_at_ms BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS receipts_by_key ON receipts (key_id, charged_at_ms);

-- What is owed to a miner's coldkey and is in no batch yet.
CREATE TABLE IF NOT EXISTS owed (
  coldkey TEXT PRIMARY KEY,
  amount_rao BIGINT NOT NULL CHECK (amount_rao >= 0)
);

-- A customer's wish to have money back: reserved from the balance at once, paid with the next batch.
CREATE TABLE IF NOT EXISTS withdrawals (
  id INTEGER PRIMARY KEY,
  key_id BIGINT NOT NULL REFERENCES keys (id),
  destination TEXT NOT NULL,
  amount_rao BIGINT NOT NULL CHECK (amount_rao > 0),
  asked_at_ms BIGINT NOT NULL,
  batch_id BIGINT
);

-- A signed extrinsic, written before it is sent. open: may still land; landed: it did; void: it never can.
CREATE TABLE IF NOT EXISTS batches (
  id INTEGER PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('open', 'landed', 'void')),
  extrinsic_hash TEXT NOT NULL UNIQUE,
  extrinsic TEXT NOT NULL,
  nonce BIGINT NOT NULL,
  first_block BIGINT NOT NULL,
  last_block BIGINT NOT NULL,
  landed_block BIGINT,
  outcome TEXT,
  signed_at_ms BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS payments (
  batch_id BIGINT NOT NULL REFERENCES batches (id),
  position BIGINT NOT NULL,
  destination TEXT NOT NULL,
  amount_rao BIGINT NOT NULL CHECK (amount_rao > 0),
  withdrawal_id BIGINT REFERENCES withdrawals (id),
  PRIMARY KEY (batch_id, position)
);
`;
