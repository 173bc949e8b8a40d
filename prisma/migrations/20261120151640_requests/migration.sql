-- CreateEnum
CREATE TYPE "quota_request_state" AS ENUM ('pending', 'approved', 'rejected', 'withdrawn', 'expired');

-- AlterTable
ALTER TABLE "sub_account" ADD COLUMN     "holder_id" TEXT;

-- CreateTable
CREATE TABLE "quota_request" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "sub_account_id" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "requester_name" TEXT NOT NULL,
    "state" "quota_request_state" NOT NULL DEFAULT 'pending',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" TEXT,
    "decider_name" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "note" TEXT NOT NULL DEFAULT '',
    "allocated" BIGINT,
    "entry_id" TEXT,

    CONSTRAINT "quota_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approval_link" (
    "token_hash" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "member_id" TEXT,
    "verdict" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "approval_link_pkey" PRIMARY KEY ("token_hash")
);

-- CreateIndex
CREATE INDEX "quota_request_tenant_id_created_at_id_idx" ON "quota_request"("tenant_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "quota_request_tenant_id_requested_by_id_idx" ON "quota_request"("tenant_id", "requested_by", "id");

-- CreateIndex
CREATE INDEX "quota_request_tenant_id_sub_account_id_id_idx" ON "quota_request"("tenant_id", "sub_account_id", "id");

-- CreateIndex
CREATE INDEX "quota_request_tenant_id_entry_id_idx" ON "quota_request"("tenant_id", "entry_id");

-- CreateIndex
CREATE INDEX "quota_request_state_expires_at_idx" ON "quota_request"("state", "expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "quota_request_tenant_id_id_key" ON "quota_request"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "approval_link_tenant_id_request_id_idx" ON "approval_link"("tenant_id", "request_id");

-- CreateIndex
CREATE INDEX "approval_link_tenant_id_member_id_idx" ON "approval_link"("tenant_id", "member_id");

-- CreateIndex
CREATE INDEX "approval_link_expires_at_idx" ON "approval_link"("expires_at");

-- CreateIndex
CREATE INDEX "sub_account_tenant_id_holder_id_idx" ON "sub_account"("tenant_id", "holder_id");

-- AddForeignKey
ALTER TABLE "sub_account" ADD CONSTRAINT "sub_account_tenant_id_holder_id_fkey" FOREIGN KEY ("tenant_id", "holder_id") REFERENCES "member"("tenant_id", "id") ON DELETE SET NULL ("holder_id") ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "quota_request" ADD CONSTRAINT "quota_request_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quota_request" ADD CONSTRAINT "quota_request_tenant_id_sub_account_id_fkey" FOREIGN KEY ("tenant_id", "sub_account_id") REFERENCES "sub_account"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quota_request" ADD CONSTRAINT "quota_request_tenant_id_entry_id_fkey" FOREIGN KEY ("tenant_id", "entry_id") REFERENCES "entry"("tenant_id", "id") ON DELETE SET NULL ("entry_id") ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "approval_link" ADD CONSTRAINT "approval_link_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_link" ADD CONSTRAINT "approval_link_tenant_id_request_id_fkey" FOREIGN KEY ("tenant_id", "request_id") REFERENCES "quota_request"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_link" ADD CONSTRAINT "approval_link_tenant_id_member_id_fkey" FOREIGN KEY ("tenant_id", "member_id") REFERENCES "member"("tenant_id", "id") ON DELETE SET NULL ("member_id") ON UPDATE NO ACTION;

SELECT isolate('quota_request');
SELECT isolate('approval_link');

-- One open request of a person for a sub-account.
CREATE UNIQUE INDEX quota_request_one_pending ON quota_request (tenant_id, sub_account_id, requested_by)
  WHERE state = 'pending';

ALTER TABLE quota_request
  ADD CONSTRAINT quota_request_amounts CHECK (amount > 0 AND allocated > 0),
  -- Only an approval allocates, and every approval says how much.
  ADD CONSTRAINT quota_request_allocated CHECK ((state = 'approved') = (allocated IS NOT NULL));
