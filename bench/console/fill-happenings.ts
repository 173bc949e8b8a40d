// What half a year of use leaves behind.
import type { Statement, TenantSize } from './fill.ts';

/** What has been said and done: alerts with their deliveries, the audit log, cut-offs, spending checks, events. */
export function happenings(
  tenant: string,
  { subAccounts, alerts, audits, checks, people }: TenantSize,
): Statement[] {
  return [
    [
      `insert into alert (id, tenant_id, type, severity, state, sub_account_id, details, dedupe_key, created_at)
       select pg_temp.new_id('alr', age), $1::text,
         (array['quota_step', 'quota_step', 'quota_step', 'quota_reached', 'cut_off_done', 'check_failed'])[1 + t.n % 6],
         (array['info', 'warning', 'warning', 'critical', 'critical', 'warning'])[1 + t.n % 6]::alert_severity,
         (case when t.n < 300 then 'open' when t.n % 5 = 0 then 'acknowledged' else 'resolved' end)::alert_state, s.id,
         '{"step": 80, "spent": "80.00", "granted": "100.00", "currency": "CNY", "shareBp": 8000, "projects": []}',
         'bench:' || t.n, now() - age
       from (select n, n * interval '180 days' / $2 as age from generate_series(1, $2::int) n) t
       join sub s on s.n = 1 + (t.n::bigint * 31) % $3`,
      tenant,
      alerts,
      subAccounts,
    ],
    [
      `insert into delivery (id, tenant_id, alert_id, channel_id, state, attempts, created_at, sent_at)
       select pg_temp.new_id('dlv', now() - a.created_at), $1::text, a.id, c.id,
         (case when random() < 0.01 then 'dead' else 'sent' end)::delivery_state, 1, a.created_at, a.created_at
       from alert a join channel c on c.tenant_id = a.tenant_id where a.tenant_id = $1 and c.name <> 'Channel 3'`,
      tenant,
    ],
    [
      `insert into audit_entry (id, tenant_id, at, actor_kind, actor_id, actor_name, source, request_id, action, target_kind,
         target_id, before, after)
       select pg_temp.new_id('aud', age), $1::text, now() - age, 'user', m.user_id, 'Person', 'console', pg_temp.new_id('req', age),
         (array['quota.allocate', 'sub-account.update', 'alert.acknowledge', 'saga.cut-off', 'key.create', 'setting.set'])[1 + t.n % 6],
         'sub-account', s.id, '{"granted": "100.00"}', '{"granted": "200.00", "amount": "100.00", "reason": "Top-up"}'
       from (select n, n * interval '180 days' / $2 as age from generate_series(1, $2::int) n) t
       join sub s on s.n = 1 + (t.n::bigint * 37) % $3
       join (select user_id, row_number() over () as n from member where tenant_id = $1) m on m.n = 1 + t.n % $4`,
      tenant,
      audits,
      subAccounts,
      Math.min(people, 20),
    ],
    [
      `with made as (
         insert into saga (id, tenant_id, sub_account_id, kind, reason, requested_by, state, snapshot, started_at, finished_at)
         select pg_temp.new_id('sag', age), $1::text, s.id, (array['cut_off', 'restore'])[1 + t.n % 2]::saga_kind, 'limit', 'system',
           'done', '{}', now() - age, now() - age
         from (select n, n * interval '180 days' / $2 as age from generate_series(1, $2::int) n) t
         join sub s on s.n = 1 + (t.n::bigint * 97) % $2
         returning id, started_at)
       insert into saga_step (id, tenant_id, saga_id, position, name, state, attempts, evidence, started_at, finished_at)
       select pg_temp.new_id('sst'), $1, made.id, position, name, 'done', 1,
         '{"changed": [], "observed": [], "requestIds": []}', started_at, started_at
       from made, unnest(array['snapshot', 'stop_keys', 'stop_login', 'verify']) with ordinality as step (name, position)`,
      tenant,
      subAccounts,
    ],
    [
      `insert into spending_check (id, tenant_id, cloud_account_id, trigger, state, deep, slices_total, slices_done, pages, rows,
         started_at, progress_at, finished_at)
       select pg_temp.new_id('chk', age), $1::text, a.id, 'schedule', (case when t.n % 50 = 0 then 'failed' else 'done' end)::check_state,
         t.n % 144 < 4, 8, 8, 40, 9000, now() - age, now() - age, now() - age + interval '9 seconds'
       from (select n, (n / 4) * interval '10 minutes' as age from generate_series(1, $2::int) n) t
       join account a on a.n = 1 + t.n % 4`,
      tenant,
      checks,
    ],
    [
      `insert into outbox_event (id, tenant_id, name, data, created_at, sent_at)
       select pg_temp.new_id('evt', n * interval '1 minute'), $1::text, 'alert/delivery.requested', '{}', now(), now()
       from generate_series(1, $2::int) n`,
      tenant,
      subAccounts,
    ],
  ];
}
