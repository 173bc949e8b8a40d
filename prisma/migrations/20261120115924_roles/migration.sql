-- AlterTable
ALTER TABLE "invitation" ADD COLUMN     "role_id" TEXT;

-- AlterTable
ALTER TABLE "member" ADD COLUMN     "role_id" TEXT;

-- CreateTable
CREATE TABLE "custom_role" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "permissions" TEXT[],
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "custom_role_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "custom_role_tenant_id_id_key" ON "custom_role"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "invitation_tenant_id_role_id_idx" ON "invitation"("tenant_id", "role_id");

-- CreateIndex
CREATE INDEX "member_tenant_id_role_id_idx" ON "member"("tenant_id", "role_id");

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_tenant_id_role_id_fkey" FOREIGN KEY ("tenant_id", "role_id") REFERENCES "custom_role"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_tenant_id_role_id_fkey" FOREIGN KEY ("tenant_id", "role_id") REFERENCES "custom_role"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "custom_role" ADD CONSTRAINT "custom_role_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

SELECT isolate('custom_role');

-- A name is taken whatever its case.
CREATE UNIQUE INDEX custom_role_name ON custom_role (tenant_id, lower(name));

-- `custom` and its role go together; only a closed invitation outlives the role that it was for.
ALTER TABLE member ADD CONSTRAINT member_role_whole CHECK ((role = 'custom') = (role_id IS NOT NULL));
ALTER TABLE invitation ADD CONSTRAINT invitation_role_whole CHECK (
  (role_id IS NULL OR role = 'custom')
  AND (role <> 'custom' OR role_id IS NOT NULL OR accepted_at IS NOT NULL OR revoked_at IS NOT NULL)
);
