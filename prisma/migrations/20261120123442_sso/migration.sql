-- AlterTable
ALTER TABLE "user_session" ADD COLUMN     "sso_tenant_id" TEXT;

-- CreateTable
CREATE TABLE "sso_connection" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "client_secret" TEXT NOT NULL,
    "role_claim" TEXT,
    "role_map" JSONB NOT NULL,
    "default_role" TEXT,
    "enforced" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sso_connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sso_domain" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "domain" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "verified_at" TIMESTAMPTZ(3),

    CONSTRAINT "sso_domain_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sso_identity" (
    "tenant_id" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sso_identity_pkey" PRIMARY KEY ("tenant_id","issuer","subject")
);

-- CreateTable
CREATE TABLE "sso_answer" (
    "state_hash" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sso_answer_pkey" PRIMARY KEY ("state_hash")
);

-- CreateTable
CREATE TABLE "sso_exception" (
    "tenant_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sso_exception_pkey" PRIMARY KEY ("tenant_id","session_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "sso_connection_tenant_id_key" ON "sso_connection"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "sso_domain_tenant_id_domain_key" ON "sso_domain"("tenant_id", "domain");

-- CreateIndex
CREATE INDEX "sso_identity_user_id_idx" ON "sso_identity"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "sso_identity_tenant_id_issuer_user_id_key" ON "sso_identity"("tenant_id", "issuer", "user_id");

-- CreateIndex
CREATE INDEX "sso_answer_expires_at_idx" ON "sso_answer"("expires_at");

-- CreateIndex
CREATE INDEX "sso_exception_session_id_idx" ON "sso_exception"("session_id");

-- CreateIndex
CREATE INDEX "user_session_sso_tenant_id_idx" ON "user_session"("sso_tenant_id");

-- AddForeignKey
ALTER TABLE "user_session" ADD CONSTRAINT "user_session_sso_tenant_id_fkey" FOREIGN KEY ("sso_tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sso_connection" ADD CONSTRAINT "sso_connection_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sso_domain" ADD CONSTRAINT "sso_domain_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sso_identity" ADD CONSTRAINT "sso_identity_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sso_identity" ADD CONSTRAINT "sso_identity_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sso_answer" ADD CONSTRAINT "sso_answer_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sso_exception" ADD CONSTRAINT "sso_exception_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sso_exception" ADD CONSTRAINT "sso_exception_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "user_session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

SELECT isolate('sso_connection');
SELECT isolate('sso_domain');
SELECT isolate('sso_identity');
SELECT isolate('sso_answer');
SELECT isolate('sso_exception');

-- A domain is proven for one tenant at most, and only the platform's role says so.
CREATE UNIQUE INDEX sso_domain_one_owner ON sso_domain (domain) WHERE verified_at IS NOT NULL;
REVOKE INSERT, UPDATE ON sso_domain FROM airgate_app;
GRANT INSERT (id, tenant_id, domain, created_at) ON sso_domain TO airgate_app;

-- Who was let in how is written by the door alone.
REVOKE INSERT, UPDATE ON sso_identity, sso_answer, sso_exception FROM airgate_app;
