-- CreateEnum
CREATE TYPE "access_key_outcome" AS ENUM ('given', 'refused', 'nothing', 'deleted', 'unclear');

-- CreateTable
CREATE TABLE "access_key_claim" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "sub_account_id" TEXT NOT NULL,
    "keys_before" TEXT[],
    "actor_id" TEXT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "access_key_id" TEXT,
    "secret" TEXT,
    "made_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "outcome" "access_key_outcome",

    CONSTRAINT "access_key_claim_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "access_key_claim_tenant_id_sub_account_id_idx" ON "access_key_claim"("tenant_id", "sub_account_id");

-- CreateIndex
CREATE UNIQUE INDEX "access_key_claim_tenant_id_id_key" ON "access_key_claim"("tenant_id", "id");

-- AddForeignKey
ALTER TABLE "access_key_claim" ADD CONSTRAINT "access_key_claim_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_key_claim" ADD CONSTRAINT "access_key_claim_tenant_id_sub_account_id_fkey" FOREIGN KEY ("tenant_id", "sub_account_id") REFERENCES "sub_account"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One wish of a sub-account at a time; a secret outlives no settled one.
CREATE UNIQUE INDEX access_key_claim_one_open ON access_key_claim (tenant_id, sub_account_id) WHERE settled_at IS NULL;
ALTER TABLE access_key_claim
  ADD CONSTRAINT access_key_claim_settled CHECK ((settled_at IS NULL) = (outcome IS NULL)),
  ADD CONSTRAINT access_key_claim_secret CHECK (settled_at IS NULL OR secret IS NULL);

SELECT isolate('access_key_claim');
