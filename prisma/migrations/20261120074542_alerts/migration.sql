-- AlterTable
ALTER TABLE "alert" ADD COLUMN     "muted" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "channel" ADD COLUMN     "quiet_from" TEXT,
ADD COLUMN     "quiet_to" TEXT;

-- CreateTable
CREATE TABLE "alert_mute" (
    "tenant_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "sub_account_id" TEXT NOT NULL DEFAULT '',
    "until" TIMESTAMPTZ(3) NOT NULL,
    "muted_by" TEXT NOT NULL,

    CONSTRAINT "alert_mute_pkey" PRIMARY KEY ("tenant_id","type","sub_account_id")
);

-- AddForeignKey
ALTER TABLE "alert_mute" ADD CONSTRAINT "alert_mute_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

SELECT isolate('alert_mute');
