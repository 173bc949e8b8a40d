-- CreateTable
CREATE TABLE "saved_view" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "table_name" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "state" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "table_preference" (
    "tenant_id" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "table_name" TEXT NOT NULL,
    "columns" TEXT[],
    "density" TEXT NOT NULL DEFAULT 'comfortable',
    "default_view_id" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "table_preference_pkey" PRIMARY KEY ("tenant_id","owner_id","table_name")
);

-- CreateIndex
CREATE INDEX "saved_view_tenant_id_shared_idx" ON "saved_view"("tenant_id", "shared");

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_tenant_id_id_key" ON "saved_view"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_tenant_id_owner_id_table_name_name_key" ON "saved_view"("tenant_id", "owner_id", "table_name", "name");

-- CreateIndex
CREATE INDEX "table_preference_tenant_id_default_view_id_idx" ON "table_preference"("tenant_id", "default_view_id");

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "table_preference" ADD CONSTRAINT "table_preference_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "table_preference" ADD CONSTRAINT "table_preference_tenant_id_default_view_id_fkey" FOREIGN KEY ("tenant_id", "default_view_id") REFERENCES "saved_view"("tenant_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

SELECT isolate('saved_view');
SELECT isolate('table_preference');
