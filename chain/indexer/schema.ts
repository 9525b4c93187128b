// The tables for people (architecture §3.15): plain SQL, so that PostgreSQL can hold them too. Everything in them follows
// from the chain, so a change of the schema is a new number and a refill, never a migration.

export const SCHEMA_VERSION = 4;

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
  -- All events as the chain has them: they are only ever read block by block, and as text they were half the work of a block.
  events blob not null
);

create table if not exists accounts (
  id integer primary key,
  address text not null unique
);

create table if not exists extrinsics (
  -- Block and position in one number (places.ts): rows only ever come at the end.
  place integer primary key,
  hash text not null,
  pallet text not null,
  call text not null,
  args text not null,
  signer integer references accounts (id),
  nonce integer,
  tip_rao integer,
  fee_rao integer,
  success integer not null,
  error text
);

create table if not exists transfers (
  -- Block and number of the event.
  place integer primary key,
  extrinsic integer,
  sender integer not null references accounts (id),
  recipient integer not null references accounts (id),
  amount_rao integer not null
);

-- What people look things up by: two numbers a row and no text, because most of what a row costs is its place in such a tree.
create table if not exists extrinsic_keys (
  key integer not null,
  place integer not null,
  primary key (key, place)
) without rowid;
create table if not exists signed (
  account integer not null,
  place integer not null,
  primary key (account, place)
) without rowid;
create table if not exists moved (
  account integer not null,
  place integer not null,
  primary key (account, place)
) without rowid;

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
