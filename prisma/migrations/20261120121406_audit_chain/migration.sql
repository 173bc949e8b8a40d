-- CreateTable
CREATE TABLE "audit_link" (
    "tenant_id" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "entry_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_link_pkey" PRIMARY KEY ("tenant_id","seq")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "tenant_id" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "pruned_seq" BIGINT NOT NULL DEFAULT 0,
    "pruned_hash" TEXT NOT NULL DEFAULT '0000000000000000000000000000000000000000000000000000000000000000',
    "pruned_to" TIMESTAMPTZ(3),

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateTable
CREATE TABLE "audit_export" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "requested_by" TEXT NOT NULL,
    "requester" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "after_seq" BIGINT NOT NULL DEFAULT 0,
    "last_seq" BIGINT NOT NULL DEFAULT 0,
    "looked" BIGINT NOT NULL DEFAULT 0,
    "rows" BIGINT NOT NULL DEFAULT 0,
    "bytes" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "audit_export_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_export_part" (
    "tenant_id" TEXT NOT NULL,
    "export_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "rows" INTEGER NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "audit_export_part_pkey" PRIMARY KEY ("tenant_id","export_id","number")
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_link_entry_id_key" ON "audit_link"("entry_id");

-- CreateIndex
CREATE INDEX "audit_export_tenant_id_id_idx" ON "audit_export"("tenant_id", "id" DESC);

-- CreateIndex
CREATE INDEX "audit_export_expires_at_idx" ON "audit_export"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "audit_export_tenant_id_id_key" ON "audit_export"("tenant_id", "id");

-- AddForeignKey
ALTER TABLE "audit_link" ADD CONSTRAINT "audit_link_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_head" ADD CONSTRAINT "audit_head_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_export" ADD CONSTRAINT "audit_export_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_export_part" ADD CONSTRAINT "audit_export_part_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_export_part" ADD CONSTRAINT "audit_export_part_tenant_id_export_id_fkey" FOREIGN KEY ("tenant_id", "export_id") REFERENCES "audit_export"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

SELECT isolate('audit_link');
SELECT isolate('audit_head');
SELECT isolate('audit_export');
SELECT isolate('audit_export_part');

-- The chain is the database's own: the application reads it, and of the log it may only add to the end.
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON audit_link, audit_head FROM airgate_app, airgate_platform;
REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry FROM airgate_app, airgate_platform;

-- The functions below work as the tables' owner, who need not be a superuser and is then bound by policies like everybody.
CREATE POLICY owner ON audit_entry TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY owner ON audit_link TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY owner ON audit_head TO CURRENT_USER USING (true) WITH CHECK (true);

-- One row per tenant that changes with every commit and carries no other index: room on the page keeps it in place.
ALTER TABLE audit_head SET (fillfactor = 20);

-- What a link's hash is made of; docs/audit.md describes it. It must never say something else of an entry that exists, so
-- a column that comes later is written only where it holds something.
CREATE FUNCTION audit_text(e audit_entry) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN '{"id":' || to_json(e.id) || ',"tenantId":' || to_json(e.tenant_id)
  || ',"at":"' || to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"'
  || ',"actorKind":' || to_json(e.actor_kind) || ',"actorId":' || to_json(e.actor_id)
  || ',"actorName":' || to_json(e.actor_name) || ',"source":' || to_json(e.source)
  || ',"requestId":' || to_json(e.request_id) || ',"action":' || to_json(e.action)
  || ',"targetKind":' || to_json(e.target_kind) || ',"targetId":' || to_json(e.target_id)
  || coalesce(',"before":' || e.before::text, '') || coalesce(',"after":' || e.after::text, '') || '}';

CREATE FUNCTION audit_hash(previous text, entry text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN encode(sha256(convert_to(previous || E'\n' || entry, 'UTF8')), 'hex');

-- A transaction that writes into several tenants' logs (a person's sign-in, in all of theirs) takes the heads at its
-- commit in one order, like every other; so it has to know beforehand which they are.
CREATE FUNCTION note_audit_tenant() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  noted text := coalesce(current_setting('app.audit_tenants', true), '');
BEGIN
  IF NOT NEW.tenant_id = ANY (string_to_array(noted, ' ')) THEN
    PERFORM set_config('app.audit_tenants', ltrim(noted || ' ' || NEW.tenant_id), true);
  END IF;
  RETURN NULL;
END $$;

-- Runs when the transaction commits, once for each entry. Whoever comes second waits here for the other's commit and for
-- nothing else of it. The head's row is changed once for all entries, by the trigger after this one: versions that one
-- transaction leaves behind would have to be passed by each of its entries.
CREATE FUNCTION link_audit_entry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  tenants text[] := string_to_array(current_setting('app.audit_tenants', true), ' ');
  head record;
  last record;
BEGIN
  -- Its tenant may have been deleted in the same transaction.
  IF NOT EXISTS (SELECT FROM audit_entry WHERE id = NEW.id) THEN RETURN NULL; END IF;
  IF cardinality(tenants) > 1 THEN
    INSERT INTO audit_head AS h (tenant_id, seq, hash)
    SELECT t, 0, repeat('0', 64) FROM unnest(tenants) t
    WHERE EXISTS (SELECT FROM audit_entry WHERE tenant_id = t) ORDER BY t
    ON CONFLICT (tenant_id) DO UPDATE SET seq = h.seq;
    PERFORM set_config('app.audit_tenants', '', true);
  END IF;
  SELECT h.seq, h.hash INTO head FROM audit_head h WHERE h.tenant_id = NEW.tenant_id FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO audit_head (tenant_id, seq, hash) VALUES (NEW.tenant_id, 0, repeat('0', 64)) ON CONFLICT DO NOTHING;
    SELECT h.seq, h.hash INTO head FROM audit_head h WHERE h.tenant_id = NEW.tenant_id FOR UPDATE;
  END IF;
  -- Beyond the head are the links that this transaction made before.
  SELECT l.seq, l.hash INTO last FROM audit_link l WHERE l.tenant_id = NEW.tenant_id AND l.seq > head.seq
  ORDER BY l.seq DESC LIMIT 1;
  IF FOUND THEN head := last; END IF;
  INSERT INTO audit_link (tenant_id, seq, entry_id, hash)
  VALUES (NEW.tenant_id, head.seq + 1, NEW.id, audit_hash(head.hash, audit_text(NEW)));
  RETURN NULL;
END $$;

-- Runs when every entry is linked: what a transaction still has to do when its triggers run comes after them.
CREATE FUNCTION move_audit_head() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM audit_head h WHERE h.tenant_id = NEW.tenant_id AND h.seq < NEW.seq) THEN
    UPDATE audit_head h SET seq = last.seq, hash = last.hash
    FROM (
      SELECT l.seq, l.hash FROM audit_link l WHERE l.tenant_id = NEW.tenant_id ORDER BY l.seq DESC LIMIT 1
    ) last
    WHERE h.tenant_id = NEW.tenant_id;
  END IF;
  RETURN NULL;
END $$;

-- What was written before there was a chain, in the order of its ids, which is that of its time.
CREATE AGGREGATE pg_temp.audit_chain(text) (
  SFUNC = audit_hash, STYPE = text, INITCOND = '0000000000000000000000000000000000000000000000000000000000000000'
);
INSERT INTO audit_link (tenant_id, seq, entry_id, hash)
SELECT e.tenant_id, row_number() OVER chain, e.id, pg_temp.audit_chain(audit_text(e)) OVER chain
FROM audit_entry e WINDOW chain AS (PARTITION BY e.tenant_id ORDER BY e.id ROWS UNBOUNDED PRECEDING);
INSERT INTO audit_head (tenant_id, seq, hash)
SELECT DISTINCT ON (tenant_id) tenant_id, seq, hash FROM audit_link ORDER BY tenant_id, seq DESC;

CREATE TRIGGER audit_noted AFTER INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION note_audit_tenant();
CREATE CONSTRAINT TRIGGER audit_linked AFTER INSERT ON audit_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION link_audit_entry();
CREATE CONSTRAINT TRIGGER audit_head_moved AFTER INSERT ON audit_link
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION move_audit_head();

-- Removes the oldest entries of the bound tenant, all of them from before `cutoff`, and moves the chain's beginning after
-- them. Looks at no more than `most`; stops before what the chain does not bear out, for that is evidence. Whatever the
-- application asks for, the last thirty days stay.
CREATE FUNCTION prune_audit(cutoff timestamptz, most int, OUT pruned bigint, OUT seq bigint, OUT hash text, OUT whole boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  tenant text := current_tenant();
  head audit_head;
BEGIN
  IF cutoff > now() - interval '30 days' THEN
    RAISE EXCEPTION 'the audit log of the last thirty days cannot be removed';
  END IF;
  -- Who verifies holds the same lock with others.
  PERFORM pg_advisory_xact_lock(hashtextextended('audit of ' || tenant, 0));
  SELECT * INTO head FROM audit_head h WHERE h.tenant_id = tenant;
  WITH page AS (
    SELECT l.seq, l.hash, e.at, audit_text(e) AS text,
      lag(l.seq, 1, head.pruned_seq) OVER upwards AS seq_before, lag(l.hash, 1, head.pruned_hash) OVER upwards AS hash_before
    FROM audit_link l LEFT JOIN audit_entry e ON e.tenant_id = l.tenant_id AND e.id = l.entry_id
    WHERE l.tenant_id = tenant AND l.seq > head.pruned_seq AND l.seq <= head.pruned_seq + most
    WINDOW upwards AS (ORDER BY l.seq)
  ), judged AS (
    SELECT p.seq, p.at >= cutoff AS young,
      coalesce(p.seq = p.seq_before + 1 AND p.hash = audit_hash(p.hash_before, p.text), false) AS fits
    FROM page p
  ), first_to_stay AS (
    SELECT j.seq, j.fits FROM judged j WHERE j.young OR NOT j.fits ORDER BY j.seq LIMIT 1
  )
  SELECT coalesce((SELECT f.seq - 1 FROM first_to_stay f), max(j.seq), head.pruned_seq, 0),
    coalesce((SELECT f.fits FROM first_to_stay f), true)
  INTO seq, whole FROM judged j;
  pruned := seq - coalesce(head.pruned_seq, 0);
  IF pruned = 0 THEN
    hash := head.pruned_hash;
    RETURN;
  END IF;
  SELECT l.hash INTO hash FROM audit_link l WHERE l.tenant_id = tenant AND l.seq = prune_audit.seq;
  DELETE FROM audit_entry e USING audit_link l
  WHERE e.tenant_id = tenant AND l.tenant_id = tenant AND l.entry_id = e.id AND l.seq <= prune_audit.seq;
  DELETE FROM audit_link l WHERE l.tenant_id = tenant AND l.seq <= prune_audit.seq;
  -- Last, since from here on whoever commits in this tenant waits.
  UPDATE audit_head h SET pruned_seq = prune_audit.seq, pruned_hash = prune_audit.hash, pruned_to = cutoff
  WHERE h.tenant_id = tenant;
END $$;

-- The words of entries. Each is kept behind the end of its tenant's id, so that a tenant's words are found among its own
-- alone. Whatever is neither a letter nor a digit parts words, and every Chinese character is one.
CREATE FUNCTION audit_separators() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '(\\[bfnrt]|[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f\uff00-\uff0f\uff1a-\uff20])+';

CREATE FUNCTION audit_split(words text, tenant text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN string_to_array(right(tenant, 8) || regexp_replace(
  regexp_replace(words, '[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]', ' \& ', 'g'),
  audit_separators(), ' ' || right(tenant, 8), 'g'), ' ');

CREATE FUNCTION audit_document(e audit_entry) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN lower(e.id || ' ' || e.action || ' ' || e.actor_name || ' ' || e.actor_id || ' ' || e.target_kind || ' ' || e.target_id || ' '
  || e.request_id || ' ' || coalesce(e.before::text, '') || ' ' || coalesce(e.after::text, ''));

-- A word has to stay below 2 kB, which only a long entry can break.
CREATE FUNCTION audit_words(e audit_entry) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000
RETURN CASE
  WHEN octet_length(audit_document(e)) < 2000 THEN array_to_tsvector(audit_split(audit_document(e), e.tenant_id))
  ELSE array_to_tsvector(ARRAY(
    SELECT left(word, 108) FROM unnest(audit_split(left(audit_document(e), 50000), e.tenant_id)) word))
END;

-- Every word that was asked for begins a word of the entry, …
CREATE FUNCTION audit_query(asked text, tenant text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT string_agg(quote_literal(word) || ':*', ' & ')::tsquery FROM unnest(audit_split(lower(asked), tenant)) word
  WHERE word <> right(tenant, 8));

-- … and what was written without a gap stands there without one, which tells Chinese words from their characters.
CREATE FUNCTION audit_patterns(asked text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY(SELECT '%' || term || '%' FROM regexp_split_to_table(lower(asked), audit_separators()) term WHERE term <> '');

CREATE INDEX audit_entry_words ON audit_entry USING gin (audit_words(audit_entry.*)) WITH (gin_pending_list_limit = 256);

-- Whether an entry is what filters ask for. Those that are left out ask for nothing; `actions` is a pattern.
CREATE FUNCTION audit_fits(e audit_entry, asked jsonb) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN (NOT asked ? 'actorId' OR (asked -> 'actorId') ? e.actor_id)
  AND (NOT asked ? 'targetKind' OR (asked -> 'targetKind') ? e.target_kind)
  AND (NOT asked ? 'source' OR (asked -> 'source') ? e.source)
  AND (NOT asked ? 'targetId' OR e.target_id = asked ->> 'targetId')
  AND (NOT asked ? 'actions' OR e.action ~ (asked ->> 'actions'))
  AND (NOT asked ? 'from' OR e.at >= (asked ->> 'from')::timestamptz)
  AND (NOT asked ? 'to' OR e.at < (asked ->> 'to')::timestamptz);

-- The ids of the bound tenant's entries that hold the words of `text`, on from `after`. It works as the owner, because row
-- level security searches no index by words. So it hands out ids and no more; what stands behind them is read under
-- the tenant's own rule. What is found often is found among the newest; what is found seldom by the index; the rest by
-- going on in order.
CREATE FUNCTION search_audit(text text, asked jsonb, after text, falling boolean, most int) RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET work_mem = '64MB' AS $$
DECLARE
  tenant text := current_tenant();
  query tsquery := audit_query(text, tenant);
  patterns text[] := audit_patterns(text);
  beyond text := CASE WHEN after IS NULL THEN 'true' WHEN falling THEN 'e.id < $2' ELSE 'e.id > $2' END;
  direction text := CASE WHEN falling THEN 'DESC' ELSE 'ASC' END;
  fits CONSTANT text := 'audit_fits(e, $3) AND audit_document(e) LIKE ALL ($4) AND audit_words(e) @@ $5';
  near CONSTANT int := 1000;
  few CONSTANT int := 20000;
  found text[];
BEGIN
  IF query IS NULL THEN RETURN; END IF;
  EXECUTE format($sql$
    SELECT array_agg(id) FROM (
      SELECT (e).id FROM (SELECT e FROM audit_entry e WHERE e.tenant_id = $1 AND %s ORDER BY e.id %s LIMIT $7) near WHERE %s LIMIT $6
    ) hit
  $sql$, beyond, direction, fits) INTO found USING tenant, after, asked, patterns, query, most, near;
  IF cardinality(found) = most THEN RETURN QUERY SELECT unnest(found); RETURN; END IF;
  EXECUTE format($sql$
    WITH hit AS MATERIALIZED (SELECT e.id FROM audit_entry e WHERE e.tenant_id = $1 AND %s AND %s LIMIT $7)
    SELECT CASE WHEN count(*) < $7 THEN coalesce((array_agg(id ORDER BY id %s))[1:$6], '{}') END FROM hit
  $sql$, beyond, fits, direction) INTO found USING tenant, after, asked, patterns, query, most, few;
  IF found IS NOT NULL THEN RETURN QUERY SELECT unnest(found); RETURN; END IF;
  RETURN QUERY EXECUTE format($sql$
    SELECT (e).id FROM (SELECT e FROM audit_entry e WHERE e.tenant_id = $1 AND %s ORDER BY e.id %s OFFSET 0) rest WHERE %s LIMIT $6
  $sql$, beyond, direction, fits) USING tenant, after, asked, patterns, query, most;
END $$;

REVOKE ALL ON FUNCTION prune_audit, search_audit FROM PUBLIC;
GRANT EXECUTE ON FUNCTION prune_audit, search_audit TO airgate_app;
