-- CreateTable
CREATE TABLE "guide_dismissal" (
    "tenant_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "dismissed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "guide_dismissal_pkey" PRIMARY KEY ("tenant_id","user_id")
);

-- AddForeignKey
ALTER TABLE "guide_dismissal" ADD CONSTRAINT "guide_dismissal_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guide_dismissal" ADD CONSTRAINT "guide_dismissal_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "member"("tenant_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

SELECT isolate('guide_dismissal');
