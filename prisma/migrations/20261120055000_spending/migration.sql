-- The last sign of life of a check. Checks from before are finished or lost, so their start serves.
ALTER TABLE "spending_check" ADD COLUMN "progress_at" TIMESTAMPTZ(3);
UPDATE "spending_check" SET "progress_at" = "started_at";
ALTER TABLE "spending_check" ALTER COLUMN "progress_at" SET NOT NULL;

-- Which project counts for which sub-account on which billing days, both ends included. A day belongs to the project's
-- latest owner alone, so nothing is charged twice when a project is removed and added on one day.
CREATE VIEW counted_project WITH (security_invoker = true) AS
SELECT link.tenant_id, link.cloud_account_id, link.sub_account_id, link.id AS link_id, link.project_name AS project,
  link.counted_from AS first_day,
  least(
    coalesce(link.counted_through, 'infinity'),
    coalesce((
      SELECT min(later.counted_from) - 1 FROM sub_account_project later
      WHERE later.tenant_id = link.tenant_id AND later.cloud_account_id = link.cloud_account_id
        AND later.project_name = link.project_name AND (later.added_at, later.id) > (link.added_at, link.id)
    ), 'infinity')
  ) AS last_day
FROM sub_account_project link
WHERE link.monitored;

-- What counts against a sub-account's quota: the effective records of its counted projects.
CREATE VIEW counted_spending WITH (security_invoker = true) AS
SELECT owner.tenant_id, owner.cloud_account_id, owner.sub_account_id, owner.link_id,
  record.day, record.project, record.product, record.source, record.amount, record.currency
FROM counted_project owner
JOIN spending_record record
  ON record.tenant_id = owner.tenant_id AND record.cloud_account_id = owner.cloud_account_id
  AND record.project = owner.project AND record.day BETWEEN owner.first_day AND owner.last_day
WHERE record.effective;
