// Every reading of spending, whichever totals it takes, against the records added up one by one, for any days and filters.
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { addDays, dateOfDay } from '#lib/periods.ts';
import { tenantTransaction } from '#server/core/transaction.ts';
import { makeCloudAccount, makeSubAccount } from '#server/quotas/test-world.ts';
import { makeTenant, type TestTenant } from '#tests/factories.ts';
import {
  listSpendingInput,
  spendingBreakdownInput,
  spendingDaysInput,
  spendingTrendInput,
} from './schema.ts';
import { spendingBreakdown } from './service/breakdown.ts';
import { listSpending } from './service/list.ts';
import { spendingDays, spendingTrend } from './service/trend.ts';

const now = () => new Date('2026-11-20T04:00:00Z');
const FIRST = '2026-09-20';
const LAST = 75;
const projects = ['', 'default', 'render', 'train', 'stray', 'lent'];

type Record = {
  day: string;
  cloudAccountId: string;
  project: string;
  product: string;
  subAccountId: string | null;
  amount: bigint;
  rows: number;
};

let tenant: TestTenant;
let clouds: string[];
let owners: string[];
let records: Record[];

beforeAll(async () => {
  tenant = await makeTenant({ now });
  const ctx = tenant.job;
  clouds = [await makeCloudAccount(ctx), await makeCloudAccount(ctx)];
  const [first = '', second = ''] = clouds;
  const own = (cloudAccountId: string, names: string[]) =>
    makeSubAccount(ctx, { cloudAccountId, projects: names });
  owners = [
    (await own(first, ['render'])).id,
    (await own(first, ['train'])).id,
    (await own(second, ['render'])).id,
  ];
  // A project that has had one owner after the other, and nobody in between.
  const lent = (subAccountId: string, from: string, through: string | null, addedAt: string) => ({
    id: newId('subAccountProject'),
    tenantId: ctx.tenant.id,
    cloudAccountId: first,
    subAccountId,
    projectName: 'lent',
    attached: [],
    countedFrom: dateOfDay(from),
    countedThrough: through ? dateOfDay(through) : null,
    addedAt: new Date(addedAt),
    removedAt: through ? now() : null,
  });
  await tenantTransaction(ctx, async (db) => {
    await db.subAccountProject.createMany({
      data: [
        lent(owners[0] ?? '', '2026-09-25', '2026-10-10', '2026-09-25T00:00:00Z'),
        lent(owners[1] ?? '', '2026-10-20', null, '2026-10-20T00:00:00Z'),
      ],
    });
    await db.$executeRaw`select setseed(0.4)`;
    await db.$executeRaw`
      insert into spending_record (tenant_id, cloud_account_id, day, project, product, source, amount, amount_raw, currency,
        rows, effective, check_id, first_seen_at, updated_at)
      select ${ctx.tenant.id}, cloud, ${FIRST}::date + day, project, product, 'split', (random() * 300)::bigint - 20, '', 'CNY',
        1 + day % 3, day % 11 <> 0, '', now(), now()
      from unnest(${clouds}::text[]) cloud, generate_series(0, ${LAST}::int) day, unnest(${projects}::text[]) project,
        unnest(array['ecs', 'tos']) product
      where random() + 0 * day < 0.3 and day not between 30 and 33`;
    records = await db.$queryRaw<Record[]>`
      select r.day::text, r.cloud_account_id as "cloudAccountId", r.project, r.product, p.sub_account_id as "subAccountId",
        r.amount, r.rows
      from spending_record r
      left join counted_project p on p.cloud_account_id = r.cloud_account_id and p.project = r.project
        and r.day between p.first_day and p.last_day
      where r.effective`;
  });
  expect(records.length).toBeGreaterThan(400);
});

const day = fc.nat(LAST + 10).map((n) => addDays(FIRST, n));
const range = fc.tuple(day, day).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 3 });
const filters = fc.record({
  cloud: maybe(fc.nat(1)),
  owner: maybe(fc.nat(2)),
  project: maybe(fc.constantFrom(...projects)),
  product: maybe(fc.constantFrom('ecs', 'tos')),
  unattributed: maybe(fc.boolean()),
});
type Filters = typeof filters extends fc.Arbitrary<infer T> ? T : never;
type Range = { from: string; to: string };

const inputOf = ({ cloud, owner, project, product, unattributed }: Filters) => ({
  ...(cloud !== undefined && { cloudAccountId: clouds[cloud] }),
  ...(owner !== undefined && { subAccountId: owners[owner] }),
  ...(project !== undefined && { project }),
  ...(product !== undefined && { product }),
  ...(unattributed !== undefined && { unattributed }),
});

const left = ({ from, to }: Range, { cloud, owner, project, product, unattributed }: Filters) =>
  records.filter(
    (r) =>
      r.day >= from &&
      r.day <= to &&
      (cloud === undefined || r.cloudAccountId === clouds[cloud]) &&
      (owner === undefined || r.subAccountId === owners[owner]) &&
      (project === undefined || r.project === project) &&
      (product === undefined || r.product === product) &&
      (!unattributed || r.subAccountId === null),
  );

const names = {
  product: (r: Record) => r.product,
  project: (r: Record) => r.project,
  subAccount: (r: Record) => r.subAccountId ?? '',
  cloudAccount: (r: Record) => r.cloudAccountId,
} as const;
type Heading = keyof typeof names;
const headings = fc.constantFrom<Heading>('product', 'project', 'subAccount', 'cloudAccount');

const add = (some: readonly Record[]) => some.reduce((sum, { amount }) => sum + amount, 0n);
const compare = <T>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0);

/** Names with what they spent, largest first. */
function ranked(some: readonly Record[], by: Heading) {
  const groups = [...Map.groupBy(some, names[by])].map(([id, own]) => ({ id, amount: add(own), own }));
  return groups.toSorted((a, b) => compare(b.amount, a.amount) || compare(a.id, b.id));
}

const runs = { numRuns: 120 };

test('breakdowns are the records added up, each range by itself', async () => {
  await fc.assert(
    fc.asyncProperty(range, range, filters, headings, async (days, before, filter, by) => {
      const input = { ...inputOf(filter), ...days, compareFrom: before.from, compareTo: before.to, by };
      const found = await spendingBreakdown(tenant.job, spendingBreakdownInput.parse(input));
      const [mine, theirs] = [left(days, filter), left(before, filter)];
      expect(found).toMatchObject({ amount: add(mine), before: add(theirs) });
      expect(found.unattributed).toBe(add(mine.filter((r) => r.subAccountId === null)));
      const items = found.items.filter((item) => item.amount !== 0n);
      const expected = ranked(mine, by).filter(({ amount }) => amount !== 0n);
      expect(items.map(({ id, amount, rows }) => [id, amount, rows])).toEqual(
        expected.map(({ id, amount, own }) => [id, amount, own.reduce((sum, r) => sum + r.rows, 0)]),
      );
      const earlier = new Map(ranked(theirs, by).map(({ id, amount }) => [id, amount]));
      for (const item of found.items) expect(item.before).toBe(earlier.get(item.id) ?? 0n);
    }),
    runs,
  );
});

test('trends are the records added up by day, the largest names apart from the rest', async () => {
  await fc.assert(
    fc.asyncProperty(
      range,
      filters,
      headings,
      fc.integer({ min: 1, max: 4 }),
      async (days, filter, by, top) => {
        const input = { ...inputOf(filter), ...days, by, top };
        const found = await spendingTrend(tenant.job, spendingTrendInput.parse(input));
        const mine = left(days, filter);
        const all = ranked(mine, by).filter(({ amount }) => amount !== 0n);
        const largest = all.slice(0, top).map(({ id }) => id);
        expect(found.series.map(({ id }) => id)).toEqual(largest);
        const rest = mine.filter((r) => !largest.includes(names[by](r)));
        expect(found.rest).toEqual({ count: all.length - largest.length, amount: add(rest) });
        const on = (some: readonly Record[], day: string) => add(some.filter((r) => r.day === day));
        for (const { day, amount, parts, rest: others } of found.days) {
          const text = day.toISOString().slice(0, 10);
          expect([amount, others]).toEqual([on(mine, text), on(rest, text)]);
          expect(parts).toEqual(
            largest.map((id) =>
              on(
                mine.filter((r) => names[by](r) === id),
                text,
              ),
            ),
          );
        }
      },
    ),
    runs,
  );
});

test('days are the records added up, each with its largest projects', async () => {
  await fc.assert(
    fc.asyncProperty(range, filters, fc.nat(4), async (days, filter, top) => {
      const input = { ...inputOf(filter), ...days, top };
      const found = await spendingDays(tenant.job, spendingDaysInput.parse(input));
      for (const each of found.days) {
        const mine = left(days, filter).filter((r) => r.day === each.day.toISOString().slice(0, 10));
        const largest = ranked(mine, 'project');
        expect(each).toMatchObject({
          amount: add(mine),
          unattributed: add(mine.filter((r) => r.subAccountId === null)),
          rows: mine.reduce((sum, r) => sum + r.rows, 0),
          projectCount: largest.length,
          projects: largest.slice(0, top).map(({ id, amount }) => ({ name: id, amount })),
        });
      }
    }),
    runs,
  );
});

test('lists are the records, or their groups, page after page', async () => {
  const groupings = fc.constantFrom('project', 'subAccount', 'record' as const);
  await fc.assert(
    fc.asyncProperty(range, filters, groupings, async (days, filter, groupBy) => {
      const mine = left(days, filter);
      const input = { ...inputOf(filter), ...days, groupBy, limit: 7 };
      const items: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await listSpending(
          tenant.job,
          listSpendingInput.parse({ ...input, ...(cursor && { cursor }) }),
        );
        expect(page.totalAmount).toBe(add(mine));
        items.push(
          ...page.items.map((i) =>
            [
              i.day?.toISOString().slice(0, 10),
              i.cloudAccountId,
              i.project,
              i.product,
              i.subAccountId,
              i.amount,
            ].join(),
          ),
        );
        if (!page.nextCursor) break;
        cursor = page.nextCursor;
      }
      const keys = {
        record: (r: Record) => [r.day, r.cloudAccountId, r.project, r.product, r.subAccountId].join(),
        project: (r: Record) => [undefined, r.cloudAccountId, r.project, undefined, r.subAccountId].join(),
        subAccount: (r: Record) => [undefined, undefined, undefined, undefined, r.subAccountId].join(),
      };
      const expected = [...Map.groupBy(mine, keys[groupBy])].map(([key, own]) => `${key},${add(own)}`);
      expect(items.toSorted()).toEqual(expected.toSorted());
      const amounts = items.map((item) => BigInt(item.slice(item.lastIndexOf(',') + 1)));
      if (groupBy !== 'record') expect(amounts).toEqual(amounts.toSorted((a, b) => compare(b, a)));
    }),
    { numRuns: 60 },
  );
}, 60_000);
