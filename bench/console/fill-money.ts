// Spending records over half a year, and the quotas whose counters they are, with the entries that prove them.
import type { Statement, TenantSize } from './fill.ts';

const DAYS = 180;

/** A few projects spend every day on two products, most now and then; a little belongs to nobody. */
export function spending(tenant: string, { records }: TenantSize): Statement[] {
  const columns = `tenant_id, cloud_account_id, day, project, product, source, amount, amount_raw, currency, rows, effective,
    check_id, first_seen_at, updated_at`;
  const values = (source: string) => `
    $1::text, account_id, day, project, product, (${source})::spending_source, amount, (amount / 1e9)::text, 'CNY', 1 + (amount % 7)::int`;
  // The throw of the dice names day and product, or it would be made once for each project.
  return [
    [
      `with paced as (
         select l.*, a.id as account_id, least(1, $2::float8 / $3 / 4.15 / sqrt((select count(*) from link)) / sqrt(l.n)) as pace
         from link l join account a on a.n = l.account
       ), made as (
         select p.account_id, current_date - back as day, p.project, product, (exp(random() * 8 - 2) * 1e9)::bigint as amount
         from paced p cross join generate_series(0, $3::int - 1) back
         cross join lateral (values (0, 'ark_bd'), (1, 'product-' || p.n % 11)) as k (k, product)
         where random() + 0 * (back + k) < p.pace and (not p.removed or back >= 30)
       )
       insert into spending_record (${columns})
       select ${values("case when day > current_date - 3 then 'detail' else 'split' end")}, true, '', now(), now() from made`,
      tenant,
      records,
      DAYS,
    ],
    [
      `with made as (
         select a.id as account_id, current_date - back as day, project, 'tos' as product, (random() * 1e9)::bigint as amount
         from account a, generate_series(0, $2::int - 1) back, unnest(array['', 'default', 'shared-1', 'shared-2']) project
       )
       insert into spending_record (${columns})
       select ${values("case when day > current_date - 3 then 'detail' else 'split' end")}, true, '', now(), now() from made`,
      tenant,
      DAYS,
    ],
    [
      `insert into spending_record (${columns})
       select tenant_id, cloud_account_id, day, project, product, 'detail', amount, amount_raw, currency, rows, false,
         check_id, first_seen_at, updated_at
       from spending_record where tenant_id = $1 and source = 'split' and day > current_date - 30`,
      tenant,
    ],
  ];
}

/** A quota for everybody, every second one in its second epoch; counters are what was spent and what the entries say. */
export function ledger(tenant: string): Statement[] {
  return [
    ['drop table if exists pg_temp.quota'],
    [
      `create temp table quota as
       select s.n, s.id as sub, coalesce(c.spent, 0)::bigint as spent,
         (coalesce(c.spent, 0) * (0.8 + random() * 3) + 1e9)::bigint as granted,
         pg_temp.new_id('bkt', interval '170 days') as first, pg_temp.new_id('bkt', interval '60 days') as second
       from sub s join sub_account a on a.tenant_id = $1 and a.id = s.id and a.managed
       left join (
         select l.sub_account_id, sum(r.amount) as spent
         from sub_account_project l
         join spending_record r on r.tenant_id = l.tenant_id and r.cloud_account_id = l.cloud_account_id
           and r.project = l.project_name and r.effective
         where l.tenant_id = $1 group by l.sub_account_id) c on c.sub_account_id = s.id`,
      tenant,
    ],
    [
      `insert into bucket (id, tenant_id, kind, sub_account_id, epoch, currency, granted, spent, starts_at, ends_at)
       select first, $1::text, 'quota', sub, 1, 'CNY', case when n % 2 = 0 then granted / 2 else granted end,
         case when n % 2 = 0 then spent / 2 else spent end, now() - interval '170 days',
         case when n % 2 = 0 then now() - interval '60 days' end
       from quota
       union all
       select second, $1, 'quota', sub, 2, 'CNY', granted, spent, now() - interval '60 days', null from quota where n % 2 = 0`,
      tenant,
    ],
    [
      `insert into entry (id, tenant_id, bucket_id, kind, side, amount, before, after, counterparty, actor_kind, actor_name, at)
       select pg_temp.new_id('ent', now() - at), $1::text, bucket, kind::entry_kind, side::entry_side, after - before, before, after,
         'cloud', 'system', 'spending-check', at
       from quota q, lateral (
         select first as bucket, 'allocation' as kind, 'granted' as side, 0::bigint as before,
           case when n % 2 = 0 then granted / 2 else granted end as after, now() - interval '170 days' as at
         union all
         select first, 'spending', 'spent', goal * (k - 1) / 15, goal * k / 15, now() - (170 - 7 * k) * interval '1 day'
         from generate_series(1, 15) k, (select case when n % 2 = 0 then spent / 2 else spent end as goal) g
         union all
         select second, kind, side, before, after, now() - interval '60 days' from (values
           ('carry', 'granted', 0::bigint, granted / 2), ('carry', 'spent', 0, spent / 2),
           ('allocation', 'granted', granted / 2, granted)) v (kind, side, before, after) where n % 2 = 0
         union all
         select second, 'spending', 'spent', spent / 2 + (spent - spent / 2) * (k - 1) / 15,
           spent / 2 + (spent - spent / 2) * k / 15, now() - (60 - 3 * k) * interval '1 day'
         from generate_series(1, 15) k where n % 2 = 0) e`,
      tenant,
    ],
    [
      `insert into step_crossing (tenant_id, bucket_id, step, at)
       select $1::text, case when n % 2 = 0 then second else first end, 50, now() from quota where spent * 2 >= granted`,
      tenant,
    ],
  ];
}
