// Listing alerts by any filters, against the same alerts filtered one by one; few and many sub-accounts with a name alike.
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { withIdentity } from '#server/core/identity.ts';
import { makeCloudAccount } from '#server/quotas/test-world.ts';
import { makeTenant, type TestTenant } from '#tests/factories.ts';
import { type AlertOut, alertOut, listAlertsInput } from './schema.ts';
import { listAlerts } from './service.ts';

const now = () => new Date('2026-11-20T04:00:00Z');
/** More than are looked for one by one. */
const MANY = 520;
const ALERTS = 160;
const types = ['quota_step', 'check_failed', 'project_failed'] as const;
const severities = ['info', 'warning', 'critical'] as const;
const states = ['open', 'acknowledged', 'resolved'] as const;

let tenant: TestTenant;
let all: (AlertOut & { names: string[] })[];
let accounts: string[];

beforeAll(async () => {
  tenant = await makeTenant({ now });
  const tenantId = tenant.tenant.id;
  const cloudAccountId = await makeCloudAccount(tenant.job);
  const people = Array.from({ length: MANY }, (_, n) => ({
    id: newId('subAccount'),
    ...{
      tenantId,
      cloudAccountId,
      cloudUserId: `u${n}`,
      createdAt: now(),
      managed: n % 3 > 0,
      alertSteps: [],
    },
    userName: `Farm-${n}`,
    displayName: n % 4 === 0 ? '渲染_100%' : '',
    deletedAt: n % 5 === 0 ? now() : null,
  }));
  accounts = people.map(({ id }) => id);
  const alerts = Array.from({ length: ALERTS }, (_, n) => ({
    id: newId('alert'),
    ...{ tenantId, dedupeKey: `alert ${n}`, muted: n % 7 === 0 },
    type: types[n % 3] ?? 'quota_step',
    severity: severities[(n * 5) % 3] ?? 'info',
    state: states[(n * 7 + 1) % 3] ?? 'open',
    subAccountId: n % 4 === 0 ? null : (people[(n * 13) % MANY]?.id ?? null),
    details: {
      ...(n % 6 === 0 && { name: `Production ${n}` }),
      ...(n % 10 === 0 && { project: 'movie-Farm' }),
    },
    createdAt: new Date(now().getTime() - n * 3_600_000),
  }));
  await withIdentity(async (tx) => {
    await tx.subAccount.createMany({ data: people });
    await tx.alert.createMany({ data: alerts });
  });
  const page = await listAlerts(tenant.as.viewer, listAlertsInput.parse({ limit: 200 }));
  const byId = new Map(people.map((each) => [each.id, each]));
  all = page.items.map((item) => {
    const shown = alertOut.parse(item);
    const account = byId.get(shown.subAccountId ?? '');
    const named = [account?.userName, account?.displayName, shown.details.name, shown.details.project];
    return { ...shown, names: named.flatMap((name) => (typeof name === 'string' ? [name] : [])) };
  });
  expect(all).toHaveLength(ALERTS);
  expect(all.map(({ id }) => id)).toEqual(alerts.map(({ id }) => id).toReversed());
});

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const some = <T>(values: readonly T[]) =>
  fc.oneof(fc.constantFrom(...values), fc.subarray([...values], { minLength: 1 }));
const time = fc.nat(ALERTS + 5).map((hours) => new Date(now().getTime() - hours * 3_600_000).toISOString());
const filters = fc.record({
  state: maybe(some(states)),
  type: maybe(some(types)),
  severity: maybe(some(severities)),
  account: maybe(fc.nat(MANY - 1)),
  text: maybe(
    fc.constantFrom('farm', 'FARM-51', '渲染', '100%', '_', 'production 1', 'movie', 'nobody', "'"),
  ),
  muted: maybe(fc.boolean()),
  from: maybe(time),
  to: maybe(time),
  order: maybe(fc.constantFrom('asc', 'desc')),
});

const isAmong = <T>(asked: T | T[] | undefined, value: T) =>
  asked === undefined || (Array.isArray(asked) ? asked.includes(value) : asked === value);

test('any filters leave the alerts that fit, page after page, and count them', async () => {
  await fc.assert(
    fc.asyncProperty(filters, async ({ account, ...asked }) => {
      const subAccountId = account === undefined ? undefined : accounts[account];
      const given = Object.entries({ ...asked, subAccountId }).filter(([, value]) => value !== undefined);
      const input = Object.fromEntries(given);
      const left = all.filter(
        (each) =>
          isAmong(asked.state, each.state) &&
          isAmong<string>(asked.type, each.type) &&
          isAmong(asked.severity, each.severity) &&
          (subAccountId === undefined || each.subAccountId === subAccountId) &&
          (asked.muted === undefined || each.muted === asked.muted) &&
          (asked.from === undefined || each.createdAt >= asked.from) &&
          (asked.to === undefined || each.createdAt < asked.to) &&
          (asked.text === undefined ||
            each.names.some((name) => name.toLowerCase().includes(asked.text?.toLowerCase() ?? ''))),
      );
      const expected = asked.order === 'asc' ? left.toReversed() : left;
      const found: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await listAlerts(
          tenant.as.viewer,
          listAlertsInput.parse({ ...input, limit: 30, ...(cursor && { cursor }) }),
        );
        expect(page.total).toBe(expected.length);
        found.push(...page.items.map(({ id }) => id));
        if (!page.nextCursor) break;
        cursor = page.nextCursor;
      }
      expect(found).toEqual(expected.map(({ id }) => id));
    }),
    { numRuns: 150 },
  );
}, 60_000);

test('behind the last alert there is none, and the total is what it was', async () => {
  const first = await listAlerts(tenant.as.viewer, listAlertsInput.parse({ limit: 200, order: 'asc' }));
  const last = first.items.at(-1)?.id ?? '';
  const cursor = Buffer.from(JSON.stringify([last])).toString('base64url');
  const behind = await listAlerts(tenant.as.viewer, listAlertsInput.parse({ order: 'asc', cursor }));
  expect(behind).toEqual({ items: [], nextCursor: null, total: ALERTS });
});
