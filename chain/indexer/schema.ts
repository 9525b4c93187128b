// The tables for people (architecture §3.15): plain SQL, so that PostgreSQL can hold them too. Everything in them follows
// from the chain, so a change of the schema is a new number and a refill, never a migration.

export const SCHEMA_VERSION = 2;

/** Amounts are rao; they fit 63 bits, and are read as text because a JavaScript number does not hold them. */
export const SCHEMA = `
create table if not exists facts (name text primary key, value text not null);

create table if not exists blocks (
  number integer primary key,
  hash text not null unique,
  parent_hash text not null,
  state_root text not null,
  timestamp_ms integer not null,
  extrinsic_count integer not null,
  event_count integer not null,
  -- All events as one JSON array: they are only ever read block by block, and a row for each is half the work of a block.
  events text not null
);

create table if not exists extrinsics (
  block integer not null,
  position integer not null,
  hash text not null,
  pallet text not null,
  call text not null,
  args text not null,
  signer text,
  nonce integer,
  tip_rao integer,
  fee_rao integer,
  success integer not null,
  error text,
  primary key (block, position)
);
create index if not exists extrinsics_by_hash on extrinsics (hash);
create index if not exists extrinsics_by_signer on extrinsics (signer, block);

create table if not exists transfers (
  block integer not null,
  event integer not null,
  extrinsic integer,
  sender text not null,
  recipient text not null,
  amount_rao integer not null,
  primary key (block, event)
);
create index if not exists transfers_by_sender on transfers (sender, block);
create index if not exists transfers_by_recipient on transfers (recipient, block);

create table if not exists neurons (
  netuid integer not null,
  epoch integer not null,
  block integer not null,
  uid integer not null,
  hotkey text not null,
  incentive real not null,
  dividends real not null,
  emission_rao integer not null,
  stake_rao integer not null,
  primary key (netuid, epoch, uid)
);
create index if not exists neurons_by_hotkey on neurons (hotkey, block);
`;
