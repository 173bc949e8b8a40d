-- CreateTable
CREATE TABLE "spending_month" (
    "tenant_id" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "cloud_account_id" TEXT NOT NULL,
    "project" TEXT NOT NULL,
    "sub_account_id" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "rows" BIGINT NOT NULL,

    CONSTRAINT "spending_month_pkey" PRIMARY KEY ("tenant_id","month","cloud_account_id","project","sub_account_id")
);

-- CreateTable
CREATE TABLE "spending_total" (
    "tenant_id" TEXT NOT NULL,
    "cloud_account_id" TEXT NOT NULL,
    "sub_account_id" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "spending_total_pkey" PRIMARY KEY ("tenant_id","cloud_account_id","sub_account_id")
);

-- CreateTable
CREATE TABLE "spending_day_version" (
    "tenant_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "cloud_account_id" TEXT NOT NULL,
    "version" TEXT NOT NULL,

    CONSTRAINT "spending_day_version_pkey" PRIMARY KEY ("tenant_id","day","cloud_account_id")
);

-- CreateTable
CREATE TABLE "totals_round" (
    "id" INTEGER NOT NULL,
    "tenant" TEXT NOT NULL DEFAULT '',
    "slice" TEXT NOT NULL DEFAULT '',
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "slices" INTEGER NOT NULL DEFAULT 0,
    "finished_at" TIMESTAMPTZ(3),
    "finished_slices" INTEGER NOT NULL DEFAULT 0,
    "differences" JSONB NOT NULL,

    CONSTRAINT "totals_round_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "spending_month" ADD CONSTRAINT "spending_month_tenant_id_cloud_account_id_fkey" FOREIGN KEY ("tenant_id", "cloud_account_id") REFERENCES "cloud_account"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "spending_total" ADD CONSTRAINT "spending_total_tenant_id_cloud_account_id_fkey" FOREIGN KEY ("tenant_id", "cloud_account_id") REFERENCES "cloud_account"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "spending_day_version" ADD CONSTRAINT "spending_day_version_tenant_id_cloud_account_id_fkey" FOREIGN KEY ("tenant_id", "cloud_account_id") REFERENCES "cloud_account"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Counters change with every check and carry no index: room on the page keeps such updates in place.
ALTER TABLE spending_month SET (fillfactor = 80);
ALTER TABLE spending_total SET (fillfactor = 80);
ALTER TABLE spending_day_version SET (fillfactor = 80);

-- The statement that adds changes of counted records to all that is kept of them. `change` selects them: sign (1 or -1),
-- what the record says, and the sub-account that it counts for.
CREATE FUNCTION adding_to_totals(change text) RETURNS text LANGUAGE sql IMMUTABLE RETURN format($sql$
  WITH change AS MATERIALIZED (
    SELECT tenant_id, day, cloud_account_id, project, product, sub_account_id AS owner,
      spending_kind_of(sub_account_id, project) AS kind, sign * amount AS amount,
      CASE WHEN rows > 0 THEN sign * amount END AS billed, sign * rows AS rows
    FROM (%s) each
  ), days AS (
    INSERT INTO spending_day AS total (tenant_id, day, cloud_account_id, product, kind, amount, rows)
    SELECT tenant_id, day, cloud_account_id, product, kind, sum(billed)::bigint, sum(rows)::bigint
    FROM change WHERE billed IS NOT NULL
    GROUP BY 1, 2, 3, 4, 5 HAVING sum(billed) <> 0 OR sum(rows) <> 0
    ORDER BY 1, 2, 3, 4, 5
    ON CONFLICT (tenant_id, day, cloud_account_id, product, kind)
    DO UPDATE SET amount = total.amount + excluded.amount, rows = total.rows + excluded.rows
  ), months AS (
    INSERT INTO spending_month AS total (tenant_id, month, cloud_account_id, project, sub_account_id, amount, rows)
    SELECT tenant_id, date_trunc('month', day)::date, cloud_account_id, project, coalesce(owner, ''),
      sum(billed)::bigint, sum(rows)::bigint
    FROM change WHERE billed IS NOT NULL
    GROUP BY 1, 2, 3, 4, 5 HAVING sum(billed) <> 0 OR sum(rows) <> 0
    ORDER BY 1, 2, 3, 4, 5
    ON CONFLICT (tenant_id, month, cloud_account_id, project, sub_account_id)
    DO UPDATE SET amount = total.amount + excluded.amount, rows = total.rows + excluded.rows
  )
  INSERT INTO spending_total AS total (tenant_id, cloud_account_id, sub_account_id, amount)
  SELECT tenant_id, cloud_account_id, owner, sum(amount)::bigint
  FROM change WHERE owner IS NOT NULL
  GROUP BY 1, 2, 3 HAVING sum(amount) <> 0
  ORDER BY 1, 2, 3
  ON CONFLICT (tenant_id, cloud_account_id, sub_account_id) DO UPDATE SET amount = total.amount + excluded.amount
$sql$, change);

-- Records were written: what they say is added to the totals, what they said before is taken out.
CREATE OR REPLACE FUNCTION count_records() RETURNS trigger LANGUAGE plpgsql AS $$
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
    INSERT INTO spending_day_version (tenant_id, day, cloud_account_id, version)
    SELECT r.tenant_id, r.day, a.id, gen_random_uuid() FROM (SELECT DISTINCT tenant_id, day, cloud_account_id FROM (%s) r) r
    JOIN cloud_account a ON a.id = r.cloud_account_id JOIN tenant t ON t.id = a.tenant_id
    ORDER BY 1, 2, 3
    ON CONFLICT (tenant_id, day, cloud_account_id) DO UPDATE SET version = excluded.version
  $sql$, changes);
  EXECUTE adding_to_totals(format($sql$
    SELECT r.sign, r.tenant_id, r.day, r.cloud_account_id, r.project, r.product, r.amount, r.rows, owner.sub_account_id
    FROM (%s) r
    LEFT JOIN counted_project owner ON owner.tenant_id = r.tenant_id AND owner.cloud_account_id = r.cloud_account_id
      AND owner.project = r.project AND r.day BETWEEN owner.first_day AND owner.last_day
    WHERE r.effective
      AND EXISTS (SELECT FROM cloud_account a JOIN tenant t ON t.id = a.tenant_id WHERE a.id = r.cloud_account_id)
  $sql$, changes));
  RETURN NULL;
END $$;

-- Links of projects were written: the records of these projects move from the owner that they had to the one that they
-- have. `link` holds every link of such a project twice, as it is (1) and as it was (-1).
CREATE OR REPLACE FUNCTION move_records() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was text := CASE TG_OP WHEN 'INSERT' THEN 'SELECT * FROM sub_account_project WHERE false' ELSE 'SELECT * FROM old_rows' END;
  become text := CASE TG_OP WHEN 'DELETE' THEN 'SELECT * FROM sub_account_project WHERE false' ELSE 'SELECT * FROM new_rows' END;
  accounts text[];
BEGIN
  EXECUTE format('SELECT array_agg(DISTINCT cloud_account_id) FROM (%s UNION ALL %s) r', was, become) INTO accounts;
  IF accounts IS NULL THEN RETURN NULL; END IF;
  PERFORM begin_spending_change(accounts);
  EXECUTE adding_to_totals(format($sql$
    WITH was AS MATERIALIZED (%s), become AS MATERIALIZED (%s),
    touched AS MATERIALIZED (
      SELECT DISTINCT tenant_id, cloud_account_id, project_name FROM (TABLE was UNION ALL TABLE become) changed
      WHERE id IN (
          SELECT coalesce(o.id, n.id) FROM was o FULL JOIN become n ON n.id = o.id
          WHERE (o.project_name, o.sub_account_id, o.monitored, o.counted_from, o.counted_through, o.added_at, o.removed_at)
            IS DISTINCT FROM
            (n.project_name, n.sub_account_id, n.monitored, n.counted_from, n.counted_through, n.added_at, n.removed_at))
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
    SELECT side.sign, r.tenant_id, r.day, r.cloud_account_id, r.project, r.product, r.amount, r.rows,
      counts.owner AS sub_account_id
    FROM project p
    JOIN spending_record r ON r.tenant_id = p.tenant_id AND r.cloud_account_id = p.cloud_account_id
      AND r.project = p.project_name AND r.effective
    CROSS JOIN (VALUES (1), (-1)) side (sign)
    LEFT JOIN LATERAL (
      SELECT o.owner FROM unnest(p.signs, p.owners, p.firsts, p.lasts) AS o (sign, owner, first_day, last_day)
      WHERE o.sign = side.sign AND r.day BETWEEN o.first_day AND o.last_day
    ) counts ON true
  $sql$, was, become));
  RETURN NULL;
END $$;

-- The totals of what is there already. The tables' owner has to see all tenants for it.
ALTER TABLE spending_record NO FORCE ROW LEVEL SECURITY;
ALTER TABLE sub_account_project NO FORCE ROW LEVEL SECURITY;
INSERT INTO spending_month (tenant_id, month, cloud_account_id, project, sub_account_id, amount, rows)
SELECT r.tenant_id, date_trunc('month', r.day)::date, r.cloud_account_id, r.project, coalesce(owner.sub_account_id, ''),
  sum(r.amount)::bigint, sum(r.rows)::bigint
FROM spending_record r
LEFT JOIN counted_project owner ON owner.tenant_id = r.tenant_id AND owner.cloud_account_id = r.cloud_account_id
  AND owner.project = r.project AND r.day BETWEEN owner.first_day AND owner.last_day
WHERE r.effective AND r.rows > 0 GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5;
INSERT INTO spending_total (tenant_id, cloud_account_id, sub_account_id, amount)
SELECT tenant_id, cloud_account_id, sub_account_id, sum(amount)::bigint FROM counted_spending GROUP BY 1, 2, 3;
INSERT INTO spending_day_version (tenant_id, day, cloud_account_id, version)
SELECT tenant_id, day, cloud_account_id, gen_random_uuid() FROM spending_record GROUP BY 1, 2, 3;
ALTER TABLE spending_record FORCE ROW LEVEL SECURITY;
ALTER TABLE sub_account_project FORCE ROW LEVEL SECURITY;

SELECT isolate('spending_month');
SELECT isolate('spending_total');
SELECT isolate('spending_day_version');
REVOKE ALL ON totals_round FROM airgate_app;

-- What lists are searched and counted by; each index holds all that is asked of it, so that no row has to be read.
CREATE INDEX spending_month_unowned ON spending_month (tenant_id, month, cloud_account_id, project) WHERE sub_account_id = '';
CREATE INDEX spending_check_undone ON spending_check (tenant_id, id DESC) INCLUDE (cloud_account_id, state)
  WHERE state <> 'done';
CREATE INDEX alert_listed ON alert (tenant_id, id DESC, sub_account_id, created_at, type, severity, state, muted);
CREATE INDEX alert_naming ON alert (tenant_id, id DESC) WHERE details ? 'name' OR details ? 'project';
CREATE INDEX sub_account_moving ON sub_account (tenant_id, user_name, id)
  INCLUDE (managed, cloud_account_id, state, missing_since) WHERE deleted_at IS NULL AND state <> 'active';
CREATE INDEX sub_account_missing ON sub_account (tenant_id, user_name, id)
  INCLUDE (managed, cloud_account_id) WHERE deleted_at IS NULL AND missing_since IS NOT NULL;
CREATE INDEX sub_account_deleted ON sub_account (tenant_id, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX cloud_project_listed
  ON cloud_project (tenant_id, cloud_account_id, name, display_name, missing_since, id);
DROP INDEX delivery_unsent;
CREATE INDEX delivery_unsent ON delivery (tenant_id, id DESC) INCLUDE (channel_id, state) WHERE state <> 'sent';
DROP INDEX sub_account_listed;
CREATE INDEX sub_account_listed ON sub_account (tenant_id, managed, cloud_account_id)
  INCLUDE (id, state, missing_since, protected, user_name, display_name) WHERE deleted_at IS NULL;
DROP INDEX bucket_one_open_per_sub_account;
CREATE UNIQUE INDEX bucket_one_open_per_sub_account ON bucket (tenant_id, sub_account_id)
  INCLUDE (id, kind, granted, spent) WHERE ends_at IS NULL;
-- Who is closest to their limit: the share that lists show, in hundredths of a percent.
CREATE INDEX bucket_by_share ON bucket (tenant_id, (
  (case when granted <= 0 then case when spent > 0 then 10000 else 0 end
    when spent between 0 and 900000000000000 then least(1000000, spent * 10000 / granted)
    else least(1000000, greatest(0, div(spent::numeric * 10000, granted::numeric))) end)::int
), sub_account_id) WHERE ends_at IS NULL;
