/** What every cloud behind the seam has to do, whoever answers. Run against the sandbox cloud over real HTTP. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cloud, CloudError, type PolicyRef } from './provider.ts';
import { type ContractWorld, openSandboxWorld } from './volcengine/test-world.ts';

async function all<T>(pages: AsyncIterable<T[]>): Promise<T[]> {
  const items: T[] = [];
  for await (const page of pages) items.push(...page);
  return items;
}

async function refusal(call: Promise<unknown>): Promise<CloudError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof CloudError) return error;
    throw error;
  }
  throw new Error('the call did not fail');
}

const ark: PolicyRef = { name: 'ArkFullAccess', type: 'System' };
const tos: PolicyRef = { name: 'TOSFullAccess', type: 'System' };
const password = 'Correct-horse-7';
const day = '2026-09-07';

export function cloudContract(name: string, open: () => Promise<ContractWorld>): void {
  describe(`the cloud contract, kept by ${name}`, () => {
    let world: ContractWorld;
    let cloud: Cloud;
    let count = 0;
    const fresh = (prefix: string) => {
      count += 1;
      return `${prefix}-${count}`;
    };
    const newUser = () => cloud.users.create({ name: fresh('user') });
    const newProject = async () => {
      const project = fresh('project');
      await world.makeProject(project);
      return project;
    };
    beforeAll(async () => {
      world = await open();
      cloud = world.cloud;
    });
    afterAll(() => world.close());

    test('the credential knows whose it is, and the cloud tells its time', async () => {
      const identity = await cloud.identity();
      expect(identity).toMatchObject({ accountId: world.accountId, isRoot: true });
      expect(identity.cloudTime.getTime()).toBeGreaterThan(Date.UTC(2020, 0));
      const user = await newUser();
      const own = await cloud.keys.create(user.name);
      const credential = { accessKeyId: own.id, secretAccessKey: own.secret };
      const theirs = await world.as(credential).identity();
      expect(theirs).toMatchObject({ accountId: world.accountId, isRoot: false });
      expect(theirs.principal).toContain(user.name);
    });

    test('a wrong credential is refused as such', async () => {
      const user = await newUser();
      const key = await cloud.keys.create(user.name);
      const wrongSecret = world.as({ accessKeyId: key.id, secretAccessKey: `${key.secret}x` });
      expect(await refusal(wrongSecret.identity())).toMatchObject({ kind: 'auth' });
      const unknown = world.as({ accessKeyId: 'AKLTnobody', secretAccessKey: 'nothing' });
      expect(await refusal(unknown.identity())).toMatchObject({ kind: 'auth' });
    });

    test('a user without a policy may not list the others', async () => {
      const key = await cloud.keys.create((await newUser()).name);
      const theirs = world.as({ accessKeyId: key.id, secretAccessKey: key.secret });
      expect(await refusal(all(theirs.users.list()))).toMatchObject({ kind: 'denied' });
    });

    test('users are created, read, changed and listed over all pages', async () => {
      const userName = fresh('user');
      const made = await cloud.users.create({
        name: userName,
        displayName: '张三 (研发)*',
        description: 'a b',
        email: 'zhang@example.com',
      });
      expect(made).toMatchObject({ name: userName, displayName: '张三 (研发)*', email: 'zhang@example.com' });
      expect(await cloud.users.get(userName)).toEqual(made);
      const changed = await cloud.users.update(userName, { displayName: '李四', description: '' });
      expect(changed).toMatchObject({ id: made.id, displayName: '李四', description: '' });
      expect(changed.email).toBe('zhang@example.com');
      for (let each = 0; each < 110; each += 1) await newUser();
      const names = (await all(cloud.users.list())).map((user) => user.name);
      expect(names.length).toBeGreaterThan(110);
      expect(new Set(names).size).toBe(names.length);
      expect(names).toContain(userName);
    });

    test('a name that is taken is a conflict, and an unknown user is nobody', async () => {
      const user = await newUser();
      const error = await refusal(cloud.users.create({ name: user.name }));
      expect(error).toMatchObject({ kind: 'conflict', effectUnknown: false });
      expect(error.requestId).toBeTruthy();
      expect(await cloud.users.get('nobody')).toBeNull();
      expect(await refusal(cloud.users.update('nobody', { displayName: 'x' }))).toMatchObject({
        kind: 'not_found',
      });
    });

    test('a user without a name is refused before the cloud could take it for the caller', async () => {
      for (const call of [cloud.keys.create(''), cloud.keys.list(' '), cloud.login.get('')]) {
        expect(await refusal(call)).toMatchObject({ kind: 'invalid' });
      }
    });

    test('deleting a user takes everything that hangs on it, and a second time is done already', async () => {
      const [user, project] = [await newUser(), await newProject()];
      await cloud.keys.create(user.name);
      await cloud.login.set(user.name, { allowed: true, password });
      await cloud.policies.attach(user.name, ark, { kind: 'project', project });
      await cloud.policies.attach(user.name, tos, { kind: 'global' });
      await world.makeGroup(fresh('group'), user.name, tos);
      await world.makeApiKey(user.name);
      await cloud.users.delete(user.name);
      expect(await cloud.users.get(user.name)).toBeNull();
      await cloud.users.delete(user.name);
    });

    test('a login is made with a password, switched off and on', async () => {
      const { name: user } = await newUser();
      expect(await cloud.login.get(user)).toEqual({ exists: false, allowed: false, lastLoginAt: null });
      expect(await refusal(cloud.login.set(user, { allowed: true }))).toMatchObject({ kind: 'invalid' });
      expect(await cloud.login.set(user, { allowed: true, password })).toMatchObject({ allowed: true });
      expect(await cloud.login.set(user, { allowed: false })).toMatchObject({ exists: true, allowed: false });
      expect(await cloud.login.get(user)).toMatchObject({ exists: true, allowed: false });
      expect(await refusal(cloud.login.get('nobody'))).toMatchObject({ kind: 'not_found' });
    });

    test('a password that the cloud refuses does not appear in the refusal', async () => {
      const { name: user } = await newUser();
      const error = await refusal(cloud.login.set(user, { allowed: true, password: 'short' }));
      expect(error).toMatchObject({ kind: 'invalid', code: 'InvalidPassword' });
    });

    test('keys are made, used, switched and deleted; the third is beyond the limit', async () => {
      const { name: user } = await newUser();
      const first = await cloud.keys.create(user);
      const second = await cloud.keys.create(user);
      expect(first.secret.length).toBeGreaterThan(10);
      expect(await refusal(cloud.keys.create(user))).toMatchObject({ kind: 'limit', effectUnknown: false });
      expect(await cloud.keys.lastUsed(user, first.id)).toMatchObject({ at: null, service: null });
      const theirs = world.as({ accessKeyId: first.id, secretAccessKey: first.secret });
      await theirs.identity();
      expect((await cloud.keys.lastUsed(user, first.id)).at).toBeInstanceOf(Date);
      await cloud.keys.setActive(user, first.id, false);
      expect(await refusal(theirs.identity())).toMatchObject({ kind: 'auth' });
      const states = (await cloud.keys.list(user)).map(({ id, active }) => ({ id, active }));
      expect(states).toHaveLength(2);
      expect(states).toContainEqual({ id: first.id, active: false });
      expect(states).toContainEqual({ id: second.id, active: true });
      await cloud.keys.delete(user, second.id);
      await cloud.keys.delete(user, second.id);
      expect((await cloud.keys.list(user)).map((key) => key.id)).toEqual([first.id]);
      expect(await refusal(cloud.keys.setActive(user, second.id, true))).toMatchObject({ kind: 'not_found' });
    });

    test('a key whose making was never answered may exist, and is made only once', async () => {
      const { name: user } = await newUser();
      const deaf = await world.deafTo('CreateAccessKey');
      expect(await refusal(deaf.keys.create(user))).toMatchObject({ effectUnknown: true });
      expect(await cloud.keys.list(user)).toHaveLength(1);
    });

    test('policies are listed, attached and detached in their scope; repeating either is done already', async () => {
      const [{ name: user }, one, two] = [await newUser(), await newProject(), await newProject()];
      const offered = await all(cloud.policies.list());
      expect(offered.map((policy) => policy.name)).toEqual(expect.arrayContaining([ark.name, tos.name]));
      const inOne = { kind: 'project', project: one } as const;
      const inTwo = { kind: 'project', project: two } as const;
      for (const scope of [inOne, inOne, inTwo]) await cloud.policies.attach(user, ark, scope);
      for (let each = 0; each < 2; each += 1) await cloud.policies.attach(user, tos, { kind: 'global' });
      const group = fresh('group');
      await world.makeGroup(group, user, ark);
      const attached = await cloud.policies.attached(user);
      expect(attached).toHaveLength(4);
      expect(attached).toEqual(
        expect.arrayContaining([
          { ...ark, scope: inOne, viaGroup: null },
          { ...ark, scope: inTwo, viaGroup: null },
          { ...tos, scope: { kind: 'global' }, viaGroup: null },
          { ...ark, scope: { kind: 'global' }, viaGroup: group },
        ]),
      );
      for (const scope of [inOne, inOne]) await cloud.policies.detach(user, ark, scope);
      await cloud.policies.detach(user, tos, { kind: 'global' });
      expect((await cloud.policies.attached(user)).map((policy) => policy.scope)).toEqual([
        inTwo,
        { kind: 'global' },
      ]);
      const unknown = cloud.policies.attach(user, { name: 'NoSuchPolicy', type: 'System' }, inOne);
      expect(await refusal(unknown)).toMatchObject({ kind: 'not_found' });
    });

    test('projects are listed', async () => {
      const project = await newProject();
      expect((await all(cloud.projects.list())).map((each) => each.name)).toContain(project);
    });

    test.each(['split', 'detail'] as const)(
      'the %s bill adds up, over pages, by day and by month',
      async (source) => {
        const project = await newProject();
        const amounts = ['12.3456789012', '-2.0000000001', '0.01'];
        for (const amount of amounts) await world.spend({ project, product: 'ark_bd', day, amount });
        const read = async (slice: { day?: string }) => {
          const rows = [];
          for await (const page of cloud.bills.read({ source, month: '2026-09', ...slice })) {
            expect(page.requestId).toBeTruthy();
            rows.push(...page.rows);
          }
          return rows.filter((row) => row.project === project);
        };
        const nanos10 = (amount: string) => {
          const [whole = '', fraction = ''] = amount.replace('-', '').split('.');
          return BigInt(whole + fraction.padEnd(10, '0')) * (amount.startsWith('-') ? -1n : 1n);
        };
        for (const rows of [await read({ day }), await read({})]) {
          expect(
            rows.every((row) => row.day === day && row.product === 'ark_bd' && row.currency === 'CNY'),
          ).toBe(true);
          expect(rows.reduce((sum, row) => sum + nanos10(row.amount), 0n)).toBe(103556789011n);
        }
        expect(await read({ day: '2026-09-08' })).toEqual([]);
      },
    );

    test('the balance is a decimal with its currency', async () => {
      const { available, currency } = await cloud.bills.balance();
      expect(available).toMatch(/^-?\d+(\.\d+)?$/);
      expect(currency).toBe('CNY');
    });

    /** A user who can spend in every way the valve knows, with one key switched off long before. */
    async function spender() {
      const [user, project] = [await newUser(), await newProject()];
      const key = await cloud.keys.create(user.name);
      const off = await cloud.keys.create(user.name);
      await cloud.keys.setActive(user.name, off.id, false);
      await cloud.login.set(user.name, { allowed: true, password });
      await cloud.policies.attach(user.name, ark, { kind: 'project', project });
      const apiKey = await world.makeApiKey(user.name);
      const [arkKey, endpoint] = [await world.makeArkKey(project), await world.makeEndpoint(project)];
      const theirs = world.as({ accessKeyId: key.id, secretAccessKey: key.secret });
      return { user, project, key, off, apiKey, arkKey, endpoint, theirs };
    }
    const readState = async (each: Awaited<ReturnType<typeof spender>>) => ({
      keys: (await cloud.keys.list(each.user.name)).map(({ id, active }) => ({ id, active })),
      login: (await cloud.login.get(each.user.name)).allowed,
      policies: await cloud.policies.attached(each.user.name),
      arkKey: await world.arkKeyActive(each.project, each.arkKey),
      endpoint: await world.endpointRunning(each.project, each.endpoint),
    });

    test('every step cuts off and proves it, twice over, and restores exactly what was', async () => {
      const each = await spender();
      const before = await readState(each);
      const snapshot = await cloud.valve.snapshot(each.user, [each.project]);
      // What the engine stores is JSON.
      const stored: typeof snapshot = JSON.parse(JSON.stringify(snapshot));
      expect(await cloud.valve.verify(stored, [each.project])).not.toEqual([]);
      for (const step of cloud.valve.steps) {
        const evidence = await cloud.valve.apply(step, stored);
        expect([step, evidence.changed.length]).toEqual([step, 1]);
        expect(evidence.requestIds.length).toBeGreaterThan(1);
        expect([step, (await cloud.valve.apply(step, stored)).changed]).toEqual([step, []]);
      }
      expect(await cloud.valve.verify(stored, [each.project])).toEqual([]);
      expect(['auth', 'denied']).toContain((await refusal(each.theirs.identity())).kind);
      expect(await readState(each)).toMatchObject({ login: false, arkKey: false, endpoint: false });

      for (const step of [...cloud.valve.steps].reverse()) {
        expect([step, (await cloud.valve.revert(step, stored)).changed.length]).toEqual([step, 1]);
        expect([step, (await cloud.valve.revert(step, stored)).changed]).toEqual([step, []]);
      }
      expect(await readState(each)).toEqual(before);
      await each.theirs.identity();
    });

    test('the deny policy alone stops an active key', async () => {
      const { user, project, theirs } = await spender();
      await cloud.policies.attach(
        user.name,
        { name: 'IAMReadOnlyAccess', type: 'System' },
        { kind: 'global' },
      );
      await all(theirs.users.list());
      const snapshot = await cloud.valve.snapshot(user, [project]);
      await cloud.valve.apply('deny_policy', snapshot);
      expect(await refusal(all(theirs.users.list()))).toMatchObject({ kind: 'denied' });
      await cloud.valve.revert('deny_policy', snapshot);
      await all(theirs.users.list());
    });

    test('what comes back or appears after a cut-off is found, and applying again closes it', async () => {
      const { user, project, key, off } = await spender();
      const snapshot = await cloud.valve.snapshot(user, [project]);
      for (const step of cloud.valve.steps) await cloud.valve.apply(step, snapshot);
      await cloud.keys.setActive(user.name, key.id, true);
      await cloud.keys.delete(user.name, off.id);
      const added = await cloud.keys.create(user.name);
      const arkKey = await world.makeArkKey(project);
      await cloud.login.set(user.name, { allowed: true });
      const findings = await cloud.valve.verify(snapshot, [project]);
      expect(findings.map(({ step, kind, id }) => [step, kind, id]).sort()).toEqual(
        [
          ['access_keys', 'back_on', key.id],
          ['access_keys', 'new', added.id],
          ['ark_keys', 'new', arkKey],
          ['login', 'back_on', 'login'],
        ].sort(),
      );
      for (const step of cloud.valve.steps) await cloud.valve.apply(step, snapshot);
      expect(await cloud.valve.verify(snapshot, [project])).toEqual([]);

      const evidence = await cloud.valve.revert('access_keys', snapshot);
      expect(evidence.changed.map(({ id }) => id)).toEqual([key.id]);
      expect(evidence.observed).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ id: off.id, state: 'gone' }),
          expect.objectContaining({ id: added.id, state: 'off' }),
        ]),
      );
    });

    test('a user who had been denied before stays denied after a restore', async () => {
      const { user, project } = await spender();
      await cloud.valve.apply('deny_policy', await cloud.valve.snapshot(user, [project]));
      const second = await cloud.valve.snapshot(user, [project]);
      expect((await cloud.valve.apply('deny_policy', second)).changed).toEqual([]);
      expect((await cloud.valve.revert('deny_policy', second)).changed).toEqual([]);
      const policies = await cloud.policies.attached(user.name);
      expect(policies.map((policy) => policy.name)).toContain('AirGateDenyAll');
    });

    test('a renamed user is still cut off, and a deleted one needs no more', async () => {
      const { user, project } = await spender();
      const snapshot = await cloud.valve.snapshot(user, [project]);
      const renamed = fresh('renamed');
      await world.renameUser(user.name, renamed);
      await cloud.valve.apply('access_keys', snapshot);
      expect((await cloud.keys.list(renamed)).some((key) => key.active)).toBe(false);
      await cloud.users.delete(renamed);
      const evidence = await cloud.valve.revert('access_keys', snapshot);
      expect(evidence.changed).toEqual([]);
      expect(evidence.observed.every(({ state }) => state === 'gone')).toBe(true);
      expect(await refusal(cloud.valve.snapshot(user, [project]))).toMatchObject({ kind: 'not_found' });
    });

    test('nobody can cut off the user whose key AirGate itself is using', async () => {
      const { user, project, theirs } = await spender();
      const admin: PolicyRef = { name: 'AdministratorAccess', type: 'System' };
      await cloud.policies.attach(user.name, admin, { kind: 'global' });
      expect(await refusal(theirs.valve.snapshot(user, [project]))).toMatchObject({ code: 'own_user' });
    });
  });
}

cloudContract('the sandbox', openSandboxWorld);
