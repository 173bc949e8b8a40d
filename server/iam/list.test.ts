import { afterAll, describe, expect, test } from 'vitest';
import { stateFilters } from '#lib/choices.ts';
import { newId } from '#lib/ids.ts';
import { access } from '#server/core/access.ts';
import { makeTenant } from '#tests/factories.ts';
import { makeSandbox } from '#tests/sandbox.ts';
import { listSubAccountsInput, subAccountDetailOut, subAccountPage } from './schema.ts';
import { getSubAccount, listSubAccounts } from './service/read.ts';
import { iamWorld } from './test-world.ts';

const sandbox = await makeSandbox();
afterAll(() => sandbox.close());

const UNIT = 1_000_000_000n;

async function world() {
  const made = await iamWorld(sandbox);
  const { tenant, ctx, cloudAccountId } = made;
  const tenantId = tenant.tenant.id;
  return {
    ...made,
    list: (asked: Record<string, unknown> = {}) => listSubAccounts(ctx, listSubAccountsInput.parse(asked)),
    /** Rows as a sync leaves them, without asking the cloud. */
    rows: (names: string[], data: { alertSteps?: number[]; protected?: boolean } = {}) =>
      access(tenant.job, 'sub-account:create', async (db) => {
        const rows = names.map((userName, i) => ({
          id: newId('subAccount'),
          tenantId,
          cloudAccountId,
          cloudUserId: `c-${userName}`,
          userName,
          managed: true,
          alertSteps: [],
          createdAt: new Date(Date.UTC(2026, 10, 1, 0, 0, i)),
          ...data,
        }));
        await db.subAccount.createMany({ data: rows });
        return rows.map((r) => r.id);
      }),
    quota: (subAccountId: string, granted: bigint, spent: bigint) =>
      access(tenant.job, 'quota:allocate', (db) =>
        db.bucket.create({
          data: {
            id: newId('bucket'),
            tenantId,
            kind: 'quota',
            subAccountId,
            epoch: 1,
            currency: 'CNY',
            granted: granted * UNIT,
            spent: spent * UNIT,
            startsAt: new Date('2026-11-01'),
          },
        }),
      ),
  };
}

async function pages(
  list: (asked: Record<string, unknown>) => ReturnType<typeof listSubAccounts>,
  asked: object,
) {
  const names: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await list({ ...asked, limit: 3, ...(cursor && { cursor }) });
    names.push(...page.items.map((s) => s.userName));
    cursor = page.nextCursor;
  }
  return names;
}

describe('listing sub-accounts', () => {
  test('walks every order page by page, each row once, ties and missing quotas included', async () => {
    const { list, rows, quota } = await world();
    const ids = await rows(['h', 'g', 'f', 'e', 'd', 'c', 'b', 'a']);
    const shares: (readonly [bigint, bigint])[] = [
      [100n, 50n],
      [10n, 5n],
      [100n, 99n],
      [0n, 0n],
      [0n, 3n],
      [10n, 400n],
    ];
    for (const [i, [granted, spent]] of shares.entries()) await quota(ids[i] ?? '', granted, spent);
    const abc = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    expect(await pages(list, { sort: 'userName' })).toEqual(abc);
    expect(await pages(list, { sort: 'userName', order: 'desc' })).toEqual([...abc].reverse());
    expect(await pages(list, { sort: 'createdAt' })).toEqual([...abc].reverse());
    expect(await pages(list, { sort: 'createdAt', order: 'desc' })).toEqual(abc);
    const rising = await pages(list, { sort: 'spentShare' });
    expect(rising).toEqual(['b', 'a', 'e', 'h', 'g', 'f', 'd', 'c']);
    expect(await pages(list, { sort: 'spentShare', order: 'desc' })).toEqual([...rising].reverse());
    const bySpent = await pages(list, { sort: 'spent' });
    expect(bySpent).toEqual(['b', 'a', 'e', 'd', 'g', 'h', 'f', 'c']);
    expect(await pages(list, { sort: 'spent', order: 'desc' })).toEqual([...bySpent].reverse());
    const byGranted = await pages(list, { sort: 'granted', order: 'desc' });
    expect(byGranted.slice(-2).sort()).toEqual(['a', 'b']);
    expect(new Set(byGranted).size).toBe(8);
    expect((await pages(list, { sort: 'cloudAccount' })).sort()).toEqual(abc);
  });

  test('finds by part of the name, whatever stands in it', async () => {
    const { list, rows } = await world();
    await rows(['render_farm', 'renderXfarm', '100%']);
    const found = async (search: string) => (await list({ search })).items.map((s) => s.userName);
    expect(await found('R_F')).toEqual(['render_farm']);
    expect(await found('%')).toEqual(['100%']);
    expect(await found("'")).toEqual([]);
  });

  test('filters by state exactly as the status says', async () => {
    const { list, rows, quota, put } = await world();
    const [own = '', lazy = '', safe = '', ...rest] = await rows([
      'own',
      'lazy',
      'safe',
      'off',
      'cutting',
      'back',
      'lost',
    ]);
    const [strict = ''] = await rows(['strict'], { alertSteps: [10] });
    await rows(['guarded'], { protected: true });
    await quota(own, 100n, 90n);
    await quota(lazy, 100n, 49n);
    await quota(safe, 100n, 0n);
    await quota(strict, 100n, 10n);
    const states = ['cut_off', 'cutting_off', 'restoring'] as const;
    for (const [i, state] of states.entries()) await put(rest[i] ?? '', { state });
    await put(rest[3] ?? '', { missingSince: new Date('2026-11-19') });
    const { items, total } = await list();
    expect(total).toBe(9);
    for (const state of stateFilters.filter((s) => s !== 'protected')) {
      const expected = items.filter((s) => s.status === state).map((s) => s.userName);
      const found = await list({ state });
      expect([state, found.items.map((s) => s.userName), found.total]).toEqual([
        state,
        expected,
        expected.length,
      ]);
      expect(expected.length).toBeGreaterThan(0);
    }
    expect((await list({ state: 'protected' })).items.map((s) => s.userName)).toEqual(['guarded']);
  });

  test('takes several values of a filter, and ranges of spending, share and time', async () => {
    const { list, rows, quota, put, cloudAccountId } = await world();
    const [half = '', full = ''] = await rows(['half', 'full']);
    const [off = ''] = await rows(['off'], { protected: true });
    await rows(['none']);
    await quota(half, 100n, 50n);
    await quota(full, 200n, 190n);
    await quota(off, 10n, 10n);
    await put(off, { state: 'cut_off' });
    const found = async (asked: Record<string, unknown>) => (await list(asked)).items.map((s) => s.userName);
    expect(await found({ state: ['cut_off', 'no_quota'] })).toEqual(['none', 'off']);
    expect(await found({ state: ['warning', 'protected'], sort: 'spent' })).toEqual(['off', 'half', 'full']);
    expect(await found({ cloudAccountId: [newId('cloudAccount'), cloudAccountId] })).toHaveLength(4);
    expect(await found({ protected: false })).toEqual(['full', 'half', 'none']);
    expect(await found({ spentFrom: '10', spentTo: '50.00' })).toEqual(['half', 'off']);
    expect(await found({ shareFrom: 95 })).toEqual(['full', 'off']);
    expect(await found({ shareTo: 94.99 })).toEqual(['half']);
    expect(await found({ from: '2026-11-01T00:00:01Z' })).toEqual(['full']);
    expect(await found({ to: '2026-11-01T00:00:01Z', state: ['warning'] })).toEqual(['half']);
  });

  test('shows the figures of the quota in force, and renders through its schema', async () => {
    const { tenant, ctx, list, rows, quota, cloudAccountId } = await world();
    const [id = ''] = await rows(['anna']);
    await quota(id, 100n, 83n);
    const page = subAccountPage.parse(await list({ cloudAccountId }));
    expect(page.items[0]).toMatchObject({
      userName: 'anna',
      status: 'warning',
      cloudAccount: { id: cloudAccountId, name: 'Sandbox', provider: 'sandbox' },
      quota: { granted: '100.00', spent: '83.00', currency: 'CNY', shareBp: 8300 },
      alertSteps: [50, 80, 90],
      projectCount: 0,
    });
    const detail = subAccountDetailOut.parse(await getSubAccount(ctx, { subAccountId: id }));
    expect(detail).toMatchObject({ projects: [], openSagaId: null });
    expect((await listSubAccounts(tenant.as.viewer, listSubAccountsInput.parse({}))).items).toHaveLength(1);
  });

  test('never shows another tenant', async () => {
    const { rows, cloudAccountId } = await world();
    const [id = ''] = await rows(['anna']);
    const other = await makeTenant();
    const seen = await listSubAccounts(other.as.owner, listSubAccountsInput.parse({ cloudAccountId }));
    expect(seen).toEqual({ items: [], nextCursor: null, total: 0 });
    await expect(getSubAccount(other.as.owner, { subAccountId: id })).rejects.toMatchObject({
      code: 'not_found',
    });
    const keyless = listSubAccounts(other.key('quota:read'), listSubAccountsInput.parse({}));
    await expect(keyless).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('does not take a cursor of another order', async () => {
    const { list, rows } = await world();
    await rows(['a', 'b']);
    const { nextCursor } = await list({ limit: 1, sort: 'userName' });
    const wrong = list({ limit: 1, sort: 'spentShare', cursor: nextCursor });
    await expect(wrong).rejects.toMatchObject({ code: 'invalid_input', reason: 'cursor_invalid' });
  });
});
