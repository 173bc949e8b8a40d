import { describe, expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { access } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { within } from '#server/core/ctx.ts';
import { tenantTransaction } from '#server/core/transaction.ts';
import { listSubAccountsInput } from '#server/iam/schema.ts';
import { updateSubAccount } from '#server/iam/service/change.ts';
import { getSubAccount, listSubAccounts } from '#server/iam/service/read.ts';
import { createKey, getKey, listKeys, revokeKey } from '#server/keys/service.ts';
import { removeMember } from '#server/members/service/members.ts';
import { yuan } from '#server/quotas/test-world.ts';
import { memberIdOf } from '#server/roles/test-world.ts';
import { makeTenant } from '#tests/factories.ts';
import { addTeamMember } from './service/members.ts';
import { getTeam, listTeams } from './service/read.ts';
import { createTeam, deleteTeam, moveTeam, renameTeam } from './service/teams.ts';
import { teamWorld } from './test-world.ts';

const treeOf = async (ctx: Ctx) =>
  (await listTeams(ctx)).items.map(({ name, depth }) => `${'-'.repeat(depth - 1)}${name}`);
const notes = (ctx: Ctx, action: string) =>
  access(ctx, 'audit:read', (db) =>
    db.auditEntry.findMany({
      where: { tenantId: ctx.tenant.id, action },
      orderBy: { id: 'asc' },
      select: { targetId: true, before: true, after: true },
    }),
  );

describe('the tree of teams', () => {
  test('is listed from the top down, siblings by name, with the way to each', async () => {
    const { owner, as, chain, team } = await teamWorld();
    const [company = '', film = '', light = ''] = await chain('Company', 'Film', 'Lighting');
    await team('games', company);
    await team('Lab');
    expect(await treeOf(as.viewer)).toEqual(['Company', '-Film', '--Lighting', '-games', 'Lab']);
    const found = await getTeam(as.viewer, { teamId: light });
    expect(found).toMatchObject({
      name: 'Lighting',
      parentId: film,
      depth: 3,
      lead: false,
      path: [
        { id: company, name: 'Company' },
        { id: film, name: 'Film' },
      ],
    });
    expect(await notes(owner, 'team.create')).toContainEqual({
      targetId: light,
      before: null,
      after: { name: 'Lighting', parent: 'Film' },
    });
  });

  test('adds up what belongs to a team and to all below it', async () => {
    const { as, chain, account, key, owner, lead } = await teamWorld();
    const [top = '', middle = '', low = ''] = await chain('Top', 'Middle', 'Low');
    await account(top, { granted: 100, spent: 30 });
    await account(low, { granted: 50, spent: 60 });
    await account(low);
    await account(null, { granted: 999, spent: 1 });
    await key(low);
    await revokeKey(owner, { keyId: (await key(low)).id });
    const { memberId } = await lead([low]);
    await addTeamMember(owner, { teamId: top, member: memberId });
    await addTeamMember(owner, { teamId: top, member: memberIdOf(as.viewer) });
    const { items } = await listTeams(as.viewer);
    expect(items.map(({ own, all }) => [own, all])).toEqual([
      [
        { members: 2, subAccounts: 1, keys: 0 },
        { members: 2, subAccounts: 3, keys: 1 },
      ],
      [
        { members: 0, subAccounts: 0, keys: 0 },
        { members: 1, subAccounts: 2, keys: 1 },
      ],
      [
        { members: 1, subAccounts: 2, keys: 1 },
        { members: 1, subAccounts: 2, keys: 1 },
      ],
    ]);
    const whole = {
      currency: 'CNY',
      granted: yuan(150),
      spent: yuan(90),
      remaining: yuan(70),
      overrun: yuan(10),
      withoutQuota: 1,
      spentWithoutQuota: 0n,
    };
    expect(items[0]?.totals).toEqual(whole);
    expect((await getTeam(as.viewer, { teamId: top })).totals).toEqual(whole);
    expect(items[1]?.totals).toMatchObject({ granted: yuan(50), spent: yuan(60), remaining: 0n });
    expect((await getTeam(as.viewer, { teamId: middle })).all).toEqual(items[1]?.all);
  });

  test('is one statement, however many teams there are', async () => {
    const { as, team, chain } = await teamWorld();
    await chain('1', '2', '3', '4', '5', '6', '7', '8');
    for (let i = 0; i < 10; i += 1) await team(`Team ${i}`);
    let statements = 0;
    await tenantTransaction(as.viewer, async (db) => {
      const counting = new Proxy(db, {
        get: (target, name) => {
          const value: unknown = Reflect.get(target, name);
          if (name === '$queryRaw' || name === 'team' || name === 'teamMember') statements += 1;
          return value;
        },
      });
      expect((await listTeams(within(as.viewer, counting))).items).toHaveLength(18);
    });
    expect(statements).toBe(1);
  });
});

describe('a new team', () => {
  test.each([
    ['a sibling’s name in another case', (top: string) => ({ name: ' film ', parentId: top }), 'name_taken'],
    ['a parent that is not there', () => ({ name: 'New', parentId: newId('team') }), 'not_found'],
  ])('is refused with %s', async (_, input, reason) => {
    const { owner, chain } = await teamWorld();
    const [top = ''] = await chain('Company', 'Film');
    const { name, parentId } = input(top);
    await expect(createTeam(owner, { name: name.trim(), parentId })).rejects.toMatchObject({ reason });
  });

  test('is refused below a team of another tenant', async () => {
    const [mine, theirs] = [await teamWorld(), await teamWorld()];
    const parentId = await theirs.team('Theirs');
    await expect(createTeam(mine.owner, { name: 'Mine', parentId })).rejects.toMatchObject({
      reason: 'not_found',
      params: { what: 'team' },
    });
  });

  test('is refused below the eighth level', async () => {
    const { owner, chain } = await teamWorld();
    const eighth = (await chain('1', '2', '3', '4', '5', '6', '7', '8')).at(-1) ?? '';
    await expect(createTeam(owner, { name: '9', parentId: eighth })).rejects.toMatchObject({
      code: 'limit_exceeded',
      reason: 'team_depth',
      params: { max: 8 },
    });
  });

  test('is made once by two at the same moment', async () => {
    const { owner } = await teamWorld();
    const made = await Promise.allSettled(
      ['Film', 'film'].map((name) => createTeam(owner, { name, parentId: null })),
    );
    expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await listTeams(owner)).items).toHaveLength(1);
  });
});

describe('renaming and moving', () => {
  test('keeps what belongs to the team, and is noted', async () => {
    const { owner, chain, team, account, key } = await teamWorld();
    const [, film = ''] = await chain('Company', 'Film', 'Lighting');
    const lab = await team('Lab');
    const [subAccountId, { id: keyId }] = [await account(film), await key(film)];
    await renameTeam(owner, { teamId: film, name: 'Movies' });
    const moved = await moveTeam(owner, { teamId: film, parentId: lab });
    expect(moved).toMatchObject({ name: 'Movies', path: [{ name: 'Lab' }] });
    expect(await treeOf(owner)).toEqual(['Company', 'Lab', '-Movies', '--Lighting']);
    expect((await getSubAccount(owner, { subAccountId })).team).toEqual({ id: film, name: 'Movies' });
    expect((await getKey(owner, { keyId })).team).toEqual({ id: film, name: 'Movies' });
    await moveTeam(owner, { teamId: film, parentId: lab });
    expect(await notes(owner, 'team.move')).toEqual([
      { targetId: film, before: { name: 'Movies', parent: 'Company' }, after: { parent: 'Lab' } },
    ]);
    expect(await notes(owner, 'team.update')).toEqual([
      { targetId: film, before: { name: 'Film' }, after: { name: 'Movies' } },
    ]);
  });

  test('is refused below itself and below what is below it', async () => {
    const { owner, chain } = await teamWorld();
    const [company = '', film = '', light = ''] = await chain('Company', 'Film', 'Lighting');
    for (const parentId of [company, film, light]) {
      await expect(moveTeam(owner, { teamId: company, parentId })).rejects.toMatchObject({
        code: 'conflict',
        reason: 'team_cycle',
        fields: [{ path: 'parentId', message: 'team_cycle' }],
      });
    }
    expect(await treeOf(owner)).toEqual(['Company', '-Film', '--Lighting']);
  });

  test('makes no circle when two teams move below each other at the same moment', async () => {
    const { owner, team } = await teamWorld();
    for (let round = 0; round < 5; round += 1) {
      const [a, b] = [await team(`a${round}`), await team(`b${round}`)];
      const moves = await Promise.allSettled([
        moveTeam(owner, { teamId: a, parentId: b }),
        moveTeam(owner, { teamId: b, parentId: a }),
      ]);
      expect(moves.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const [refused] = moves.flatMap((move) => (move.status === 'rejected' ? [move.reason] : []));
      expect(refused).toMatchObject({ reason: 'team_cycle' });
    }
    // Whoever stood in a circle would not be listed: nobody is below the top.
    expect((await listTeams(owner)).items).toHaveLength(10);
  });

  test('waits for a move that is under way, and sees what it has done', async () => {
    const { owner, team } = await teamWorld();
    const [a, b] = [await team('A'), await team('B')];
    const steps: string[] = [];
    let second: Promise<unknown> = Promise.resolve();
    await tenantTransaction(owner, async (db) => {
      await moveTeam(within(owner, db), { teamId: a, parentId: b });
      second = moveTeam(owner, { teamId: b, parentId: a }).catch((error) => {
        steps.push('second');
        return error;
      });
      await db.$queryRaw`select 1 from (select pg_sleep(0.2)) s`;
      steps.push('first');
    });
    expect(await second).toMatchObject({ reason: 'team_cycle' });
    expect(steps).toEqual(['first', 'second']);
  });
});

describe('deleting', () => {
  test('is refused while anything belongs to the team', async () => {
    const { owner, chain, account, key } = await teamWorld();
    const [company = '', film = ''] = await chain('Company', 'Film');
    const refused = (params: object) => ({ reason: 'team_in_use', params });
    await expect(deleteTeam(owner, { teamId: company })).rejects.toMatchObject(
      refused({ teams: 1, subAccounts: 0, keys: 0 }),
    );
    await account(film);
    await key(film);
    await expect(deleteTeam(owner, { teamId: film })).rejects.toMatchObject(
      refused({ teams: 0, subAccounts: 1, keys: 1 }),
    );
    expect(await treeOf(owner)).toEqual(['Company', '-Film']);
  });

  test('moves all of it to another team, revoked keys and deleted sub-accounts too', async () => {
    const { owner, job, chain, team, account, key, lead } = await teamWorld();
    const [company = '', film = ''] = await chain('Company', 'Film', 'Lighting');
    const lab = await team('Lab');
    const [subAccountId, gone] = [await account(film, { granted: 10, spent: 1 }), await account(film)];
    await access(job, 'sub-account:delete', (db) =>
      db.subAccount.updateMany({ where: { id: gone }, data: { deletedAt: job.now() } }),
    );
    const [live, dead] = [await key(film), await key(film)];
    await revokeKey(owner, { keyId: dead.id });
    const { memberId } = await lead([film]);
    const { moved } = await deleteTeam(owner, { teamId: film, moveTo: lab });
    expect(moved).toEqual({ teams: 1, subAccounts: 1, keys: 1 });
    expect(await treeOf(owner)).toEqual(['Company', 'Lab', '-Lighting']);
    expect((await getSubAccount(owner, { subAccountId })).team?.name).toBe('Lab');
    expect((await getKey(owner, { keyId: live.id })).team?.name).toBe('Lab');
    expect((await getKey(owner, { keyId: dead.id })).team?.name).toBe('Lab');
    // Members do not come along: a lead of the one team is none of the other.
    expect((await getTeam(owner, { teamId: lab })).people).toEqual([]);
    await expect(removeMember(owner, { memberId })).resolves.toBeDefined();
    expect(await notes(owner, 'team.delete')).toEqual([
      {
        targetId: film,
        before: { name: 'Film' },
        after: { movedTo: 'Lab', teams: 1, subAccounts: 1, keys: 1 },
      },
    ]);
    expect(await notes(owner, 'sub-account.update')).toContainEqual({
      targetId: subAccountId,
      before: { userName: expect.any(String), team: 'Film' },
      after: { team: 'Lab' },
    });
    expect((await getTeam(owner, { teamId: company })).all.subAccounts).toBe(0);
  });

  test('puts what belongs to it at the top and into no team', async () => {
    const { owner, chain, account } = await teamWorld();
    const [company = ''] = await chain('Company', 'Film');
    const subAccountId = await account(company);
    await deleteTeam(owner, { teamId: company, moveTo: 'none' });
    expect(await treeOf(owner)).toEqual(['Film']);
    expect((await getSubAccount(owner, { subAccountId })).team).toBeNull();
  });

  test('leaves everything as it was where one of them finds no place', async () => {
    const { owner, chain, team, account } = await teamWorld();
    const [company = ''] = await chain('Company', 'Film');
    const lab = await team('Lab');
    await team('FILM', lab);
    const subAccountId = await account(company);
    await expect(deleteTeam(owner, { teamId: company, moveTo: lab })).rejects.toMatchObject({
      reason: 'name_taken',
    });
    expect(await treeOf(owner)).toEqual(['Company', '-Film', 'Lab', '-FILM']);
    expect((await getSubAccount(owner, { subAccountId })).team?.name).toBe('Company');
  });

  test('is refused to a team that goes with it, and to one of another tenant', async () => {
    const { owner, chain } = await teamWorld();
    const other = await teamWorld();
    const [company = '', film = ''] = await chain('Company', 'Film');
    for (const moveTo of [company, film]) {
      await expect(deleteTeam(owner, { teamId: company, moveTo })).rejects.toMatchObject({
        reason: 'team_move_self',
      });
    }
    const moveTo = await other.team('Theirs');
    await expect(deleteTeam(owner, { teamId: film, moveTo })).rejects.toMatchObject({ reason: 'not_found' });
  });

  test('lets nobody put something into a team that is going', async () => {
    const { owner, team, account } = await teamWorld();
    const [going, subAccountId] = [await team('Going'), await account(null)];
    const [, put] = await Promise.allSettled([
      deleteTeam(owner, { teamId: going, moveTo: 'none' }),
      updateSubAccount(owner, { subAccountId, teamId: going }),
    ]);
    expect((await listTeams(owner)).items).toEqual([]);
    if (put.status === 'rejected') expect(put.reason).toMatchObject({ reason: 'not_found' });
    expect((await getSubAccount(owner, { subAccountId })).team).toBeNull();
  });
});

describe('lists', () => {
  test('are narrowed to a team with all below it, or to what has none', async () => {
    const { owner, chain, account, key } = await teamWorld();
    const [company = '', film = ''] = await chain('Company', 'Film');
    const [high, low, loose] = [await account(company), await account(film), await account(null)];
    const [highKey, lowKey, looseKey] = [await key(company), await key(film), await key(null)];
    const accounts = async (...teamId: string[]) =>
      (await listSubAccounts(owner, listSubAccountsInput.parse({ teamId }))).items.map(({ id }) => id).sort();
    const keys = async (...teamId: string[]) =>
      (await listKeys(owner, { teamId, limit: 50 })).items.map(({ id }) => id).sort();
    expect(await accounts(company)).toEqual([high, low].sort());
    expect(await accounts(film)).toEqual([low]);
    expect(await accounts('none', film)).toEqual([low, loose].sort());
    expect(await keys(company)).toEqual([highKey.id, lowKey.id].sort());
    expect(await keys('none')).toEqual([looseKey.id]);
  });

  test('know nothing of a team that is not there or not theirs', async () => {
    const [{ owner, account }, other] = [await teamWorld(), await teamWorld()];
    const subAccountId = await account(null);
    const theirs = await other.team('Theirs');
    await other.account(theirs);
    for (const teamId of [theirs, newId('team')]) {
      await expect(updateSubAccount(owner, { subAccountId, teamId })).rejects.toMatchObject({
        reason: 'not_found',
      });
      const asKey = createKey(owner, { name: 'k', permissions: ['tenant:read'], teamId });
      await expect(asKey).rejects.toMatchObject({ reason: 'not_found' });
      expect((await listSubAccounts(owner, listSubAccountsInput.parse({ teamId }))).items).toEqual([]);
      expect((await listKeys(owner, { teamId, limit: 5 })).items).toEqual([]);
      await expect(getTeam(owner, { teamId })).rejects.toMatchObject({ reason: 'not_found' });
    }
  });
});

test('a tenant that goes takes its tree along', async () => {
  const world = await teamWorld();
  const [, film = ''] = await world.chain('Company', 'Film');
  await world.account(film);
  await world.key(film);
  const { platformTransaction } = await import('#server/core/transaction.ts');
  await platformTransaction((tx) => tx.tenant.delete({ where: { id: world.tenant.id } }));
  const left = await platformTransaction((tx) => tx.team.count({ where: { tenantId: world.tenant.id } }));
  expect(left).toBe(0);
  await expect(makeTenant()).resolves.toBeDefined();
});
