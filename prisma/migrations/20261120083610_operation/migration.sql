-- CreateEnum
CREATE TYPE "health_grain" AS ENUM ('minute', 'hour');

-- CreateTable
CREATE TABLE "health_sample" (
    "part" TEXT NOT NULL,
    "grain" "health_grain" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "samples" INTEGER NOT NULL DEFAULT 1,
    "degraded" INTEGER NOT NULL DEFAULT 0,
    "down" INTEGER NOT NULL DEFAULT 0,
    "figure" DOUBLE PRECISION,
    "peak" DOUBLE PRECISION,

    CONSTRAINT "health_sample_pkey" PRIMARY KEY ("part","grain","at")
);

-- CreateTable
CREATE TABLE "operator_entry" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target_kind" TEXT NOT NULL,
    "target_id" TEXT NOT NULL,

    CONSTRAINT "operator_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "health_sample_grain_at_idx" ON "health_sample"("grain", "at");

-- CreateIndex
CREATE INDEX "operator_entry_target_kind_target_id_id_idx" ON "operator_entry"("target_kind", "target_id", "id" DESC);

-- Both belong to the installation; what operators did is only ever added to.
REVOKE ALL ON health_sample, operator_entry FROM airgate_app;
REVOKE UPDATE, DELETE ON operator_entry FROM airgate_platform;

-- Dead letters are few among many, and are asked for over all tenants.
CREATE INDEX delivery_dead ON delivery (id) WHERE state = 'dead';
