// What the database keeps added up, against the records themselves, through whatever is written and in whatever order.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { addDays, dateOfDay } from '#lib/periods.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { Ctx } from '#server/core/ctx.ts';
import type { Db } from '#server/core/db.ts';
import { tenantTransaction } from '#server/core/transaction.ts';
import { readSums } from '#server/quotas/service/sums.ts';
import { makeCloudAccount, makeRecord, makeSubAccount, yuan } from '#server/quotas/test-world.ts';
import { makeTenant } from '#tests/factories.ts';
import { spendingDaysInput } from './schema.ts';
import { spendingSummary } from './service/summary.ts';
import { spendingDays } from './service/trend.ts';

const now = () => new Date('2026-11-20T04:00:00Z');
const projects = ['', 'default', 'render', 'train'] as const;
/** Around the end of a month. */
const day = (n: number) => addDays('2026-10-29', n);

type World = { ctx: Ctx; cloudAccountId: string; subAccountIds: string[] };

async function world(): Promise<World> {
  const ctx = (await makeTenant({ now })).job;
  const cloudAccountId = await makeCloudAccount(ctx);
  const make = () => makeSubAccount(ctx, { cloudAccountId, projects: [] });
  return { ctx, cloudAccountId, subAccountIds: [(await make()).id, (await make()).id] };
}

type Change = (db: Db, world: World) => Promise<unknown>;

const project = fc.constantFrom(...projects);
const date = fc.integer({ min: 1, max: 6 }).map(day);

const writeRecords = fc
  .array(
    fc.record({
      day: date,
      project,
      product: fc.constantFrom('ecs', 'tos'),
      source: fc.constantFrom('detail', 'split'),
      amount: fc.integer({ min: -50, max: 500 }),
      rows: fc.integer({ min: 0, max: 2 }),
      effective: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map(
    (rows): Change =>
      (db, { ctx, cloudAccountId }) => {
        const one = [
          ...new Map(rows.map((r) => [[r.day, r.project, r.product, r.source].join(), r])).values(),
        ];
        return db.$executeRaw`
      insert into spending_record (tenant_id, cloud_account_id, day, project, product, source, amount, amount_raw, currency,
        rows, effective, check_id, first_seen_at, updated_at)
      select ${ctx.tenant.id}, ${cloudAccountId}, r.day, r.project, r.product, r.source, r.amount, '', 'CNY', r.rows,
        r.effective, '', now(), now()
      from jsonb_to_recordset(${JSON.stringify(one)}::jsonb)
        as r (day date, project text, product text, source spending_source, amount bigint, rows int, effective boolean)
      on conflict (tenant_id, cloud_account_id, day, project, product, source) do update
        set amount = excluded.amount, rows = excluded.rows, effective = excluded.effective`;
      },
  );

const switchBills = date.map(
  (from): Change =>
    (db) =>
      db.$executeRaw`update spending_record set effective = not effective where day >= ${from}::date`,
);
const loseRecords = project.map(
  (name): Change =>
    (db) =>
      db.$executeRaw`delete from spending_record where project = ${name} and source = 'split'`,
);

const addLink = fc
  .record({ project, owner: fc.nat(1), from: date, monitored: fc.boolean(), addedAt: fc.nat(20) })
  .map(
    ({ addedAt, from, ...link }): Change =>
      (db, { ctx, cloudAccountId, subAccountIds }) =>
        db.subAccountProject.createMany({
          data: [
            {
              id: newId('subAccountProject'),
              tenantId: ctx.tenant.id,
              cloudAccountId,
              subAccountId: subAccountIds[link.owner] ?? '',
              projectName: link.project,
              attached: [],
              monitored: link.monitored,
              countedFrom: dateOfDay(from),
              addedAt: new Date(ctx.now().getTime() + addedAt * 1000),
            },
          ],
          skipDuplicates: true,
        }),
  );
const endLinks = fc.record({ project, through: date }).map(
  ({ project: projectName, through }): Change =>
    (db, { ctx }) =>
      db.subAccountProject.updateMany({
        where: { projectName, removedAt: null },
        data: { countedThrough: dateOfDay(through), removedAt: ctx.now(), state: 'removed' },
      }),
);
const switchMonitoring = fc.nat(1).map(
  (owner): Change =>
    (db, { subAccountIds }) =>
      db.$executeRaw`update sub_account_project set monitored = not monitored where sub_account_id = ${subAccountIds[owner]}`,
);
/** What has nothing to do with spending, such as a policy that has been attached. */
const touchLinks = fc.nat(1).map(
  (owner): Change =>
    (db, { subAccountIds }) =>
      db.$executeRaw`update sub_account_project set state = 'active' where sub_account_id = ${subAccountIds[owner]}`,
);
/** A link that is handed over as it is. */
const changeOwner = fc.nat(1).map(
  (owner): Change =>
    (db, { subAccountIds }) =>
      db.$executeRaw`update sub_account_project set sub_account_id = ${subAccountIds[owner]} where monitored`,
);
const loseLinks = fc.nat(1).map(
  (owner): Change =>
    (db, { subAccountIds }) =>
      db.subAccountProject.deleteMany({ where: { subAccountId: subAccountIds[owner] ?? '' } }),
);

const changes = fc.array(
  fc.oneof(
    writeRecords,
    switchBills,
    loseRecords,
    addLink,
    endLinks,
    switchMonitoring,
    touchLinks,
    changeOwner,
    loseLinks,
  ),
  { minLength: 1, maxLength: 12 },
);

/** What is kept, and what the records say, each without what adds up to nothing. */
async function bothWays(db: Db) {
  const days = await db.$queryRaw`
    select day::text, product, kind::text, amount::text, rows::int from spending_day
    where amount <> 0 or rows <> 0 order by day, product, kind`;
  const months = await db.$queryRaw`
    select month::text, project, sub_account_id, amount::text, rows::int from spending_month
    where amount <> 0 or rows <> 0 order by month, project, sub_account_id`;
  const totals = await db.$queryRaw`
    select sub_account_id, amount::text from spending_total where amount <> 0 order by sub_account_id`;
  const recordDays = await db.$queryRaw`
    select r.day::text, r.product, case when p.sub_account_id is not null then 'owned' when r.project = '' then 'unnamed'
      when r.project = 'default' then 'default' else 'unmanaged' end as kind, sum(r.amount)::text as amount,
      sum(r.rows)::int as rows
    from spending_record r
    left join counted_project p on p.cloud_account_id = r.cloud_account_id and p.project = r.project
      and r.day between p.first_day and p.last_day
    where r.effective and r.rows > 0 group by 1, 2, 3 order by day, product, kind`;
  const recordMonths = await db.$queryRaw`
    select date_trunc('month', r.day)::date::text as month, r.project, coalesce(p.sub_account_id, '') as sub_account_id,
      sum(r.amount)::text as amount, sum(r.rows)::int as rows
    from spending_record r
    left join counted_project p on p.cloud_account_id = r.cloud_account_id and p.project = r.project
      and r.day between p.first_day and p.last_day
    where r.effective and r.rows > 0 group by 1, 2, 3 order by month, project, sub_account_id`;
  const recordTotals = await db.$queryRaw`
    select sub_account_id, sum(amount)::text as amount from counted_spending group by sub_account_id
    having sum(amount) <> 0 order by sub_account_id`;
  return { kept: [days, months, totals], records: [recordDays, recordMonths, recordTotals] };
}

/** Days with their projects as they are answered, from memory as far as it goes. */
async function rememberedDays({ ctx }: World) {
  const input = spendingDaysInput.parse({ from: day(1), to: day(6), top: 10 });
  const { days } = await spendingDays(ctx, input);
  return days.flatMap((each) =>
    each.projects.map(({ name, amount }) => [
      each.day.toISOString().slice(0, 10),
      name,
      amount,
      each.projectCount,
    ]),
  );
}

async function recordedDays({ ctx }: World) {
  type Row = { day: string; project: string; amount: bigint; count: number };
  const rows = await tenantTransaction(
    ctx,
    (db) => db.$queryRaw<Row[]>`
      select day::text, project, sum(amount)::bigint as amount, (count(*) over (partition by day))::int as count
      from spending_record where effective and rows > 0 group by day, project order by day, sum(amount) desc, project`,
  );
  return rows.map((row) => [row.day, row.project, row.amount, row.count]);
}

test('the totals of days, months and sub-accounts are the records added up, after any series of changes, and so is what is remembered', async () => {
  await fc.assert(
    fc.asyncProperty(changes, async (series) => {
      const made = await world();
      for (const change of series) {
        await tenantTransaction(made.ctx, (db) => change(db, made));
        const { kept, records } = await tenantTransaction(made.ctx, bothWays);
        expect(kept).toEqual(records);
        expect(await rememberedDays(made)).toEqual(await recordedDays(made));
      }
    }),
    { numRuns: 40 },
  );
}, 120_000);

test('two that write at the same time, records and a link, leave totals that hold both', async () => {
  const made = await world();
  const { ctx, cloudAccountId } = made;
  const write = (n: number) =>
    makeRecord(ctx, {
      cloudAccountId,
      day: day(1 + (n % 5)),
      project: 'render',
      product: `p${n}`,
      amount: yuan(n),
    });
  const link = tenantTransaction(ctx, (db) =>
    db.subAccountProject.create({
      data: {
        id: newId('subAccountProject'),
        tenantId: ctx.tenant.id,
        cloudAccountId,
        subAccountId: made.subAccountIds[0] ?? '',
        projectName: 'render',
        attached: [],
        countedFrom: dateOfDay(day(2)),
        addedAt: now(),
      },
    }),
  );
  await Promise.all([link, ...Array.from({ length: 12 }, (_, n) => write(n))]);
  const { kept, records } = await tenantTransaction(ctx, bothWays);
  expect(kept).toEqual(records);
});

test('a deleted tenant takes its totals along', async () => {
  const { ctx, cloudAccountId } = await world();
  await makeRecord(ctx, { cloudAccountId, day: day(1), project: 'render', amount: yuan(1) });
  await tenantTransaction(ctx, (db) => db.$executeRaw`delete from tenant where id = ${ctx.tenant.id}`);
  const { kept } = await tenantTransaction(ctx, bothWays);
  expect(kept).toEqual([[], [], []]);
});

test('a remembered sum holds until the next change, and a change that was taken back leaves none', async () => {
  const { ctx, cloudAccountId } = await world();
  const record = (n: number, amount: number) =>
    makeRecord(ctx, { cloudAccountId, day: day(n), project: 'render', amount: yuan(amount) });
  const query = Prisma.sql`select coalesce(sum(amount), 0)::bigint as amount from spending_record where tenant_id = ${ctx.tenant.id}`;
  const read = (db: Db) => readSums<{ amount: bigint }>(db, ctx.tenant.id, query);
  const now = () => tenantTransaction(ctx, read);
  await record(4, 5);
  const first = await now();
  expect(first).toEqual([{ amount: yuan(5) }]);
  expect(await now()).toBe(first);
  const undone = tenantTransaction(ctx, async (db) => {
    await db.$executeRaw`update spending_record set amount = 1`;
    expect(await read(db)).toEqual([{ amount: 1n }]);
    throw new Error('taken back');
  });
  await expect(undone).rejects.toThrow('taken back');
  expect(await now()).toEqual([{ amount: yuan(5) }]);
  await record(5, 2);
  expect(await now()).toEqual([{ amount: yuan(7) }]);
  const { byProject } = await spendingSummary(ctx, {});
  expect(byProject).toMatchObject([{ name: 'render', amount: yuan(7), subAccountId: null }]);
});
