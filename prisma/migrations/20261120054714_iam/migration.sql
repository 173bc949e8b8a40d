-- AlterTable
ALTER TABLE "outbox_event" ADD COLUMN     "claimed_until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "sub_account_creation" (
    "tenant_id" TEXT NOT NULL,
    "cloud_account_id" TEXT NOT NULL,
    "user_name" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "busy_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sub_account_creation_pkey" PRIMARY KEY ("tenant_id","cloud_account_id","user_name")
);

-- AddForeignKey
ALTER TABLE "sub_account_creation" ADD CONSTRAINT "sub_account_creation_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sub_account_creation" ADD CONSTRAINT "sub_account_creation_tenant_id_cloud_account_id_fkey" FOREIGN KEY ("tenant_id", "cloud_account_id") REFERENCES "cloud_account"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

SELECT isolate('sub_account_creation');
