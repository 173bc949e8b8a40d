-- AlterEnum
ALTER TYPE "channel_kind" ADD VALUE 'webhook';

-- AlterTable
ALTER TABLE "channel" ADD COLUMN     "failing_since" TIMESTAMPTZ(3),
ADD COLUMN     "failures" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "off_reason" TEXT,
ADD COLUMN     "secret_overlap_until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "delivery_attempt" (
    "tenant_id" TEXT NOT NULL,
    "delivery_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "duration_ms" INTEGER,
    "ok" BOOLEAN NOT NULL DEFAULT false,
    "status" INTEGER,
    "fault" TEXT,
    "message" TEXT,
    "answer" TEXT,

    CONSTRAINT "delivery_attempt_pkey" PRIMARY KEY ("tenant_id","delivery_id","number")
);

-- CreateIndex
CREATE INDEX "delivery_tenant_id_channel_id_state_id_idx" ON "delivery"("tenant_id", "channel_id", "state", "id" DESC);

-- AddForeignKey
ALTER TABLE "delivery_attempt" ADD CONSTRAINT "delivery_attempt_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_attempt" ADD CONSTRAINT "delivery_attempt_tenant_id_delivery_id_fkey" FOREIGN KEY ("tenant_id", "delivery_id") REFERENCES "delivery"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

SELECT isolate('delivery_attempt');
