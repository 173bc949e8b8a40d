// A large tenant and many small ones, written by the database itself in the shape that real use leaves behind.
import pg from 'pg';
import { happenings } from './fill-happenings.ts';
import { ledger, spending } from './fill-money.ts';

export interface TenantSize {
  readonly subAccounts: number;
  /** Spending records that count; the last month has those of the early bill beside them. */
  readonly records: number;
  readonly alerts: number;
  readonly audits: number;
  readonly checks: number;
  readonly people: number;
  readonly teams: number;
}

const ROLES = 20;
const LARGE: TenantSize = {
  subAccounts: 10_000,
  records: 1_000_000,
  alerts: 50_000,
  audits: 100_000,
  checks: 50_000,
  people: 200,
  teams: 50,
};
const SMALL: TenantSize = {
  subAccounts: 20,
  records: 2_000,
  alerts: 100,
  audits: 200,
  checks: 100,
  people: 5,
  teams: 5,
};
/** One of many tenants of the same size, each with its people, roles, teams and a long audit log. */
const COMPANY: TenantSize = {
  subAccounts: 100,
  records: 2_000,
  alerts: 200,
  audits: 10_000,
  checks: 100,
  people: 100,
  teams: 50,
};

export type Layout = 'large' | 'many';

/** How a database is filled, and the tenant that is asked afterwards. */
const layouts = {
  large: { sizes: [LARGE, ...Array<TenantSize>(50).fill(SMALL)], asked: 0 },
  many: { sizes: Array<TenantSize>(200).fill(COMPANY), asked: 100 },
} as const;

const slugOf = (layout: Layout, index: number) =>
  layout === 'large' && index === 0 ? 'large' : `tenant-${index}`;

/** The slug of the tenant that is asked. */
export const askedSlug = (layout: Layout) => slugOf(layout, layouts[layout].asked);

/** Fills an empty, migrated database as its owner, whom row level security does not bind. */
export async function fillDatabase(url: string, layout: Layout): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('set synchronous_commit = off');
    await client.query('select setseed(0.42)');
    await client.query(`
      create function pg_temp.new_id(prefix text, age interval default '0') returns text volatile language sql
      return prefix || '_' || replace(uuidv7(-age)::text, '-', '')`);
    for (const [index, size] of layouts[layout].sizes.entries()) {
      await fillTenant(client, slugOf(layout, index), size);
      if (index === 0) await client.query('analyze');
    }
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

async function fillTenant(client: pg.Client, slug: string, size: TenantSize): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `insert into tenant (id, slug, name, created_at)
     values (pg_temp.new_id('ten', '1 year'), $1, 'Tenant ' || $1, now() - interval '1 year') returning id`,
    [slug],
  );
  const tenant = rows[0]?.id ?? '';
  for (const [sql, ...values] of statements(tenant, size)) await client.query(sql, values);
}

/** SQL with the values of its parameters. */
export type Statement = [sql: string, ...values: (string | number)[]];

function statements(tenant: string, size: TenantSize): Statement[] {
  return [
    ...people(tenant, size),
    ...accounts(tenant, size),
    ...organisation(tenant, size),
    ...spending(tenant, size),
    ...ledger(tenant),
    ...happenings(tenant, size),
  ];
}

function people(tenant: string, { people: count }: TenantSize): Statement[] {
  return [
    [
      `with made as (
         insert into app_user (id, email, name, created_at)
         select pg_temp.new_id('usr', interval '200 days'), 'person-' || n || '@' || $1::text || '.example', 'Person ' || n,
           now() - interval '200 days'
         from generate_series(1, $2::int) n returning id)
       insert into member (id, tenant_id, user_id, role, created_at)
       select pg_temp.new_id('mem', interval '200 days'), $1, id, 'viewer', now() - interval '200 days' from made`,
      tenant,
      count,
    ],
    [
      `insert into invitation (id, tenant_id, email, role, token_hash, invited_by, created_at, expires_at)
       select pg_temp.new_id('inv', n * interval '1 day'), $1, 'guest-' || n || '@' || $1::text || '.example', 'viewer',
         $1::text || n, 'Person 1', now() - n * interval '1 day', now() + interval '7 days'
       from generate_series(1, $2::int) n`,
      tenant,
      count,
    ],
    [
      `insert into custom_role (id, tenant_id, name, description, permissions, created_by, created_at, updated_at)
       select pg_temp.new_id('rol', n * interval '1 day'), $1, 'Role ' || n, '', '{quota:read,spending:read}', 'Person 1',
         now() - n * interval '1 day', now()
       from generate_series(1, $2::int) n`,
      tenant,
      ROLES,
    ],
    [
      `insert into api_key (id, tenant_id, name, secret_hash, hint, permissions, created_by, created_at)
       select pg_temp.new_id('key', n * interval '1 day'), $1, 'portal-' || n, $1::text || n, 'key', '{quota:read}', 'Person 1',
         now() - n * interval '1 day'
       from generate_series(1, $2::int) n`,
      tenant,
      count,
    ],
    [
      `insert into channel (id, tenant_id, kind, name, config, hint, types, created_at)
       select pg_temp.new_id('chn', interval '200 days'), $1, 'email', 'Channel ' || n, '', 'o…@example', '{}', now()
       from generate_series(1, 3) n`,
      tenant,
    ],
  ];
}

/** A tree of teams, each with people in it and the first with a lead; sub-accounts and keys belong to them; every second member has a custom role. */
function organisation(tenant: string, { teams, people: count }: TenantSize): Statement[] {
  return [
    ['drop table if exists pg_temp.node, pg_temp.person'],
    [
      `create temp table node as
       select n, pg_temp.new_id('tea', n * interval '1 day') as id from generate_series(1, $1::int) n`,
      teams,
    ],
    [
      `create temp table person as
       select id, row_number() over (order by id) as n from member where tenant_id = $1`,
      tenant,
    ],
    [
      `insert into team (id, tenant_id, parent_id, name, created_at, updated_at)
       select t.id, $1, p.id, 'Team ' || t.n, now(), now() from node t left join node p on p.n = t.n / 3 order by t.n`,
      tenant,
    ],
    [
      `insert into team_member (tenant_id, team_id, member_id, lead, added_at)
       select distinct on (t.id, p.id) $1, t.id, p.id, k = 1, now()
       from node t cross join generate_series(1, 5) k join person p on p.n = 1 + (t.n * 5 + k) % $2`,
      tenant,
      count,
    ],
    [
      `update member m set role = 'custom', role_id = r.id
       from person p, (select id, row_number() over (order by id) as n from custom_role where tenant_id = $1) r
       where m.tenant_id = $1 and m.id = p.id and p.n % 2 = 0 and r.n = 1 + p.n % $2`,
      tenant,
      ROLES,
    ],
    [
      `update sub_account s set team_id = t.id from sub, node t
       where s.tenant_id = $1 and s.id = sub.id and s.managed and t.n = 1 + sub.n % $2`,
      tenant,
      teams,
    ],
  ];
}

/** Four cloud accounts of very different size; project `n` is of rank `n` in spending. */
function accounts(tenant: string, { subAccounts }: TenantSize): Statement[] {
  return [
    ['drop table if exists pg_temp.account, pg_temp.sub, pg_temp.link'],
    [
      `create temp table account as
       select n, pg_temp.new_id('cla', interval '190 days') as id from generate_series(1, 4) n`,
    ],
    [
      `insert into cloud_account (id, tenant_id, provider, name, cloud_account_no, principal, credential, key_hint,
         connected_at, verified_at, synced_at, checked_at)
       select id, $1::text, 'sandbox', 'Cloud ' || n, '21000000' || n, 'root', '', 'AKLT', now() - interval '190 days', now(), now(),
         now() - interval '10 minutes'
       from account`,
      tenant,
    ],
    [
      `create temp table sub as
       select n, pg_temp.new_id('sub', (181 - 180.0 * n / $1) * interval '1 day') as id,
         case when n % 10 < 7 then 1 when n % 10 < 9 then 2 when n % 100 < 95 then 3 else 4 end as account
       from generate_series(1, $1::int + $1::int / 20) n`,
      subAccounts,
    ],
    // The last twentieth is unmanaged.
    [
      `insert into sub_account (id, tenant_id, cloud_account_id, cloud_user_id, user_name, display_name, email, managed,
         state, protected, alert_steps, created_at, missing_since)
       select s.id, $1::text, a.id, 'u' || s.n,
         (array['render', 'train', 'batch', 'search', 'agent', 'video', 'speech', 'test'])[1 + s.n % 8] || '-farm-' || s.n,
         case when s.n % 3 = 0 then 'Team ' || s.n || ' 渲染' else '' end, 'owner-' || s.n || '@example.com', s.n <= $2,
         (case when s.n % 97 = 0 then 'cut_off' when s.n % 991 = 0 then 'restoring' else 'active' end)::sub_account_state,
         s.n % 40 = 0, case when s.n % 25 = 0 then '{60,95}'::int[] else '{}' end,
         now() - (181 - 180.0 * s.n / $2) * interval '1 day', case when s.n % 499 = 0 then now() end
       from sub s join account a on a.n = s.account`,
      tenant,
      subAccounts,
    ],
    [
      `create temp table link as
       select i as n, s.id as sub, s.account, 'project-' || i as project, i > 2 * $1 as removed
       from generate_series(1, 2 * $1::int + $1::int / 5) i join sub s on s.n = 1 + (i::bigint * 7919) % $1`,
      subAccounts,
    ],
    [
      `insert into sub_account_project (id, tenant_id, cloud_account_id, sub_account_id, project_name, attached, state,
         counted_from, counted_through, added_at, removed_at)
       select pg_temp.new_id('spj', interval '180 days'), $1::text, a.id, l.sub, l.project, '[]',
         (case when removed then 'removed' else 'active' end)::project_state, current_date - 180,
         case when removed then current_date - 30 end, now() - interval '180 days',
         case when removed then now() - interval '30 days' end
       from link l join account a on a.n = l.account`,
      tenant,
    ],
    [
      `insert into cloud_project (id, tenant_id, cloud_account_id, name, display_name, synced_at)
       select pg_temp.new_id('cpr'), $1::text, a.id, l.project, 'Project ' || l.n, now() from link l join account a on a.n = l.account
       union all
       select pg_temp.new_id('cpr'), $1, a.id, name, '', now()
       from account a, unnest(array['default', 'shared-1', 'shared-2']) name`,
      tenant,
    ],
  ];
}
