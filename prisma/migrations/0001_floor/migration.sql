-- CreateTable
CREATE TABLE "environment" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "tier" TEXT NOT NULL DEFAULT 'development',
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "protected" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "environment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "role_instance" (
    "id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "role_instance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lease" (
    "name" TEXT NOT NULL,
    "owner" UUID,
    "epoch" BIGINT NOT NULL DEFAULT 0,
    "expires_at" TIMESTAMPTZ(6),

    CONSTRAINT "lease_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "secret" (
    "id" UUID NOT NULL,
    "owner" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "nonce" BYTEA NOT NULL,
    "ciphertext" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "secret_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "operation" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "target_id" UUID,
    "subject_id" UUID,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "phases" JSONB NOT NULL DEFAULT '[]',
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "percent" DOUBLE PRECISION,
    "beat_at" TIMESTAMPTZ(6),
    "lease_epoch" BIGINT,
    "owner" UUID,
    "requested_by" TEXT,
    "cancel_requested_at" TIMESTAMPTZ(6),
    "error" TEXT,
    "log" TEXT NOT NULL DEFAULT '',
    "detail" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(6),
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "operation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "release" (
    "id" UUID NOT NULL,
    "environment_id" UUID NOT NULL,
    "workflow" TEXT,
    "version" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "release_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "annotation" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "until" TIMESTAMPTZ(6),
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "environment_id" UUID,
    "workflow" TEXT,
    "object_type" TEXT,
    "object_id" TEXT,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "annotation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "password_hash" TEXT,
    "failed_sign_ins" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(6),
    "disabled_at" TIMESTAMPTZ(6),
    "password_changed_at" TIMESTAMPTZ(6),
    "last_sign_in_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_identity" (
    "provider" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "user_identity_pkey" PRIMARY KEY ("provider","subject")
);

-- CreateTable
CREATE TABLE "user_session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "revoked_at" TIMESTAMPTZ(6),
    "ip" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "user_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "one_time_link" (
    "id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "user_id" UUID,
    "token_hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "one_time_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "token" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT,
    "environment_id" UUID,
    "networks" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "max_agents" INTEGER,
    "prefix" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6),
    "last_used_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "object_type" TEXT,
    "object_id" TEXT,
    "environment" TEXT,
    "before" JSONB,
    "after" JSONB,
    "request_id" TEXT,
    "ip" TEXT,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "registry" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT,
    "secret_ref" TEXT,
    "environment_id" UUID,
    "poll_interval_ms" INTEGER NOT NULL DEFAULT 10000,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "last_polled_at" TIMESTAMPTZ(6),
    "last_ok_at" TIMESTAMPTZ(6),
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "registry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent" (
    "id" UUID NOT NULL,
    "registry_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "environment_id" UUID NOT NULL,
    "shard" SMALLINT NOT NULL DEFAULT 0,
    "registered_host" TEXT NOT NULL,
    "registered_port" INTEGER NOT NULL,
    "scheme" TEXT NOT NULL DEFAULT 'http',
    "base_path" TEXT NOT NULL DEFAULT '',
    "address_override" TEXT,
    "seen_from" TEXT,
    "ttl_seconds" INTEGER NOT NULL DEFAULT 60,
    "metadata" TEXT,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "workflow" TEXT,
    "version" TEXT,
    "schema" JSONB,
    "schema_at" TIMESTAMPTZ(6),
    "parent_id" UUID,
    "probe" JSONB NOT NULL DEFAULT '{}',
    "admission" TEXT NOT NULL DEFAULT 'token',
    "admitted_from" TEXT,
    "token_id" UUID,
    "first_seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "registered_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(6),
    "retired_reason" TEXT,
    "paused_at" TIMESTAMPTZ(6),
    "paused_until" TIMESTAMPTZ(6),
    "pause_reason" TEXT,
    "paused_by" TEXT,

    CONSTRAINT "agent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_beat" (
    "agent_id" UUID NOT NULL,
    "last_beat_at" TIMESTAMPTZ(6) NOT NULL,
    "seq" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "agent_beat_pkey" PRIMARY KEY ("agent_id")
);

-- CreateTable
CREATE TABLE "agent_verdict" (
    "agent_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "since" TIMESTAMPTZ(6) NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "heartbeat" TEXT NOT NULL DEFAULT 'absent',
    "heartbeat_reason" TEXT NOT NULL DEFAULT '',
    "probe" TEXT NOT NULL DEFAULT 'absent',
    "probe_reason" TEXT NOT NULL DEFAULT '',
    "probe_at" TIMESTAMPTZ(6),
    "probe_ok" BOOLEAN,
    "probe_latency_ms" INTEGER,
    "probe_error" TEXT,
    "probe_last_ok_at" TIMESTAMPTZ(6),
    "first_bad_at" TIMESTAMPTZ(6),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "flapping_until" TIMESTAMPTZ(6),

    CONSTRAINT "agent_verdict_pkey" PRIMARY KEY ("agent_id")
);

-- CreateTable
CREATE TABLE "shard_flush" (
    "shard" SMALLINT NOT NULL,
    "flushed_at" TIMESTAMPTZ(6) NOT NULL,
    "interval_ms" INTEGER NOT NULL DEFAULT 30000,
    "owner" UUID,
    "epoch" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "shard_flush_pkey" PRIMARY KEY ("shard")
);

-- CreateTable
CREATE TABLE "status_span" (
    "id" BIGSERIAL NOT NULL,
    "agent_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(6) NOT NULL,
    "to_at" TIMESTAMPTZ(6),
    "cause" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "status_span_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "probe_slot" (
    "agent_id" UUID NOT NULL,
    "slot" TIMESTAMPTZ(6) NOT NULL,
    "latencies" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "failed" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "probe_slot_pkey" PRIMARY KEY ("agent_id","slot")
);

-- CreateTable
CREATE TABLE "agent_change" (
    "id" BIGSERIAL NOT NULL,
    "agent_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "field" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    "seen_from" TEXT,

    CONSTRAINT "agent_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "registration" (
    "id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "port" INTEGER NOT NULL,
    "ttl_seconds" INTEGER NOT NULL DEFAULT 60,
    "metadata" TEXT,
    "seen_from" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "first_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_beat_at" TIMESTAMPTZ(6),
    "times" INTEGER NOT NULL DEFAULT 1,
    "decided_by" TEXT,

    CONSTRAINT "registration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "orchestrator" (
    "id" UUID NOT NULL,
    "registry_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "api_endpoint" TEXT NOT NULL,
    "ttl_seconds" INTEGER NOT NULL DEFAULT 300,
    "environment_id" UUID NOT NULL,
    "seen_from" TEXT,
    "token_id" UUID,
    "registered_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_beat_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(6),

    CONSTRAINT "orchestrator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'agent',
    "agent_id" UUID,
    "environment_id" UUID,
    "severity" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(6) NOT NULL,
    "first_bad_at" TIMESTAMPTZ(6),
    "last_ok_at" TIMESTAMPTZ(6),
    "closed_at" TIMESTAMPTZ(6),
    "close_reason" TEXT,
    "acknowledged_at" TIMESTAMPTZ(6),
    "acknowledged_by" TEXT,
    "muted_at" TIMESTAMPTZ(6),
    "group_key" TEXT,

    CONSTRAINT "incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_event" (
    "id" BIGSERIAL NOT NULL,
    "incident_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "actor" TEXT,
    "text" TEXT NOT NULL,

    CONSTRAINT "incident_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "source" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "secret_ref" TEXT,
    "environment_id" UUID NOT NULL,
    "options" JSONB NOT NULL DEFAULT '{}',
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "status" TEXT NOT NULL DEFAULT 'new',
    "last_error" TEXT,
    "cursor" JSONB NOT NULL DEFAULT '{}',
    "complete_through" TIMESTAMPTZ(6),
    "last_sync_at" TIMESTAMPTZ(6),
    "last_ok_at" TIMESTAMPTZ(6),
    "first_synced_at" TIMESTAMPTZ(6),
    "rows_seen" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workflow" (
    "id" SERIAL NOT NULL,
    "environment_id" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "workflow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "source_record" (
    "source_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "execution_key" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(6),
    "ended_at" TIMESTAMPTZ(6),
    "open" BOOLEAN NOT NULL DEFAULT false,
    "data" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "version" TEXT,
    "first_seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "observed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settle_at" TIMESTAMPTZ(6),
    "settle_step" SMALLINT NOT NULL DEFAULT 0,
    "missing_since" TIMESTAMPTZ(6),
    "gone_at" TIMESTAMPTZ(6),

    CONSTRAINT "source_record_pkey" PRIMARY KEY ("source_id","kind","external_id")
);

-- CreateTable
CREATE TABLE "run" (
    "id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "workflow_id" INTEGER NOT NULL,
    "environment_id" UUID NOT NULL,
    "agent_id" UUID,
    "class" TEXT NOT NULL DEFAULT 'workload',
    "status" TEXT NOT NULL,
    "source_status" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),
    "duration_ms" BIGINT,
    "duration_how" TEXT,
    "cost" DECIMAL(20,10),
    "cost_kind" TEXT NOT NULL DEFAULT 'unknown',
    "input_tokens" BIGINT,
    "output_tokens" BIGINT,
    "total_tokens" BIGINT,
    "error_class" TEXT,
    "flags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "content_hash" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "observed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "gone_at" TIMESTAMPTZ(6),
    "execution_id" UUID,
    "parent_external_id" TEXT,
    "price_version_id" INTEGER,

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run_detail" (
    "run_id" UUID NOT NULL,
    "name" TEXT,
    "inputs" TEXT,
    "outputs" TEXT,
    "params" TEXT,
    "error" TEXT,
    "node_states" TEXT,

    CONSTRAINT "run_detail_pkey" PRIMARY KEY ("run_id")
);

-- CreateTable
CREATE TABLE "run_model_usage" (
    "run_id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "calls" INTEGER NOT NULL DEFAULT 0,
    "input_tokens" BIGINT,
    "output_tokens" BIGINT,
    "cache_read_tokens" BIGINT,
    "cache_write_tokens" BIGINT,
    "cost" DECIMAL(20,10),
    "cost_kind" TEXT NOT NULL DEFAULT 'unknown',

    CONSTRAINT "run_model_usage_pkey" PRIMARY KEY ("run_id","provider","model")
);

-- CreateTable
CREATE TABLE "rollup_15m" (
    "source_id" UUID NOT NULL,
    "workflow_id" INTEGER NOT NULL,
    "bucket" TIMESTAMPTZ(6) NOT NULL,
    "runs" INTEGER NOT NULL DEFAULT 0,
    "pending" INTEGER NOT NULL DEFAULT 0,
    "running" INTEGER NOT NULL DEFAULT 0,
    "succeeded" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "cancelled" INTEGER NOT NULL DEFAULT 0,
    "abandoned" INTEGER NOT NULL DEFAULT 0,
    "unknown" INTEGER NOT NULL DEFAULT 0,
    "with_duration" INTEGER NOT NULL DEFAULT 0,
    "duration_ms" BIGINT NOT NULL DEFAULT 0,
    "cost_reported_n" INTEGER NOT NULL DEFAULT 0,
    "cost_estimated_n" INTEGER NOT NULL DEFAULT 0,
    "cost_unknown_n" INTEGER NOT NULL DEFAULT 0,
    "cost_reported" DECIMAL(24,10) NOT NULL DEFAULT 0,
    "cost_estimated" DECIMAL(24,10) NOT NULL DEFAULT 0,
    "input_tokens" BIGINT NOT NULL DEFAULT 0,
    "output_tokens" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "rollup_15m_pkey" PRIMARY KEY ("source_id","workflow_id","bucket")
);

-- CreateTable
CREATE TABLE "rollup_hist_15m" (
    "source_id" UUID NOT NULL,
    "workflow_id" INTEGER NOT NULL,
    "bucket" TIMESTAMPTZ(6) NOT NULL,
    "k" SMALLINT NOT NULL,
    "n" INTEGER NOT NULL,

    CONSTRAINT "rollup_hist_15m_pkey" PRIMARY KEY ("source_id","workflow_id","bucket","k")
);

-- CreateTable
CREATE TABLE "rollup_model_15m" (
    "source_id" UUID NOT NULL,
    "workflow_id" INTEGER NOT NULL,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "bucket" TIMESTAMPTZ(6) NOT NULL,
    "runs" INTEGER NOT NULL DEFAULT 0,
    "calls" INTEGER NOT NULL DEFAULT 0,
    "cost_reported_n" INTEGER NOT NULL DEFAULT 0,
    "cost_estimated_n" INTEGER NOT NULL DEFAULT 0,
    "cost_unknown_n" INTEGER NOT NULL DEFAULT 0,
    "cost_reported" DECIMAL(24,10) NOT NULL DEFAULT 0,
    "cost_estimated" DECIMAL(24,10) NOT NULL DEFAULT 0,
    "input_tokens" BIGINT NOT NULL DEFAULT 0,
    "output_tokens" BIGINT NOT NULL DEFAULT 0,
    "cache_read_tokens" BIGINT NOT NULL DEFAULT 0,
    "cache_write_tokens" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "rollup_model_15m_pkey" PRIMARY KEY ("source_id","workflow_id","provider","model","bucket")
);

-- CreateTable
CREATE TABLE "workflow_authority" (
    "workflow_id" INTEGER NOT NULL,
    "figure" TEXT NOT NULL,
    "effective_from" TIMESTAMPTZ(6) NOT NULL,
    "source_id" UUID NOT NULL,
    "set_by" TEXT,
    "set_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workflow_authority_pkey" PRIMARY KEY ("workflow_id","figure","effective_from")
);

-- CreateTable
CREATE TABLE "restatement" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "day" DATE NOT NULL,
    "figure" TEXT NOT NULL,
    "workflow_id" INTEGER NOT NULL,
    "source_id" UUID NOT NULL,
    "before" DECIMAL(24,10) NOT NULL,
    "after" DECIMAL(24,10) NOT NULL,
    "cause" TEXT NOT NULL,

    CONSTRAINT "restatement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_page" (
    "id" BIGSERIAL NOT NULL,
    "source_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "loop" TEXT NOT NULL,
    "records" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL,
    "took_ms" INTEGER NOT NULL,

    CONSTRAINT "sync_page_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "role_instance_role_seen_at_idx" ON "role_instance"("role", "seen_at");

-- CreateIndex
CREATE INDEX "rate_limit_updated_at_idx" ON "rate_limit"("updated_at");

-- CreateIndex
CREATE INDEX "operation_kind_created_at_idx" ON "operation"("kind", "created_at");

-- CreateIndex
CREATE INDEX "operation_target_id_created_at_idx" ON "operation"("target_id", "created_at");

-- CreateIndex
CREATE INDEX "release_environment_id_at_idx" ON "release"("environment_id", "at");

-- CreateIndex
CREATE INDEX "annotation_at_idx" ON "annotation"("at");

-- CreateIndex
CREATE INDEX "user_identity_user_id_idx" ON "user_identity"("user_id");

-- CreateIndex
CREATE INDEX "user_session_user_id_created_at_idx" ON "user_session"("user_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "one_time_link_token_hash_key" ON "one_time_link"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "token_token_hash_key" ON "token"("token_hash");

-- CreateIndex
CREATE INDEX "audit_at_idx" ON "audit"("at");

-- CreateIndex
CREATE INDEX "audit_object_type_object_id_idx" ON "audit"("object_type", "object_id");

-- CreateIndex
CREATE INDEX "agent_environment_id_idx" ON "agent"("environment_id");

-- CreateIndex
CREATE INDEX "agent_workflow_idx" ON "agent"("workflow");

-- CreateIndex
CREATE INDEX "agent_shard_idx" ON "agent"("shard");

-- CreateIndex
CREATE UNIQUE INDEX "agent_registry_id_external_id_key" ON "agent"("registry_id", "external_id");

-- CreateIndex
CREATE INDEX "status_span_agent_id_from_at_idx" ON "status_span"("agent_id", "from_at");

-- CreateIndex
CREATE INDEX "status_span_to_at_idx" ON "status_span"("to_at");

-- CreateIndex
CREATE INDEX "probe_slot_slot_idx" ON "probe_slot"("slot");

-- CreateIndex
CREATE INDEX "agent_change_agent_id_at_idx" ON "agent_change"("agent_id", "at");

-- CreateIndex
CREATE INDEX "registration_state_last_at_idx" ON "registration"("state", "last_at");

-- CreateIndex
CREATE UNIQUE INDEX "registration_external_id_seen_from_key" ON "registration"("external_id", "seen_from");

-- CreateIndex
CREATE UNIQUE INDEX "orchestrator_registry_id_external_id_key" ON "orchestrator"("registry_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "incident_number_key" ON "incident"("number");

-- CreateIndex
CREATE INDEX "incident_opened_at_idx" ON "incident"("opened_at");

-- CreateIndex
CREATE INDEX "incident_agent_id_opened_at_idx" ON "incident"("agent_id", "opened_at");

-- CreateIndex
CREATE INDEX "incident_event_incident_id_at_idx" ON "incident_event"("incident_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "workflow_environment_id_name_key" ON "workflow"("environment_id", "name");

-- CreateIndex
CREATE INDEX "source_record_source_id_execution_key_idx" ON "source_record"("source_id", "execution_key");

-- CreateIndex
CREATE INDEX "source_record_source_id_kind_started_at_idx" ON "source_record"("source_id", "kind", "started_at");

-- CreateIndex
CREATE INDEX "run_started_at_id_idx" ON "run"("started_at", "id");

-- CreateIndex
CREATE INDEX "run_workflow_id_started_at_idx" ON "run"("workflow_id", "started_at");

-- CreateIndex
CREATE INDEX "run_source_id_started_at_idx" ON "run"("source_id", "started_at");

-- CreateIndex
CREATE UNIQUE INDEX "run_source_id_external_id_key" ON "run"("source_id", "external_id");

-- CreateIndex
CREATE INDEX "rollup_15m_bucket_idx" ON "rollup_15m"("bucket");

-- CreateIndex
CREATE INDEX "rollup_hist_15m_bucket_idx" ON "rollup_hist_15m"("bucket");

-- CreateIndex
CREATE INDEX "rollup_model_15m_bucket_idx" ON "rollup_model_15m"("bucket");

-- CreateIndex
CREATE INDEX "workflow_authority_source_id_idx" ON "workflow_authority"("source_id");

-- CreateIndex
CREATE INDEX "restatement_at_idx" ON "restatement"("at");

-- CreateIndex
CREATE INDEX "restatement_day_idx" ON "restatement"("day");

-- CreateIndex
CREATE INDEX "sync_page_source_id_at_idx" ON "sync_page"("source_id", "at");

-- What Prisma's schema language cannot say -----------------------------------

CREATE UNIQUE INDEX "environment_name_lower" ON "environment" (lower("name"));
CREATE UNIQUE INDEX "app_user_email_lower" ON "app_user" (lower("email"));
CREATE UNIQUE INDEX "source_name_lower" ON "source" (lower("name"));
CREATE UNIQUE INDEX "status_span_open" ON "status_span" ("agent_id") WHERE "to_at" IS NULL;
CREATE UNIQUE INDEX "incident_open_agent" ON "incident" ("agent_id") WHERE "closed_at" IS NULL AND "agent_id" IS NOT NULL;
CREATE UNIQUE INDEX "incident_open_kind" ON "incident" ("kind") WHERE "closed_at" IS NULL AND "agent_id" IS NULL;
CREATE INDEX "agent_tags" ON "agent" USING gin ("tags");
CREATE INDEX "source_record_open" ON "source_record" ("source_id", "kind") WHERE "open";
CREATE INDEX "source_record_settle" ON "source_record" ("source_id", "settle_at") WHERE "settle_at" IS NOT NULL;

ALTER TABLE "status_span" ADD CONSTRAINT "status_span_forward" CHECK ("to_at" IS NULL OR "to_at" >= "from_at");
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_role" CHECK ("role" IN ('viewer', 'operator', 'admin'));
ALTER TABLE "token" ADD CONSTRAINT "token_kind" CHECK (
  ("kind" = 'api' AND "role" IN ('viewer', 'operator', 'admin')) OR ("kind" = 'agent' AND "environment_id" IS NOT NULL));
ALTER TABLE "agent" ADD CONSTRAINT "agent_port" CHECK ("registered_port" BETWEEN 1 AND 65535);
ALTER TABLE "agent" ADD CONSTRAINT "agent_external_id" CHECK ("external_id" <> '' AND length("external_id") <= 512);
ALTER TABLE "workflow" ADD CONSTRAINT "workflow_name" CHECK (length("name") <= 256);
ALTER TABLE "rollup_hist_15m" ADD CONSTRAINT "rollup_hist_15m_count" CHECK ("n" >= 0);

-- Every beat and every verdict must stay a HOT update: narrow rows, no index but the key, room on each page.
ALTER TABLE "agent_beat" SET (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE "agent_verdict" SET (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE "lease" SET (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE "shard_flush" SET (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05);

-- The shard of an agent: the last byte of its id is random in every UUID version in use here.
CREATE FUNCTION agent_shard(id uuid) RETURNS smallint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT (get_byte(uuid_send(id), 15) & 31)::smallint $$;

CREATE FUNCTION agent_set_shard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.shard := agent_shard(NEW.id);
  RETURN NEW;
END $$;
CREATE TRIGGER agent_set_shard BEFORE INSERT OR UPDATE OF id, shard ON "agent" FOR EACH ROW EXECUTE FUNCTION agent_set_shard();

-- The audit trail is written once.
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON "audit" FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON "audit" FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

-- Status is derived at read: a stored verdict counts only while its watcher lives.
CREATE VIEW "agent_now" AS
SELECT a.id AS agent_id,
  CASE
    WHEN a.retired_at IS NOT NULL THEN 'retired'
    WHEN a.paused_at IS NOT NULL AND (a.paused_until IS NULL OR a.paused_until > now()) THEN 'paused'
    WHEN v.agent_id IS NULL THEN 'unknown'
    WHEN away.since IS NOT NULL THEN 'unknown'
    ELSE v.status
  END AS status,
  CASE
    WHEN a.retired_at IS NOT NULL THEN coalesce(a.retired_reason, 'deregistered')
    WHEN a.paused_at IS NOT NULL AND (a.paused_until IS NULL OR a.paused_until > now()) THEN coalesce(a.pause_reason, '')
    WHEN v.agent_id IS NULL THEN 'not looked at yet'
    WHEN away.since IS NOT NULL THEN 'prober away'
    ELSE v.reason
  END AS reason,
  CASE
    WHEN a.retired_at IS NOT NULL THEN a.retired_at
    WHEN a.paused_at IS NOT NULL AND (a.paused_until IS NULL OR a.paused_until > now()) THEN a.paused_at
    WHEN v.agent_id IS NULL THEN a.first_seen_at
    WHEN away.since IS NOT NULL THEN greatest(away.since, v.since)
    ELSE v.since
  END AS since
FROM "agent" a
LEFT JOIN "agent_verdict" v ON v.agent_id = a.id
LEFT JOIN "shard_flush" f ON f.shard = a.shard
LEFT JOIN LATERAL (
  SELECT coalesce(f.flushed_at, a.first_seen_at) AS since
  WHERE f.flushed_at IS NULL OR f.flushed_at < now() - greatest(2 * f.interval_ms, 15000) * interval '1 millisecond'
) away ON true;

INSERT INTO "environment" (id, name) VALUES ('00000000-0000-7000-8000-000000000001', 'default');
INSERT INTO "registry" (id, kind, name) VALUES
  ('00000000-0000-7000-8000-000000000002', 'builtin', 'Muster'),
  ('00000000-0000-7000-8000-000000000003', 'manual', 'added by hand');
