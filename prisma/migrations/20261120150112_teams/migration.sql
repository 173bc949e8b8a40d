-- AlterTable
ALTER TABLE "api_key" ADD COLUMN     "team_id" TEXT;

-- AlterTable
ALTER TABLE "sub_account" ADD COLUMN     "team_id" TEXT;

-- CreateTable
CREATE TABLE "team" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "parent_id" TEXT,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team_member" (
    "tenant_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "lead" BOOLEAN NOT NULL DEFAULT false,
    "added_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_member_pkey" PRIMARY KEY ("tenant_id","team_id","member_id")
);

-- CreateIndex
CREATE INDEX "team_tenant_id_parent_id_idx" ON "team"("tenant_id", "parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "team_tenant_id_id_key" ON "team"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "team_member_tenant_id_member_id_idx" ON "team_member"("tenant_id", "member_id");

-- CreateIndex
CREATE INDEX "api_key_tenant_id_team_id_idx" ON "api_key"("tenant_id", "team_id");

-- CreateIndex
CREATE INDEX "sub_account_tenant_id_team_id_idx" ON "sub_account"("tenant_id", "team_id");

-- AddForeignKey
ALTER TABLE "sub_account" ADD CONSTRAINT "sub_account_tenant_id_team_id_fkey" FOREIGN KEY ("tenant_id", "team_id") REFERENCES "team"("tenant_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_tenant_id_team_id_fkey" FOREIGN KEY ("tenant_id", "team_id") REFERENCES "team"("tenant_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "team" ADD CONSTRAINT "team_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team" ADD CONSTRAINT "team_tenant_id_parent_id_fkey" FOREIGN KEY ("tenant_id", "parent_id") REFERENCES "team"("tenant_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_tenant_id_team_id_fkey" FOREIGN KEY ("tenant_id", "team_id") REFERENCES "team"("tenant_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_tenant_id_member_id_fkey" FOREIGN KEY ("tenant_id", "member_id") REFERENCES "member"("tenant_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

SELECT isolate('team');
SELECT isolate('team_member');

-- A name is taken among siblings, whatever its case; all that stand at the top are siblings too.
CREATE UNIQUE INDEX team_name ON team (tenant_id, coalesce(parent_id, ''), lower(name));

-- The one way into a circle that needs no second row; longer ones are refused under the lock of the tree.
ALTER TABLE team ADD CONSTRAINT team_not_below_itself CHECK (parent_id <> id);

-- Teams and all that are below them.
CREATE FUNCTION teams_below(tenant text, roots text[]) RETURNS SETOF text LANGUAGE sql STABLE AS $$
  WITH RECURSIVE below AS (
    SELECT id FROM team WHERE tenant_id = tenant AND id = ANY (roots)
    UNION
    SELECT t.id FROM below b JOIN team t ON t.tenant_id = tenant AND t.parent_id = b.id
  )
  SELECT id FROM below
$$;
