-- CreateEnum
CREATE TYPE "spending_kind" AS ENUM ('owned', 'unnamed', 'default', 'unmanaged');

-- DropIndex
DROP INDEX "alert_tenant_id_state_id_idx";

-- DropIndex
DROP INDEX "delivery_tenant_id_channel_id_state_id_idx";

-- DropIndex
DROP INDEX "spending_record_tenant_id_cloud_account_id_project_day_idx";

-- DropIndex
DROP INDEX "spending_record_tenant_id_day_idx";

-- CreateTable
CREATE TABLE "spending_day" (
    "tenant_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "cloud_account_id" TEXT NOT NULL,
    "product" TEXT NOT NULL,
    "kind" "spending_kind" NOT NULL,
    "amount" BIGINT NOT NULL,
    "rows" BIGINT NOT NULL,

    CONSTRAINT "spending_day_pkey" PRIMARY KEY ("tenant_id","day","cloud_account_id","product","kind")
);

-- CreateTable
CREATE TABLE "spending_version" (
    "tenant_id" TEXT NOT NULL,
    "cloud_account_id" TEXT NOT NULL,
    "version" TEXT NOT NULL,

    CONSTRAINT "spending_version_pkey" PRIMARY KEY ("tenant_id","cloud_account_id")
);

-- CreateIndex
CREATE INDEX "audit_entry_tenant_id_actor_id_id_idx" ON "audit_entry"("tenant_id", "actor_id", "id" DESC);

-- CreateIndex
CREATE INDEX "audit_entry_tenant_id_action_idx" ON "audit_entry"("tenant_id", "action");

-- CreateIndex
CREATE INDEX "audit_entry_tenant_id_at_idx" ON "audit_entry"("tenant_id", "at");

-- CreateIndex
CREATE INDEX "delivery_tenant_id_channel_id_id_idx" ON "delivery"("tenant_id", "channel_id", "id" DESC);

-- CreateIndex
CREATE INDEX "sub_account_tenant_id_created_at_id_idx" ON "sub_account"("tenant_id", "created_at", "id");

-- AddForeignKey
ALTER TABLE "spending_day" ADD CONSTRAINT "spending_day_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "spending_day" ADD CONSTRAINT "spending_day_tenant_id_cloud_account_id_fkey" FOREIGN KEY ("tenant_id", "cloud_account_id") REFERENCES "cloud_account"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "spending_version" ADD CONSTRAINT "spending_version_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "spending_version" ADD CONSTRAINT "spending_version_tenant_id_cloud_account_id_fkey" FOREIGN KEY ("tenant_id", "cloud_account_id") REFERENCES "cloud_account"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Row level security lets an index search only by operators that cannot leak, and comparing an enum is none of these: a
-- state has to be the index's own condition. A covering index answers for figures without reading rows.
CREATE INDEX alert_open ON alert (tenant_id, id DESC) INCLUDE (severity) WHERE state = 'open';
CREATE INDEX delivery_unsent ON delivery (tenant_id, id DESC) WHERE state <> 'sent';
CREATE INDEX sub_account_listed ON sub_account (tenant_id, managed, cloud_account_id) WHERE deleted_at IS NULL;
CREATE INDEX sub_account_unmanaged ON sub_account (tenant_id, user_name, id) WHERE NOT managed AND deleted_at IS NULL;
CREATE INDEX spending_record_counted ON spending_record (tenant_id, day DESC, cloud_account_id, project, product)
  INCLUDE (amount, rows, source) WHERE effective AND rows > 0;
CREATE INDEX spending_record_of_project ON spending_record (tenant_id, cloud_account_id, project, day)
  INCLUDE (product, amount, rows) WHERE effective;
CREATE INDEX spending_record_split ON spending_record (tenant_id, cloud_account_id, day)
  WHERE source = 'split' AND effective AND rows > 0;

-- The owner that a project has now is its latest, so that only those that it had before have to be looked up.
CREATE OR REPLACE VIEW counted_project WITH (security_invoker = true) AS
SELECT link.tenant_id, link.cloud_account_id, link.sub_account_id, link.id AS link_id, link.project_name AS project,
  link.counted_from AS first_day,
  CASE WHEN link.removed_at IS NULL THEN coalesce(link.counted_through, 'infinity') ELSE least(
    coalesce(link.counted_through, 'infinity'),
    coalesce((
      SELECT min(later.counted_from) - 1 FROM sub_account_project later
      WHERE later.tenant_id = link.tenant_id AND later.cloud_account_id = link.cloud_account_id
        AND later.project_name = link.project_name AND (later.added_at, later.id) > (link.added_at, link.id)
    ), 'infinity')
  ) END AS last_day
FROM sub_account_project link
WHERE link.monitored;

CREATE FUNCTION spending_kind_of(owner text, project text) RETURNS spending_kind LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN owner IS NOT NULL THEN 'owned'::spending_kind
  WHEN project = '' THEN 'unnamed'::spending_kind
  WHEN project = 'default' THEN 'default'::spending_kind
  ELSE 'unmanaged'::spending_kind
END;

-- Who changes what an account's totals are made of waits for whoever is at it: each adds what the other has left. Where
-- the account itself is being deleted there is nothing to count.
CREATE FUNCTION begin_spending_change(accounts text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  account text;
BEGIN
  FOR account IN SELECT DISTINCT each FROM unnest(accounts) each ORDER BY each LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended('spending of ' || account, 0));
    INSERT INTO spending_version (tenant_id, cloud_account_id, version)
    SELECT a.tenant_id, a.id, gen_random_uuid() FROM cloud_account a JOIN tenant t ON t.id = a.tenant_id WHERE a.id = account
    ON CONFLICT (tenant_id, cloud_account_id) DO UPDATE SET version = excluded.version;
  END LOOP;
END $$;

-- Records were written: what they say is added to the totals of their days, what they said before is taken out.
CREATE FUNCTION count_records() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changes text := CASE TG_OP
    WHEN 'INSERT' THEN 'SELECT 1 AS sign, new_rows.* FROM new_rows'
    WHEN 'DELETE' THEN 'SELECT -1 AS sign, old_rows.* FROM old_rows'
    ELSE 'SELECT 1 AS sign, new_rows.* FROM new_rows UNION ALL SELECT -1, old_rows.* FROM old_rows'
  END;
  accounts text[];
BEGIN
  EXECUTE 'SELECT array_agg(DISTINCT cloud_account_id) FROM (' || changes || ') r' INTO accounts;
  IF accounts IS NULL THEN RETURN NULL; END IF;
  PERFORM begin_spending_change(accounts);
  EXECUTE format($sql$
    INSERT INTO spending_day AS total (tenant_id, day, cloud_account_id, product, kind, amount, rows)
    SELECT r.tenant_id, r.day, r.cloud_account_id, r.product, spending_kind_of(owner.sub_account_id, r.project) AS kind,
      sum(r.sign * r.amount)::bigint, sum(r.sign * r.rows)::bigint
    FROM (%s) r
    LEFT JOIN counted_project owner ON owner.tenant_id = r.tenant_id AND owner.cloud_account_id = r.cloud_account_id
      AND owner.project = r.project AND r.day BETWEEN owner.first_day AND owner.last_day
    WHERE r.effective AND r.rows > 0
      AND EXISTS (SELECT FROM cloud_account a JOIN tenant t ON t.id = a.tenant_id WHERE a.id = r.cloud_account_id)
    GROUP BY 1, 2, 3, 4, 5 HAVING sum(r.sign * r.amount) <> 0 OR sum(r.sign * r.rows) <> 0
    ORDER BY 1, 2, 3, 4, 5
    ON CONFLICT (tenant_id, day, cloud_account_id, product, kind)
    DO UPDATE SET amount = total.amount + excluded.amount, rows = total.rows + excluded.rows
  $sql$, changes);
  RETURN NULL;
END $$;

CREATE TRIGGER count_inserted AFTER INSERT ON spending_record
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_records();
CREATE TRIGGER count_updated AFTER UPDATE ON spending_record
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_records();
CREATE TRIGGER count_deleted AFTER DELETE ON spending_record
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION count_records();

-- Links of projects were written: the records of these projects move from the kind that they were to the kind that they
-- are. `link` holds every link of such a project twice, as it is (1) and as it was (-1).
CREATE FUNCTION move_records() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was text := CASE TG_OP WHEN 'INSERT' THEN 'SELECT * FROM sub_account_project WHERE false' ELSE 'SELECT * FROM old_rows' END;
  become text := CASE TG_OP WHEN 'DELETE' THEN 'SELECT * FROM sub_account_project WHERE false' ELSE 'SELECT * FROM new_rows' END;
  accounts text[];
BEGIN
  EXECUTE format('SELECT array_agg(DISTINCT cloud_account_id) FROM (%s UNION ALL %s) r', was, become) INTO accounts;
  IF accounts IS NULL THEN RETURN NULL; END IF;
  PERFORM begin_spending_change(accounts);
  EXECUTE format($sql$
    WITH was AS MATERIALIZED (%s), become AS MATERIALIZED (%s),
    touched AS MATERIALIZED (
      SELECT DISTINCT tenant_id, cloud_account_id, project_name FROM (TABLE was UNION ALL TABLE become) changed
      WHERE id IN (
          SELECT coalesce(o.id, n.id) FROM was o FULL JOIN become n ON n.id = o.id
          WHERE (o.project_name, o.monitored, o.counted_from, o.counted_through, o.added_at, o.removed_at)
            IS DISTINCT FROM (n.project_name, n.monitored, n.counted_from, n.counted_through, n.added_at, n.removed_at))
        AND EXISTS (SELECT FROM cloud_account a JOIN tenant t ON t.id = a.tenant_id WHERE a.id = cloud_account_id)
    ), present AS MATERIALIZED (
      SELECT link.* FROM sub_account_project link JOIN touched t ON t.tenant_id = link.tenant_id
        AND t.cloud_account_id = link.cloud_account_id AND t.project_name = link.project_name
    ), link AS (
      SELECT 1 AS sign, present.* FROM present
      UNION ALL SELECT -1, present.* FROM present WHERE id NOT IN (SELECT id FROM become)
      UNION ALL SELECT -1, was.* FROM was JOIN touched t ON t.tenant_id = was.tenant_id
        AND t.cloud_account_id = was.cloud_account_id AND t.project_name = was.project_name
    ), owner AS (
      SELECT sign, tenant_id, cloud_account_id, project_name, sub_account_id, monitored, counted_from AS first_day,
        CASE WHEN removed_at IS NULL THEN coalesce(counted_through, 'infinity') ELSE least(
          coalesce(counted_through, 'infinity'),
          coalesce(min(counted_from) OVER (
            PARTITION BY sign, tenant_id, cloud_account_id, project_name ORDER BY added_at, id
            ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) - 1, 'infinity')
        ) END AS last_day
      FROM link
    ), project AS (
      SELECT tenant_id, cloud_account_id, project_name, array_agg(sign) FILTER (WHERE monitored) AS signs,
        array_agg(sub_account_id) FILTER (WHERE monitored) AS owners,
        array_agg(first_day) FILTER (WHERE monitored) AS firsts, array_agg(last_day) FILTER (WHERE monitored) AS lasts
      FROM owner GROUP BY tenant_id, cloud_account_id, project_name
    )
    INSERT INTO spending_day AS total (tenant_id, day, cloud_account_id, product, kind, amount, rows)
    SELECT r.tenant_id, r.day, r.cloud_account_id, r.product, spending_kind_of(counts.owner, r.project) AS kind,
      sum(side.sign * r.amount)::bigint, sum(side.sign * r.rows)::bigint
    FROM project p
    JOIN spending_record r ON r.tenant_id = p.tenant_id AND r.cloud_account_id = p.cloud_account_id
      AND r.project = p.project_name AND r.effective AND r.rows > 0
    CROSS JOIN (VALUES (1), (-1)) side (sign)
    LEFT JOIN LATERAL (
      SELECT o.owner FROM unnest(p.signs, p.owners, p.firsts, p.lasts) AS o (sign, owner, first_day, last_day)
      WHERE o.sign = side.sign AND r.day BETWEEN o.first_day AND o.last_day
    ) counts ON true
    GROUP BY 1, 2, 3, 4, 5 HAVING sum(side.sign * r.amount) <> 0 OR sum(side.sign * r.rows) <> 0
    ORDER BY 1, 2, 3, 4, 5
    ON CONFLICT (tenant_id, day, cloud_account_id, product, kind)
    DO UPDATE SET amount = total.amount + excluded.amount, rows = total.rows + excluded.rows
  $sql$, was, become);
  RETURN NULL;
END $$;

CREATE TRIGGER move_inserted AFTER INSERT ON sub_account_project
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION move_records();
CREATE TRIGGER move_updated AFTER UPDATE ON sub_account_project
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION move_records();
CREATE TRIGGER move_deleted AFTER DELETE ON sub_account_project
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION move_records();

-- The totals of what is there already. The tables' owner has to see all tenants for it.
ALTER TABLE spending_record NO FORCE ROW LEVEL SECURITY;
ALTER TABLE sub_account_project NO FORCE ROW LEVEL SECURITY;
INSERT INTO spending_day (tenant_id, day, cloud_account_id, product, kind, amount, rows)
SELECT r.tenant_id, r.day, r.cloud_account_id, r.product, spending_kind_of(owner.sub_account_id, r.project),
  sum(r.amount)::bigint, sum(r.rows)::bigint
FROM spending_record r
LEFT JOIN counted_project owner ON owner.tenant_id = r.tenant_id AND owner.cloud_account_id = r.cloud_account_id
  AND owner.project = r.project AND r.day BETWEEN owner.first_day AND owner.last_day
WHERE r.effective AND r.rows > 0 GROUP BY 1, 2, 3, 4, 5;
ALTER TABLE spending_record FORCE ROW LEVEL SECURITY;
ALTER TABLE sub_account_project FORCE ROW LEVEL SECURITY;

SELECT isolate('spending_day');
SELECT isolate('spending_version');
