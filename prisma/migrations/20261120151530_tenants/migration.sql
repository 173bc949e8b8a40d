-- AlterEnum
ALTER TYPE "tenant_status" ADD VALUE 'deleted';

-- AlterTable
ALTER TABLE "app_user" ADD COLUMN     "last_tenant_id" TEXT;

-- AlterTable
ALTER TABLE "tenant" ADD COLUMN     "accent" TEXT,
ADD COLUMN     "deleted_at" TIMESTAMPTZ(3),
ADD COLUMN     "deleted_by" TEXT,
ADD COLUMN     "deleted_from" "tenant_status",
ADD COLUMN     "purge_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "tenant_logo" (
    "tenant_id" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "hash" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tenant_logo_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateTable
CREATE TABLE "owner_transfer" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "from_member_id" TEXT NOT NULL,
    "to_member_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "owner_transfer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "purged_tenant" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "counts" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "purged_at" TIMESTAMPTZ(3),
    "purged_by" TEXT NOT NULL,

    CONSTRAINT "purged_tenant_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "owner_transfer_tenant_id_from_member_id_idx" ON "owner_transfer"("tenant_id", "from_member_id");

-- CreateIndex
CREATE INDEX "owner_transfer_tenant_id_to_member_id_idx" ON "owner_transfer"("tenant_id", "to_member_id");

-- CreateIndex
CREATE INDEX "purged_tenant_started_at_idx" ON "purged_tenant"("started_at" DESC);

-- CreateIndex
CREATE INDEX "app_user_last_tenant_id_idx" ON "app_user"("last_tenant_id");

-- CreateIndex
CREATE INDEX "tenant_purge_at_idx" ON "tenant"("purge_at");

-- AddForeignKey
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_last_tenant_id_fkey" FOREIGN KEY ("last_tenant_id") REFERENCES "tenant"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tenant_logo" ADD CONSTRAINT "tenant_logo_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "owner_transfer" ADD CONSTRAINT "owner_transfer_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "owner_transfer" ADD CONSTRAINT "owner_transfer_tenant_id_from_member_id_fkey" FOREIGN KEY ("tenant_id", "from_member_id") REFERENCES "member"("tenant_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "owner_transfer" ADD CONSTRAINT "owner_transfer_tenant_id_to_member_id_fkey" FOREIGN KEY ("tenant_id", "to_member_id") REFERENCES "member"("tenant_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

SELECT isolate('tenant_logo');
SELECT isolate('owner_transfer');

CREATE UNIQUE INDEX "owner_transfer_one_open" ON "owner_transfer" ("tenant_id") WHERE "closed_at" IS NULL;

ALTER TABLE "tenant" ADD CONSTRAINT "tenant_deleted_whole" CHECK (
  (status::text = 'deleted') = (deleted_at IS NOT NULL)
  AND (deleted_at IS NULL) = (purge_at IS NULL) AND (deleted_at IS NULL) = (deleted_from IS NULL)
  AND (deleted_at IS NULL) = (deleted_by IS NULL)
);

-- What was purged is the installation's memory: only the platform writes it, and only to say that it is done.
REVOKE ALL ON purged_tenant FROM airgate_app;
REVOKE UPDATE, DELETE ON purged_tenant FROM airgate_platform;
GRANT UPDATE (purged_at) ON purged_tenant TO airgate_platform;

-- The function below works as the tables' owner, who need not be a superuser and is then bound by policies like everybody.
CREATE POLICY owner ON tenant TO CURRENT_USER USING (true) WITH CHECK (true);

-- Removes some of the audit log of a tenant whose time is over, and says how many rows went. Nobody else
-- loses an entry: the tenant has to be deleted, and the day of its purge to be past.
CREATE FUNCTION purge_audit(tenant text, most int) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  removed bigint;
  gone bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM tenant t WHERE t.id = tenant AND t.status::text = 'deleted' AND t.purge_at <= now()) THEN
    RAISE EXCEPTION 'the audit log of a tenant that is not due to be purged cannot be removed';
  END IF;
  DELETE FROM audit_link l WHERE l.ctid = ANY (ARRAY(SELECT x.ctid FROM audit_link x WHERE x.tenant_id = tenant LIMIT most));
  GET DIAGNOSTICS removed = ROW_COUNT;
  DELETE FROM audit_entry e WHERE e.ctid = ANY (ARRAY(SELECT x.ctid FROM audit_entry x WHERE x.tenant_id = tenant LIMIT most));
  GET DIAGNOSTICS gone = ROW_COUNT;
  removed := removed + gone;
  IF removed = 0 THEN
    DELETE FROM audit_head h WHERE h.tenant_id = tenant;
    GET DIAGNOSTICS removed = ROW_COUNT;
  END IF;
  RETURN removed;
END $$;

REVOKE ALL ON FUNCTION purge_audit FROM PUBLIC;
GRANT EXECUTE ON FUNCTION purge_audit TO airgate_platform;
