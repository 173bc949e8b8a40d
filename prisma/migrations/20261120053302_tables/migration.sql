-- CreateEnum
CREATE TYPE "alert_severity" AS ENUM ('info', 'warning', 'critical');

-- CreateEnum
CREATE TYPE "alert_state" AS ENUM ('open', 'acknowledged', 'resolved');

-- CreateEnum
CREATE TYPE "channel_kind" AS ENUM ('feishu', 'email');

-- CreateEnum
CREATE TYPE "delivery_state" AS ENUM ('pending', 'sent', 'retrying', 'dead');

-- CreateEnum
CREATE TYPE "cloud_account_status" AS ENUM ('active', 'failing', 'disconnected');

-- CreateEnum
CREATE TYPE "sub_account_state" AS ENUM ('active', 'cutting_off', 'cut_off', 'restoring');

-- CreateEnum
CREATE TYPE "project_state" AS ENUM ('attaching', 'active', 'detaching', 'removed', 'failed');

-- CreateEnum
CREATE TYPE "saga_kind" AS ENUM ('cut_off', 'restore');

-- CreateEnum
CREATE TYPE "saga_state" AS ENUM ('running', 'done', 'failed');

-- CreateEnum
CREATE TYPE "saga_step_state" AS ENUM ('pending', 'running', 'done', 'failed');

-- CreateEnum
CREATE TYPE "entry_kind" AS ENUM ('allocation', 'spending', 'carry');

-- CreateEnum
CREATE TYPE "entry_side" AS ENUM ('granted', 'spent');

-- CreateEnum
CREATE TYPE "tenant_status" AS ENUM ('active', 'suspended');

-- CreateEnum
CREATE TYPE "check_state" AS ENUM ('running', 'done', 'failed');

-- CreateEnum
CREATE TYPE "spending_source" AS ENUM ('detail', 'split');

-- CreateTable
CREATE TABLE "alert" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "severity" "alert_severity" NOT NULL,
    "state" "alert_state" NOT NULL DEFAULT 'open',
    "sub_account_id" TEXT,
    "cloud_account_id" TEXT,
    "details" JSONB NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by" TEXT,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "kind" "channel_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "config" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "min_severity" "alert_severity" NOT NULL DEFAULT 'info',
    "types" TEXT[],
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "last_ok_at" TIMESTAMPTZ(3),
    "last_error" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "alert_id" TEXT NOT NULL,
    "channel_id" TEXT NOT NULL,
    "state" "delivery_state" NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_attempt_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cloud_account" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "cloud_account_no" TEXT NOT NULL,
    "principal" TEXT NOT NULL,
    "credential" TEXT NOT NULL,
    "key_hint" TEXT NOT NULL,
    "status" "cloud_account_status" NOT NULL DEFAULT 'active',
    "last_error" JSONB,
    "connected_at" TIMESTAMPTZ(3) NOT NULL,
    "verified_at" TIMESTAMPTZ(3) NOT NULL,
    "synced_at" TIMESTAMPTZ(3),
    "checked_at" TIMESTAMPTZ(3),
    "disconnected_at" TIMESTAMPTZ(3),

    CONSTRAINT "cloud_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cloud_project" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "cloud_account_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "missing_since" TIMESTAMPTZ(3),
    "synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cloud_project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sub_account" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "cloud_account_id" TEXT NOT NULL,
    "cloud_user_id" TEXT NOT NULL,
    "user_name" TEXT NOT NULL,
    "display_name" TEXT NOT NULL DEFAULT '',
    "description" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "managed" BOOLEAN NOT NULL,
    "state" "sub_account_state" NOT NULL DEFAULT 'active',
    "protected" BOOLEAN NOT NULL DEFAULT false,
    "alert_steps" INTEGER[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "missing_since" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "sub_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sub_account_project" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "cloud_account_id" TEXT NOT NULL,
    "sub_account_id" TEXT NOT NULL,
    "project_name" TEXT NOT NULL,
    "monitored" BOOLEAN NOT NULL DEFAULT true,
    "attached" JSONB NOT NULL,
    "state" "project_state" NOT NULL DEFAULT 'attaching',
    "last_error" JSONB,
    "counted_from" DATE NOT NULL,
    "counted_through" DATE,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "sub_account_project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saga" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "sub_account_id" TEXT NOT NULL,
    "kind" "saga_kind" NOT NULL,
    "reason" TEXT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "state" "saga_state" NOT NULL DEFAULT 'running',
    "snapshot" JSONB,
    "reverses" TEXT,
    "error" JSONB,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "saga_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saga_step" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "saga_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "state" "saga_step_state" NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "evidence" JSONB,
    "error" JSONB,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "saga_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target_kind" TEXT NOT NULL,
    "target_id" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_event" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "tenant_id" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER,
    "body" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("tenant_id","actor_id","key")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "resets_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "bucket" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sub_account_id" TEXT,
    "epoch" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "granted" BIGINT NOT NULL DEFAULT 0,
    "spent" BIGINT NOT NULL DEFAULT 0,
    "reserved" BIGINT NOT NULL DEFAULT 0,
    "hard" BOOLEAN NOT NULL DEFAULT false,
    "armed_above" INTEGER NOT NULL DEFAULT 0,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),

    CONSTRAINT "bucket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "entry" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "bucket_id" TEXT NOT NULL,
    "kind" "entry_kind" NOT NULL,
    "side" "entry_side" NOT NULL,
    "amount" BIGINT NOT NULL,
    "before" BIGINT NOT NULL,
    "after" BIGINT NOT NULL,
    "counterparty" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "actor_kind" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "cause_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "step_crossing" (
    "tenant_id" TEXT NOT NULL,
    "bucket_id" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "step_crossing_pkey" PRIMARY KEY ("tenant_id","bucket_id","step")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "is_operator" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_sign_in_at" TIMESTAMPTZ(3),
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenant" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "currency" TEXT NOT NULL DEFAULT 'CNY',
    "time_zone" TEXT NOT NULL DEFAULT 'Asia/Shanghai',
    "locale" TEXT NOT NULL DEFAULT 'en',
    "status" "tenant_status" NOT NULL DEFAULT 'active',
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tenant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "invited_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "permissions" TEXT[],
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "tenant_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("tenant_id","key")
);

-- CreateTable
CREATE TABLE "platform_setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "platform_setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "spending_check" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "cloud_account_id" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "state" "check_state" NOT NULL DEFAULT 'running',
    "deep" BOOLEAN NOT NULL,
    "slices_total" INTEGER NOT NULL DEFAULT 0,
    "slices_done" INTEGER NOT NULL DEFAULT 0,
    "pages" INTEGER NOT NULL DEFAULT 0,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "error" JSONB,
    "cloud_time" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "spending_check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "spending_record" (
    "tenant_id" TEXT NOT NULL,
    "cloud_account_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "project" TEXT NOT NULL,
    "product" TEXT NOT NULL,
    "source" "spending_source" NOT NULL,
    "amount" BIGINT NOT NULL,
    "amount_raw" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "effective" BOOLEAN NOT NULL DEFAULT true,
    "check_id" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "spending_record_pkey" PRIMARY KEY ("tenant_id","cloud_account_id","day","project","product","source")
);

-- CreateIndex
CREATE INDEX "alert_tenant_id_state_id_idx" ON "alert"("tenant_id", "state", "id" DESC);

-- CreateIndex
CREATE INDEX "alert_tenant_id_sub_account_id_id_idx" ON "alert"("tenant_id", "sub_account_id", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "alert_tenant_id_id_key" ON "alert"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "alert_tenant_id_dedupe_key_key" ON "alert"("tenant_id", "dedupe_key");

-- CreateIndex
CREATE UNIQUE INDEX "channel_tenant_id_id_key" ON "channel"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "channel_tenant_id_name_key" ON "channel"("tenant_id", "name");

-- CreateIndex
CREATE INDEX "delivery_tenant_id_created_at_idx" ON "delivery"("tenant_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_tenant_id_id_key" ON "delivery"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_tenant_id_alert_id_channel_id_key" ON "delivery"("tenant_id", "alert_id", "channel_id");

-- CreateIndex
CREATE INDEX "cloud_account_tenant_id_connected_at_idx" ON "cloud_account"("tenant_id", "connected_at");

-- CreateIndex
CREATE UNIQUE INDEX "cloud_account_tenant_id_id_key" ON "cloud_account"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "cloud_project_tenant_id_cloud_account_id_name_key" ON "cloud_project"("tenant_id", "cloud_account_id", "name");

-- CreateIndex
CREATE INDEX "sub_account_tenant_id_user_name_id_idx" ON "sub_account"("tenant_id", "user_name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "sub_account_tenant_id_id_key" ON "sub_account"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "sub_account_tenant_id_cloud_account_id_cloud_user_id_key" ON "sub_account"("tenant_id", "cloud_account_id", "cloud_user_id");

-- CreateIndex
CREATE INDEX "sub_account_project_tenant_id_sub_account_id_idx" ON "sub_account_project"("tenant_id", "sub_account_id");

-- CreateIndex
CREATE INDEX "sub_account_project_tenant_id_cloud_account_id_project_name_idx" ON "sub_account_project"("tenant_id", "cloud_account_id", "project_name");

-- CreateIndex
CREATE UNIQUE INDEX "sub_account_project_tenant_id_id_key" ON "sub_account_project"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "saga_tenant_id_sub_account_id_started_at_idx" ON "saga"("tenant_id", "sub_account_id", "started_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "saga_tenant_id_id_key" ON "saga"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "saga_step_tenant_id_saga_id_position_key" ON "saga_step"("tenant_id", "saga_id", "position");

-- CreateIndex
CREATE INDEX "audit_entry_tenant_id_id_idx" ON "audit_entry"("tenant_id", "id" DESC);

-- CreateIndex
CREATE INDEX "audit_entry_tenant_id_target_id_id_idx" ON "audit_entry"("tenant_id", "target_id", "id" DESC);

-- CreateIndex
CREATE INDEX "outbox_event_sent_at_id_idx" ON "outbox_event"("sent_at", "id");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- CreateIndex
CREATE INDEX "rate_limit_resets_at_idx" ON "rate_limit"("resets_at");

-- CreateIndex
CREATE UNIQUE INDEX "bucket_tenant_id_id_key" ON "bucket"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "bucket_tenant_id_sub_account_id_epoch_key" ON "bucket"("tenant_id", "sub_account_id", "epoch");

-- CreateIndex
CREATE INDEX "entry_tenant_id_bucket_id_id_idx" ON "entry"("tenant_id", "bucket_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "entry_tenant_id_id_key" ON "entry"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "tenant_slug_key" ON "tenant"("slug");

-- CreateIndex
CREATE INDEX "member_user_id_idx" ON "member"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "member_tenant_id_id_key" ON "member"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "member_tenant_id_user_id_key" ON "member"("tenant_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE INDEX "invitation_tenant_id_email_idx" ON "invitation"("tenant_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_secret_hash_key" ON "api_key"("secret_hash");

-- CreateIndex
CREATE INDEX "api_key_tenant_id_created_at_idx" ON "api_key"("tenant_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_tenant_id_id_key" ON "api_key"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "spending_check_tenant_id_cloud_account_id_started_at_idx" ON "spending_check"("tenant_id", "cloud_account_id", "started_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "spending_check_tenant_id_id_key" ON "spending_check"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "spending_record_tenant_id_day_idx" ON "spending_record"("tenant_id", "day");

-- CreateIndex
CREATE INDEX "spending_record_tenant_id_cloud_account_id_project_day_idx" ON "spending_record"("tenant_id", "cloud_account_id", "project", "day");

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_tenant_id_sub_account_id_fkey" FOREIGN KEY ("tenant_id", "sub_account_id") REFERENCES "sub_account"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel" ADD CONSTRAINT "channel_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_tenant_id_alert_id_fkey" FOREIGN KEY ("tenant_id", "alert_id") REFERENCES "alert"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_tenant_id_channel_id_fkey" FOREIGN KEY ("tenant_id", "channel_id") REFERENCES "channel"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cloud_account" ADD CONSTRAINT "cloud_account_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cloud_project" ADD CONSTRAINT "cloud_project_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cloud_project" ADD CONSTRAINT "cloud_project_tenant_id_cloud_account_id_fkey" FOREIGN KEY ("tenant_id", "cloud_account_id") REFERENCES "cloud_account"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sub_account" ADD CONSTRAINT "sub_account_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sub_account" ADD CONSTRAINT "sub_account_tenant_id_cloud_account_id_fkey" FOREIGN KEY ("tenant_id", "cloud_account_id") REFERENCES "cloud_account"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sub_account_project" ADD CONSTRAINT "sub_account_project_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sub_account_project" ADD CONSTRAINT "sub_account_project_tenant_id_cloud_account_id_fkey" FOREIGN KEY ("tenant_id", "cloud_account_id") REFERENCES "cloud_account"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sub_account_project" ADD CONSTRAINT "sub_account_project_tenant_id_sub_account_id_fkey" FOREIGN KEY ("tenant_id", "sub_account_id") REFERENCES "sub_account"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saga" ADD CONSTRAINT "saga_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saga" ADD CONSTRAINT "saga_tenant_id_sub_account_id_fkey" FOREIGN KEY ("tenant_id", "sub_account_id") REFERENCES "sub_account"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saga_step" ADD CONSTRAINT "saga_step_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saga_step" ADD CONSTRAINT "saga_step_tenant_id_saga_id_fkey" FOREIGN KEY ("tenant_id", "saga_id") REFERENCES "saga"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox_event" ADD CONSTRAINT "outbox_event_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idempotency_key" ADD CONSTRAINT "idempotency_key_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bucket" ADD CONSTRAINT "bucket_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bucket" ADD CONSTRAINT "bucket_tenant_id_sub_account_id_fkey" FOREIGN KEY ("tenant_id", "sub_account_id") REFERENCES "sub_account"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entry" ADD CONSTRAINT "entry_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entry" ADD CONSTRAINT "entry_tenant_id_bucket_id_fkey" FOREIGN KEY ("tenant_id", "bucket_id") REFERENCES "bucket"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step_crossing" ADD CONSTRAINT "step_crossing_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step_crossing" ADD CONSTRAINT "step_crossing_tenant_id_bucket_id_fkey" FOREIGN KEY ("tenant_id", "bucket_id") REFERENCES "bucket"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "setting" ADD CONSTRAINT "setting_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "spending_check" ADD CONSTRAINT "spending_check_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "spending_check" ADD CONSTRAINT "spending_check_tenant_id_cloud_account_id_fkey" FOREIGN KEY ("tenant_id", "cloud_account_id") REFERENCES "cloud_account"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "spending_record" ADD CONSTRAINT "spending_record_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "spending_record" ADD CONSTRAINT "spending_record_tenant_id_cloud_account_id_fkey" FOREIGN KEY ("tenant_id", "cloud_account_id") REFERENCES "cloud_account"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
