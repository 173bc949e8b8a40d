-- AlterTable
ALTER TABLE "api_key" ADD COLUMN     "addresses" TEXT[],
ADD COLUMN     "last_used_address" TEXT,
ADD COLUMN     "per_minute" INTEGER,
ADD COLUMN     "per_month" INTEGER,
ADD COLUMN     "warned_days" INTEGER;

-- CreateTable
CREATE TABLE "api_key_old_secret" (
    "tenant_id" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "replaced_at" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "api_key_old_secret_pkey" PRIMARY KEY ("tenant_id","key_id","secret_hash")
);

-- CreateTable
CREATE TABLE "api_key_window" (
    "tenant_id" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "period" TIMESTAMP(0) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "taken" BIGINT NOT NULL,
    "granted" BIGINT NOT NULL,

    CONSTRAINT "api_key_window_pkey" PRIMARY KEY ("tenant_id","key_id","kind")
);

-- CreateTable
CREATE TABLE "api_key_usage" (
    "tenant_id" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "succeeded" BIGINT NOT NULL DEFAULT 0,
    "client_errors" BIGINT NOT NULL DEFAULT 0,
    "server_errors" BIGINT NOT NULL DEFAULT 0,
    "refused" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "api_key_usage_pkey" PRIMARY KEY ("tenant_id","key_id","day")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_key_old_secret_secret_hash_key" ON "api_key_old_secret"("secret_hash");

-- CreateIndex
CREATE INDEX "api_key_usage_tenant_id_day_idx" ON "api_key_usage"("tenant_id", "day");

-- CreateIndex
CREATE INDEX "api_key_expires_at_idx" ON "api_key"("expires_at");

-- AddForeignKey
ALTER TABLE "api_key_old_secret" ADD CONSTRAINT "api_key_old_secret_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key_old_secret" ADD CONSTRAINT "api_key_old_secret_tenant_id_key_id_fkey" FOREIGN KEY ("tenant_id", "key_id") REFERENCES "api_key"("tenant_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "api_key_window" ADD CONSTRAINT "api_key_window_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key_window" ADD CONSTRAINT "api_key_window_tenant_id_key_id_fkey" FOREIGN KEY ("tenant_id", "key_id") REFERENCES "api_key"("tenant_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "api_key_usage" ADD CONSTRAINT "api_key_usage_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key_usage" ADD CONSTRAINT "api_key_usage_tenant_id_key_id_fkey" FOREIGN KEY ("tenant_id", "key_id") REFERENCES "api_key"("tenant_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

SELECT isolate('api_key_old_secret');
SELECT isolate('api_key_window');
SELECT isolate('api_key_usage');

ALTER TABLE api_key
  ADD CONSTRAINT api_key_per_minute CHECK (per_minute > 0),
  ADD CONSTRAINT api_key_per_month CHECK (per_month > 0);
ALTER TABLE api_key_window ADD CONSTRAINT api_key_window_taken CHECK (taken >= 0 AND granted >= 0);
-- Counters change all the time and carry no index: room on the page keeps such updates in place.
ALTER TABLE api_key_window SET (fillfactor = 50);
ALTER TABLE api_key_usage SET (fillfactor = 70);

-- Every process keeps keys for a moment. Whatever changes what a key may do says so at its commit, whoever changes it.
CREATE FUNCTION tell_api_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('airgate_keys', CASE TG_TABLE_NAME
    WHEN 'api_key_old_secret' THEN coalesce(to_jsonb(NEW), to_jsonb(OLD)) ->> 'key_id'
    ELSE to_jsonb(OLD) ->> 'id' END);
  RETURN NULL;
END $$;
-- Being used changes nothing.
CREATE TRIGGER api_key_changed AFTER DELETE OR UPDATE OF
  name, secret_hash, permissions, expires_at, revoked_at, per_minute, per_month, addresses ON api_key
  FOR EACH ROW EXECUTE FUNCTION tell_api_key();
CREATE TRIGGER api_key_secret_changed AFTER INSERT OR UPDATE OR DELETE ON api_key_old_secret
  FOR EACH ROW EXECUTE FUNCTION tell_api_key();
CREATE TRIGGER tenant_changed AFTER UPDATE OR DELETE ON tenant
  FOR EACH ROW EXECUTE FUNCTION tell_api_key();
