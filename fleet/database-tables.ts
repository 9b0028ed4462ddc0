/** The runtime's tables as it makes them on PostgreSQL, in an order in which they can refer to one another. */
const RUNTIME_TABLES = `
create table if not exists workflow_runs (
  id varchar(36) primary key,
  workflow_name varchar(256) not null,
  status varchar(32) not null,
  config_snapshot text,
  inputs text,
  outputs text,
  error_message text,
  started_at timestamp not null,
  completed_at timestamp,
  duration_seconds double precision,
  total_tokens integer,
  total_cost_usd double precision,
  bottleneck_info text
);
create table if not exists execution_states (
  id serial primary key,
  run_id varchar(36) not null references workflow_runs (id),
  node_id varchar(128) not null,
  state_data text not null,
  created_at timestamp not null
);
create table if not exists agents (
  agent_id varchar(255) primary key,
  agent_name varchar(256) not null,
  host varchar(256) not null,
  port integer not null,
  last_heartbeat timestamp not null,
  ttl_seconds integer not null,
  agent_metadata varchar(4000),
  registered_at timestamp not null
);
create index if not exists ix_agents_last_heartbeat on agents (last_heartbeat);
create table if not exists orchestrators (
  orchestrator_id varchar(255) primary key,
  orchestrator_name varchar(256) not null,
  orchestrator_type varchar(64) not null,
  api_endpoint varchar(500) not null,
  last_heartbeat timestamp not null,
  ttl_seconds integer not null,
  registered_at timestamp not null
);
create index if not exists ix_orchestrators_last_heartbeat on orchestrators (last_heartbeat);
create table if not exists chat_sessions (
  session_id varchar(36) primary key,
  user_identifier varchar(256) not null,
  created_at timestamp not null,
  updated_at timestamp not null,
  generated_config text,
  status varchar(32) not null
);
create index if not exists ix_chat_sessions_user_identifier on chat_sessions (user_identifier);
create table if not exists chat_messages (
  id serial primary key,
  session_id varchar(36) not null references chat_sessions (session_id),
  role varchar(32) not null,
  content text not null,
  created_at timestamp not null,
  message_metadata text
);
create table if not exists memory_records (
  id serial primary key,
  agent_id varchar(255) not null,
  workflow_id varchar(255),
  node_id varchar(255),
  key varchar(255) not null,
  namespace_key varchar(1000) not null,
  value text not null,
  created_at timestamp not null,
  updated_at timestamp not null
);
create unique index if not exists ix_memory_records_namespace_key on memory_records (namespace_key);
create table if not exists session_state (
  id varchar(36) primary key,
  session_start timestamp not null,
  dirty_shutdown integer not null,
  active_workflows text,
  session_data text,
  last_updated timestamp not null
);
create table if not exists webhook_events (
  id serial primary key,
  webhook_id varchar(255) not null,
  provider varchar(64) not null,
  processed_at timestamp not null
);
create unique index if not exists ix_webhook_events_webhook_id on webhook_events (webhook_id);
create table if not exists workflow_registrations (
  workflow_name varchar(255) primary key,
  webhook_secret varchar(255),
  description varchar(1000),
  allowed_methods varchar(1000) not null,
  default_inputs text not null,
  rate_limit integer,
  enabled integer not null,
  created_at timestamp not null
);
`;

/** The fleet's own note of what it has backfilled where, so that a second start adds nothing. */
const BACKFILL_NOTE = `
create table if not exists fleet_backfill (
  target varchar(32) primary key,
  from_ms bigint not null,
  to_ms bigint not null,
  done_at timestamp
);
`;

export const TABLES = RUNTIME_TABLES + BACKFILL_NOTE;
