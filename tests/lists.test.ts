// What every list of the console can be asked for: several values of a filter, a search, any order, page after page.
import { describe, expect, test } from 'vitest';
import { invitationSorts, keySorts, memberSorts, personSorts } from '#lib/choices.ts';
import { newId } from '#lib/ids.ts';
import { listAlertsInput } from '#server/alerts/schema.ts';
import { acknowledgeAlerts, listAlerts, raiseAlert } from '#server/alerts/service.ts';
import { listAuditInput } from '#server/audit/schema.ts';
import { listAudit } from '#server/audit/service.ts';
import { access } from '#server/core/access.ts';
import { withIdentity } from '#server/core/identity.ts';
import { listKeysInput } from '#server/keys/schema.ts';
import { createKey, listKeys, revokeKey } from '#server/keys/service.ts';
import { listInvitationsInput, listMembersInput } from '#server/members/schema.ts';
import { invite, listInvitations } from '#server/members/service/invitations.ts';
import { listMembers } from '#server/members/service/members.ts';
import { listTenantsInput } from '#server/tenants/schema.ts';
import { listTenants } from '#server/tenants/service.ts';
import { listUsersInput } from '#server/users/schema.ts';
import { listUsers, setDisabled } from '#server/users/service/people.ts';
import { makeTenant, platformJob, type TestTenant } from './factories.ts';

type Page = { items: { id: string }[]; nextCursor: string | null; total?: number };
type Ask = (asked: object) => Promise<Page>;

/** All ids, two at a time. */
async function walk(ask: Ask, asked: object): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: Page = await ask({ ...asked, limit: 2, ...(cursor && { cursor }) });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  return ids;
}

/** Both orders of every column give each row once, and the one is the other backwards but for what is empty. */
async function expectAllOrders(ask: Ask, sorts: readonly string[], count: number) {
  for (const sort of sorts) {
    const rising = await walk(ask, { sort, order: 'asc' });
    const falling = await walk(ask, { sort, order: 'desc' });
    expect([sort, rising.length, new Set(rising).size]).toEqual([sort, count, count]);
    expect([sort, [...falling].sort()]).toEqual([sort, [...rising].sort()]);
  }
  const { nextCursor } = await ask({ sort: sorts[0], order: 'asc', limit: 1 });
  const wrong = ask({ sort: sorts[1], order: 'asc', limit: 1, cursor: nextCursor });
  await expect(wrong).rejects.toMatchObject({ reason: 'cursor_invalid' });
}

describe('members', () => {
  const asker = (tenant: TestTenant): Ask => {
    return (asked) => listMembers(tenant.as.viewer, listMembersInput.parse(asked));
  };

  test('in every order, whether they have ever signed in or not', async () => {
    const tenant = await makeTenant();
    const seen = { lastSignInAt: new Date('2026-11-19') };
    await withIdentity((tx) => tx.user.update({ where: { id: tenant.as.admin.actor.id }, data: seen }));
    await expectAllOrders(asker(tenant), memberSorts, 4);
    for (const order of ['asc', 'desc'])
      expect((await walk(asker(tenant), { sort: 'lastSignInAt', order }))[0]).toBe(memberOf(tenant, 'admin'));
    const byName = await walk(asker(tenant), { sort: 'name', order: 'desc' });
    expect(byName).toEqual((['viewer', 'owner', 'member', 'admin'] as const).map((r) => memberOf(tenant, r)));
  });

  test('in several roles, by state and by when they came', async () => {
    const tenant = await makeTenant();
    const { admin, viewer } = tenant.as;
    await setDisabled(platformJob(), { userId: viewer.actor.id, disabled: true });
    const ask = (asked: object) => listMembers(admin, listMembersInput.parse(asked));
    expect((await ask({ role: ['viewer', 'admin'] })).total).toBe(2);
    expect((await ask({ role: ['viewer', 'admin'], disabled: false })).total).toBe(1);
    expect((await ask({ from: '2100-01-01T00:00:00Z' })).total).toBe(0);
    expect((await ask({ text: 'member of', to: '2100-01-01T00:00:00Z' })).total).toBe(1);
  });
});

function memberOf({ as }: TestTenant, role: keyof TestTenant['as']): string {
  const { actor } = as[role];
  return actor.kind === 'user' ? actor.memberId : '';
}

test('invitations in every order, by address, role and state', async () => {
  const tenant = await makeTenant();
  const { owner } = tenant.as;
  const invited: { id: string }[] = [];
  for (const [index, role] of (['viewer', 'member', 'admin'] as const).entries())
    invited.push(await invite(owner, { email: `p${index}@${tenant.tenant.slug}.example`, role }));
  await access(tenant.job, 'member:invite', (db) =>
    db.invitation.updateMany({ where: { id: invited[0]?.id ?? '' }, data: { expiresAt: new Date(0) } }),
  );
  const ask = (asked: object) => listInvitations(owner, listInvitationsInput.parse(asked));
  await expectAllOrders(ask, invitationSorts, 3);
  expect((await ask({ state: 'expired' })).items).toMatchObject([{ id: invited[0]?.id }]);
  expect((await ask({ state: ['open', 'expired'], role: ['viewer', 'admin'] })).total).toBe(2);
  expect((await ask({ text: 'P1@' })).total).toBe(1);
});

test('API keys in every order, in several states, by part of their name', async () => {
  const { as } = await makeTenant();
  const made = [];
  for (const name of ['Portal', 'Report', 'Old portal'])
    made.push(await createKey(as.owner, { name, permissions: ['tenant:read'] }));
  const until = new Date('2100-01-01');
  made.push(await createKey(as.owner, { name: 'Short', permissions: ['tenant:read'], expiresAt: until }));
  await revokeKey(as.owner, { keyId: made[2]?.id ?? '' });
  const ask = (asked: object) => listKeys(as.owner, listKeysInput.parse(asked));
  await expectAllOrders(ask, keySorts, 4);
  expect((await walk(ask, { sort: 'expiresAt', order: 'desc' }))[0]).toBe(made[3]?.id);
  expect((await ask({ state: ['active', 'revoked'], text: 'PORTAL' })).total).toBe(2);
  expect((await ask({ state: ['expired'] })).total).toBe(0);
});

test('alerts of several kinds, found by what they name, oldest or newest first', async () => {
  const { as, job } = await makeTenant();
  const raise = (type: 'check_failed' | 'unattributed_spending', name: string) =>
    raiseAlert(job, { type, severity: 'warning', dedupeKey: newId('event'), details: { name } });
  await raise('check_failed', 'Production');
  await raise('unattributed_spending', 'Staging');
  await raise('check_failed', 'Staging');
  const ask = (asked: object) => listAlerts(as.viewer, listAlertsInput.parse(asked));
  const newest = await walk(ask, {});
  expect(await walk(ask, { order: 'asc' })).toEqual([...newest].reverse());
  await acknowledgeAlerts(as.admin, { alertIds: newest.slice(0, 1) });
  expect((await ask({ state: ['open', 'acknowledged'] })).total).toBe(3);
  expect((await ask({ state: ['open'], type: ['check_failed', 'project_failed'] })).total).toBe(1);
  expect((await ask({ severity: ['info', 'critical'] })).total).toBe(0);
  expect((await ask({ text: 'sTAGing' })).total).toBe(2);
  expect((await ask({ muted: true })).total).toBe(0);
  expect((await ask({ subAccountId: [newId('subAccount')] })).total).toBe(0);
  expect((await ask({ from: '2100-01-01T00:00:00Z' })).total).toBe(0);
});

test('the log of several actors, actions and doors, oldest or newest first', async () => {
  const { as, tenant } = await makeTenant();
  for (const ctx of [as.owner, as.admin])
    await createKey(ctx, { name: `of ${ctx.actor.name}`, permissions: ['tenant:read'] });
  await invite(as.owner, { email: `new@${tenant.slug}.example`, role: 'viewer' });
  const ask = (asked: object) => listAudit(as.owner, listAuditInput.parse(asked));
  const newest = await walk(ask, {});
  expect(await walk(ask, { order: 'asc' })).toEqual([...newest].reverse());
  const count = async (asked: object) => (await ask(asked)).items.length;
  expect(newest).toHaveLength(3);
  expect(await count({ actorId: [as.owner.actor.id, as.admin.actor.id] })).toBe(3);
  expect(await count({ action: ['key.', 'invitation.create'], actorId: [as.owner.actor.id] })).toBe(2);
  expect(await count({ targetKind: ['key', 'member'] })).toBe(2);
  expect(await count({ source: ['rest', 'job'] })).toBe(0);
  expect(await count({ action: 'key.', text: as.admin.actor.name })).toBe(1);
});

test('tenants and people of the installation, in every order and in several states', async () => {
  const [{ tenant, as }] = await Promise.all([makeTenant(), makeTenant(), makeTenant()]);
  const tenants = (asked: object) => listTenants(platformJob(), listTenantsInput.parse(asked));
  const found = (status: string | string[]) => tenants({ text: tenant.slug, status });
  expect((await found(['active', 'suspended'])).items).toMatchObject([{ slug: tenant.slug }]);
  expect((await found('suspended')).total).toBe(0);
  const names = (await tenants({ sort: 'name', limit: 200 })).items.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  await setDisabled(platformJob(), { userId: as.viewer.actor.id, disabled: true });
  const people = (asked: object) =>
    listUsers(platformJob(), listUsersInput.parse({ text: tenant.slug, ...asked }));
  await expectAllOrders(people, personSorts, 4);
  expect((await people({ state: ['disabled'] })).items).toMatchObject([{ id: as.viewer.actor.id }]);
  expect((await people({ state: ['active', 'disabled'], isOperator: false })).total).toBe(4);
  expect((await people({ isOperator: true })).total).toBe(0);
});
