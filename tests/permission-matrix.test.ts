// Who may do what, over every procedure and every endpoint. The lists come from the routers, so a new one is in here at once.
import { afterAll, describe, expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import {
  allPermissions,
  allPlatformPermissions,
  builtInRoles,
  type Permission,
  type PlatformPermission,
  roles,
} from '#lib/permissions.ts';
import { newBase } from '#server/core/ctx.ts';
import { operatorCtxFor, withIdentity } from '#server/core/identity.ts';
import type { Door } from '#server/core/trpc.ts';
import { createKey, revokeKey } from '#server/keys/service.ts';
import { routes } from '#server/rest.ts';
import { suspendTenant } from '#server/tenants/service.ts';
import { makeTenant, platformJob, type TestTenant } from './factories.ts';
import { type FullWorld, makeFullWorld, makeOutside } from './full-world.ts';
import { inOrder } from './other-tenants.ts';
import {
  callProcedure,
  callRoute,
  consoleDoor,
  type Outcome,
  procedures,
  realmOf,
  request,
} from './procedures.ts';
import { rightOf, watched } from './rights.ts';
import { sampleInput } from './sample-input.ts';

const outside = await makeOutside();
afterAll(() => outside.close());

/** Changes that everybody makes to themselves alone, whatever their role. */
const OWN = [
  'users.update',
  'users.changePassword',
  'users.sendVerification',
  'users.revokeSession',
  'users.revokeOtherSessions',
  'users.startSecondFactor',
  'users.confirmSecondFactor',
  'users.removeSecondFactor',
  'users.renewRecoveryCodes',
  'members.leave',
  'tenant.acceptTransfer',
  'tenant.declineTransfer',
  'views.create',
  'views.update',
  'views.delete',
  'views.setPreference',
  'guide.set',
  'audit.startExport',
  'audit.cancelExport',
];

const realms = await Promise.all(procedures.map((each) => realmOf(each, sampleInput(each.input))));
const inTenant = procedures.filter((_, index) => realms[index] === 'tenant');
const onPlatform = procedures.filter((_, index) => realms[index] === 'platform');
const named = <T extends { path: string }>(list: T[]) => list.map((each) => [each.path, each] as const);

const [team, stranger] = await Promise.all([makeTenant(), makeTenant()]);
const userOf = (tenant: TestTenant, role: keyof TestTenant['as']) => tenant.as[role].actor.id;
const doorOf = (tenant: TestTenant, role: keyof TestTenant['as']) =>
  consoleDoor(userOf(tenant, role), tenant.tenant.slug);

/** A door with exactly these rights and no person behind it. */
function doorWith(tenant: TestTenant, permissions: readonly Permission[]): Door {
  return { ...doorOf(tenant, 'owner'), tenant: async () => tenant.key(...permissions) };
}

const allBut = (permission: Permission) => allPermissions.filter((each) => each !== permission);
const forbiddenFor = (permission: string) => ({
  ok: false,
  code: 'forbidden',
  reason: 'forbidden',
  params: { permission },
});
const codeOf = (outcome: Outcome) => (outcome.ok ? 'ok' : outcome.code);
/** For want of a right; nobody gives more than they have for other reasons. */
const isForbidden = (outcome: Outcome) => !outcome.ok && outcome.reason === 'forbidden';

describe('in a tenant', () => {
  test('there are procedures', () => expect(inTenant.length).toBeGreaterThan(50));

  test.each(named(inTenant))(
    '%s asks for a right, and opens to the roles that hold it',
    async (path, procedure) => {
      const right = await rightOf(team, procedure);
      if (!right) throw new Error(`${path} asks for no right`);
      const reads = right.endsWith(':read');
      expect(reads).toBe(procedure.type === 'query' || OWN.includes(path));
      for (const role of roles) {
        const holds = builtInRoles[role].some((each) => each === right);
        // What people do to themselves is refused for reasons of its own, and would end their membership.
        const member = path === 'members.leave' ? await makeTenant() : team;
        const outcome = await callProcedure(doorOf(member, role), procedure, sampleInput(procedure.input));
        expect([role, isForbidden(outcome)]).toEqual([role, !holds]);
        expect(codeOf(outcome)).not.toBe('internal');
      }
      const without = await callProcedure(
        doorWith(team, allBut(right)),
        procedure,
        sampleInput(procedure.input),
      );
      if (path !== 'members.leave') expect(without).toEqual(forbiddenFor(right));
    },
  );

  test('every procedure is content with the right it asks for first, on things that exist', async () => {
    const world = await makeFullWorld(outside);
    const refused: string[] = [];
    for (const procedure of inOrder(inTenant, ({ path }) => path)) {
      const right = await rightOf(team, procedure);
      const input = sampleInput(procedure.input, world);
      const outcome = await callProcedure(doorWith(world, right ? [right] : []), procedure, input);
      if (isForbidden(outcome) || codeOf(outcome) === 'internal')
        refused.push(`${procedure.path}: ${JSON.stringify(outcome)}`);
    }
    expect(refused).toEqual([]);
  });

  test('nobody gets in who is no member, and nobody at all while it is suspended', async () => {
    const suspended = await makeTenant();
    await suspendTenant(platformJob(), { tenantId: suspended.tenant.id });
    const operator = consoleDoor(await makeOperator(), team.tenant.slug);
    for (const procedure of inTenant) {
      const input = sampleInput(procedure.input);
      const foreign = consoleDoor(userOf(stranger, 'owner'), team.tenant.slug);
      for (const door of [foreign, operator])
        expect([procedure.path, await callProcedure(door, procedure, input)]).toMatchObject([
          procedure.path,
          { code: 'not_found', params: { what: 'tenant' } },
        ]);
      const shut = await callProcedure(doorOf(suspended, 'owner'), procedure, input);
      expect([procedure.path, shut]).toMatchObject([procedure.path, { reason: 'tenant_suspended' }]);
    }
  });
});

describe('on the platform', () => {
  test('there are procedures', () => expect(onPlatform.length).toBeGreaterThan(5));

  test.each(named(onPlatform))(
    '%s opens to an operator with its right and is unknown to tenants',
    async (_, procedure) => {
      const input = sampleInput(procedure.input);
      for (const role of roles) {
        const outcome = await callProcedure(doorOf(team, role), procedure, input);
        expect(outcome).toMatchObject({ code: 'not_found', params: { what: 'page' } });
      }
      const userId = await makeOperator();
      const asked: PlatformPermission[] = [];
      const operatorDoor = (held: readonly PlatformPermission[]): Door => ({
        ...consoleDoor(userId, ''),
        platform: async () => {
          const ctx = await operatorCtxFor(userId, newBase('console', 'en'));
          return { ...ctx, actor: { ...ctx.actor, permissions: watched(held, asked) } };
        },
      });
      const allowed = await callProcedure(operatorDoor(allPlatformPermissions), procedure, input);
      expect(['forbidden', 'internal', 'unauthenticated']).not.toContain(codeOf(allowed));
      const [right] = asked;
      if (!right) throw new Error('it asks for no right');
      const others = allPlatformPermissions.filter((each) => each !== right);
      expect(await callProcedure(operatorDoor(others), procedure, input)).toEqual(forbiddenFor(right));
    },
  );
});

describe('the API', () => {
  const inputOf = (route: (typeof routes)[number], world?: FullWorld) => sampleInput(route.input, world);
  const nameOf = (route: (typeof routes)[number]) => `${route.method} ${route.path}`;

  test('refuses at every endpoint exactly the keys without its declared right', async () => {
    const world = await makeFullWorld(outside);
    const secrets = new Map<string, string>();
    const keyWith = async (name: string, permissions: Permission[]) => {
      const known = secrets.get(name);
      if (known) return known;
      const { secret } = await createKey(world.as.owner, { name: name.slice(0, 80), permissions });
      secrets.set(name, secret);
      return secret;
    };
    const wrong: string[] = [];
    for (const route of inOrder(routes, nameOf)) {
      const { permission } = route;
      const without = await callRoute(
        route,
        inputOf(route, world),
        await keyWith(`no ${permission}`, allBut(permission)),
      );
      if (without.status !== 403 || without.body.reason !== 'forbidden')
        wrong.push(`${nameOf(route)} without ${permission}: ${JSON.stringify(without.body)}`);
      const alone = await callRoute(
        route,
        inputOf(route, world),
        await keyWith(`only ${permission}`, [permission]),
      );
      if ([401, 500].includes(alone.status) || alone.body.reason === 'forbidden')
        wrong.push(`${nameOf(route)} with ${permission} alone: ${JSON.stringify(alone.body)}`);
    }
    expect(wrong).toEqual([]);
  });

  test('knows nobody without a key that holds, at no endpoint', async () => {
    const { as } = team;
    const unknown = {
      secret: `${(await createKey(as.owner, { name: 'k', permissions: ['tenant:read'] })).secret}x`,
    };
    const revoked = await createKey(as.owner, { name: 'old', permissions: [...allPermissions] });
    await revokeKey(as.owner, { keyId: revoked.id });
    const expired = await expiredKey(team);
    for (const route of routes) {
      const reasons = [];
      for (const secret of [undefined, unknown.secret, revoked.secret, expired]) {
        const { status, body, headers } = await callRoute(route, inputOf(route), secret);
        reasons.push([status, body.reason, headers.get('www-authenticate')]);
      }
      const refusal = (reason: string) => [401, reason, 'Bearer'];
      expect([nameOf(route), ...reasons]).toEqual([
        nameOf(route),
        ...['key_missing', 'key_unknown', 'key_revoked', 'key_expired'].map(refusal),
      ]);
    }
  });

  test('is shut while the tenant is suspended', async () => {
    const suspended = await makeTenant();
    const { secret } = await createKey(suspended.as.owner, { name: 'k', permissions: [...allPermissions] });
    await suspendTenant(platformJob(), { tenantId: suspended.tenant.id });
    expect(await request('GET', '/tenant', { secret })).toMatchObject({
      status: 412,
      body: { reason: 'tenant_suspended' },
    });
  });
});

async function makeOperator(): Promise<string> {
  const id = newId('user');
  const at = team.job.now();
  const person = { id, email: `${id}@airgate.example`, name: 'Operator', isOperator: true, createdAt: at };
  await withIdentity((tx) => tx.user.create({ data: person }));
  return id;
}

/** The secret of a key whose time is over. */
async function expiredKey({ as, job }: TestTenant): Promise<string> {
  const at = job.now().getTime();
  const { id, secret } = await createKey(as.owner, {
    name: 'short',
    permissions: [...allPermissions],
    expiresAt: new Date(at + 60_000),
  });
  await withIdentity((tx) =>
    tx.apiKey.updateMany({ where: { id }, data: { expiresAt: new Date(at - 1_000) } }),
  );
  return secret;
}
