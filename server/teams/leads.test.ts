import { describe, expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { builtInRoles } from '#lib/permissions.ts';
import { access } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { getSubAccount } from '#server/iam/service/read.ts';
import { getKey } from '#server/keys/service.ts';
import { listMembers, removeMember } from '#server/members/service/members.ts';
import { memberIdOf } from '#server/roles/test-world.ts';
import { leadRights } from './policy.ts';
import { teamContentsInput } from './schema.ts';
import { addTeamMember, removeTeamMember, setTeamLead } from './service/members.ts';
import { leadsAny } from './service/reach.ts';
import { getTeam, listTeamKeys, listTeamSubAccounts, listTeams } from './service/read.ts';
import { createTeam, deleteTeam, moveTeam, renameTeam } from './service/teams.ts';
import { teamWorld } from './test-world.ts';

/** Company > Film > Lighting, and Games beside Film, each with a sub-account and a key. */
async function leadWorld() {
  const world = await teamWorld();
  const [company = '', film = '', light = ''] = await world.chain('Company', 'Film', 'Lighting');
  const games = await world.team('Games', company);
  const accounts: Record<string, string> = {};
  const keys: Record<string, { id: string; secret: string }> = {};
  for (const teamId of [company, film, light, games]) {
    accounts[teamId] = await world.account(teamId, { granted: 100, spent: 40 });
    keys[teamId] = await world.key(teamId);
  }
  // Nothing but the way into the console: no team, no sub-account, no quota, no key, no member.
  const chief = await world.lead([film]);
  return { ...world, company, film, light, games, accounts, keys, chief, ctx: chief.ctx };
}

const contents = (teamId: string) => teamContentsInput.parse({ teamId });
const idsIn = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id).sort();
const forbidden = (permission: string) => ({
  code: 'forbidden',
  reason: 'forbidden',
  params: { permission },
});
const notFound = { code: 'not_found', reason: 'not_found', params: { what: 'team' } };

describe('a lead without any right to read', () => {
  test('sees the team and what is below it, beginning there', async () => {
    const { ctx, film, light } = await leadWorld();
    const { items } = await listTeams(ctx);
    expect(items).toMatchObject([
      { id: film, parentId: null, depth: 1, path: [], lead: true, all: { subAccounts: 2, keys: 2 } },
      { id: light, parentId: film, depth: 2, path: [{ id: film, name: 'Film' }], lead: true },
    ]);
    expect(items).toHaveLength(2);
    expect(items[0]?.totals).toMatchObject({ granted: 200_000_000_000n, spent: 80_000_000_000n });
    expect(await leadsAny(ctx)).toBe(true);
  });

  test('sees people, sub-accounts with quota and spending, and keys without secrets', async () => {
    const { ctx, film, light, accounts, keys, chief } = await leadWorld();
    const team = await getTeam(ctx, { teamId: film });
    expect(team).toMatchObject({
      path: [],
      people: [{ memberId: chief.memberId, lead: true }],
      reach: { members: true, subAccounts: true, quotas: true, keys: true, choosesMembers: true },
    });
    const shown = await listTeamSubAccounts(ctx, contents(film));
    expect(idsIn(shown)).toEqual([accounts[film], accounts[light]].sort());
    expect(shown.items[0]?.quota).toMatchObject({ granted: 100_000_000_000n, spent: 40_000_000_000n });
    const shownKeys = await listTeamKeys(ctx, contents(light));
    expect(idsIn(shownKeys)).toEqual([keys[light]?.id]);
    expect(JSON.stringify(shownKeys, (_, value) => String(value))).not.toContain(keys[light]?.secret ?? '-');
    expect(idsIn(await listTeamKeys(ctx, contents(film)))).toHaveLength(2);
  });

  test('learns nothing of other teams, not even that they are there', async () => {
    const { ctx, company, games } = await leadWorld();
    for (const teamId of [company, games, newId('team')]) {
      await expect(getTeam(ctx, { teamId })).rejects.toMatchObject(notFound);
      await expect(listTeamSubAccounts(ctx, contents(teamId))).rejects.toMatchObject(notFound);
      await expect(listTeamKeys(ctx, contents(teamId))).rejects.toMatchObject(notFound);
      const member = memberIdOf(ctx);
      await expect(addTeamMember(ctx, { teamId, member })).rejects.toMatchObject(notFound);
      await expect(removeTeamMember(ctx, { teamId, memberId: member })).rejects.toMatchObject(notFound);
    }
  });

  test('reads nothing through the ordinary doors', async () => {
    const { ctx, film, accounts, keys } = await leadWorld();
    const subAccountId = accounts[film] ?? '';
    await expect(getSubAccount(ctx, { subAccountId })).rejects.toMatchObject(forbidden('sub-account:read'));
    const keyId = keys[film]?.id ?? '';
    await expect(getKey(ctx, { keyId })).rejects.toMatchObject(forbidden('key:read'));
    await expect(listMembers(ctx, { limit: 5 })).rejects.toMatchObject(forbidden('member:read'));
  });

  test('changes nothing about the tree and makes no leads', async () => {
    const { ctx, film, chief } = await leadWorld();
    const refused = forbidden('team:update');
    await expect(createTeam(ctx, { name: 'New', parentId: film })).rejects.toMatchObject(refused);
    await expect(renameTeam(ctx, { teamId: film, name: 'Mine' })).rejects.toMatchObject(refused);
    await expect(moveTeam(ctx, { teamId: film, parentId: null })).rejects.toMatchObject(refused);
    await expect(deleteTeam(ctx, { teamId: film, moveTo: 'none' })).rejects.toMatchObject(refused);
    const { memberId } = chief;
    await expect(setTeamLead(ctx, { teamId: film, memberId, lead: false })).rejects.toMatchObject(refused);
  });

  test('adds and removes members of the team and of those below it', async () => {
    const { ctx, owner, film, light, as } = await leadWorld();
    const email = `viewer@${ctx.tenant.slug}.example`;
    const added = await addTeamMember(ctx, { teamId: light, member: email.toUpperCase() });
    expect(added).toMatchObject({ memberId: memberIdOf(as.viewer), email, lead: false });
    await addTeamMember(ctx, { teamId: light, member: email });
    expect((await getTeam(ctx, { teamId: light })).people).toHaveLength(1);
    await removeTeamMember(ctx, { teamId: light, memberId: memberIdOf(as.viewer) });
    expect((await getTeam(ctx, { teamId: light })).people).toEqual([]);
    const nobody = addTeamMember(ctx, { teamId: film, member: 'nobody@elsewhere.example' });
    await expect(nobody).rejects.toMatchObject({ reason: 'not_found', params: { what: 'member' } });
    const actions = await access(owner, 'audit:read', (db) =>
      db.auditEntry.findMany({
        where: { tenantId: ctx.tenant.id, actorId: ctx.actor.id },
        orderBy: { id: 'asc' },
      }),
    );
    expect(actions.map(({ action, actorName }) => [action, actorName])).toEqual([
      ['team.add-member', ctx.actor.name],
      ['team.remove-member', ctx.actor.name],
    ]);
  });

  test('does not remove another lead, nor themselves', async () => {
    const { ctx, film, chief, ...world } = await leadWorld();
    const other = await world.lead([film]);
    for (const { memberId } of [other, chief]) {
      await expect(removeTeamMember(ctx, { teamId: film, memberId })).rejects.toMatchObject({
        code: 'forbidden',
        reason: 'team_lead_kept',
      });
    }
    await removeTeamMember(world.owner, { teamId: film, memberId: other.memberId });
  });

  test('sees nothing any more once they no longer lead', async () => {
    const { ctx, owner, film, chief } = await leadWorld();
    await setTeamLead(owner, { teamId: film, memberId: chief.memberId, lead: false });
    await expect(getTeam(ctx, { teamId: film })).rejects.toMatchObject(forbidden('team:read'));
    await expect(listTeams(ctx)).rejects.toMatchObject(forbidden('team:read'));
    expect(await leadsAny(ctx)).toBe(false);
  });

  test('sees a team that was moved below theirs, and no more one that was moved away', async () => {
    const { ctx, owner, film, light, games } = await leadWorld();
    await moveTeam(owner, { teamId: games, parentId: film });
    await expect(getTeam(ctx, { teamId: games })).resolves.toMatchObject({ lead: true });
    await moveTeam(owner, { teamId: light, parentId: null });
    await expect(getTeam(ctx, { teamId: light })).rejects.toMatchObject(notFound);
  });

  test('of one tenant is none of another', async () => {
    const [mine, theirs] = [await leadWorld(), await leadWorld()];
    await expect(getTeam(mine.ctx, { teamId: theirs.film })).rejects.toMatchObject(notFound);
    await expect(
      addTeamMember(mine.ctx, { teamId: mine.film, member: theirs.chief.memberId }),
    ).rejects.toMatchObject({ reason: 'not_found', params: { what: 'member' } });
  });
});

describe('whoever leads nothing', () => {
  test('needs the right, and is told so', async () => {
    const world = await leadWorld();
    const { ctx } = await world.lead([]);
    await expect(listTeams(ctx)).rejects.toMatchObject(forbidden('team:read'));
    await expect(getTeam(ctx, { teamId: world.film })).rejects.toMatchObject(forbidden('team:read'));
    await expect(listTeamKeys(ctx, contents(world.film))).rejects.toMatchObject(forbidden('key:read'));
    await expect(
      addTeamMember(ctx, { teamId: world.film, member: world.owner.actor.name }),
    ).rejects.toMatchObject(forbidden('team:update'));
  });

  test('sees of a team no more than their role holds', async () => {
    const world = await leadWorld();
    const { ctx } = await world.lead([], ['team:read']);
    expect((await listTeams(ctx)).items).toHaveLength(4);
    expect(await getTeam(ctx, { teamId: world.film })).toMatchObject({
      totals: null,
      people: null,
      reach: { members: false, subAccounts: false, quotas: false, keys: false, choosesMembers: false },
    });
    await expect(listTeamSubAccounts(ctx, contents(world.film))).rejects.toMatchObject(
      forbidden('sub-account:read'),
    );
  });

  test('is an API key, which no team has for a member', async () => {
    const { key: _, ...world } = await leadWorld();
    const { tenant } = world;
    const ctx: Ctx = {
      ...world.owner,
      actor: { kind: 'key', id: newId('key'), name: 'key', permissions: new Set(['team:read']) },
    };
    expect((await listTeams(ctx)).items.map(({ lead }) => lead)).toEqual([false, false, false, false]);
    expect(ctx.tenant.id).toBe(tenant.id);
    expect(await leadsAny(ctx)).toBe(false);
  });
});

describe('making leads', () => {
  test('takes everything that a lead sees', async () => {
    const world = await leadWorld();
    const { owner, film, as } = world;
    await addTeamMember(owner, { teamId: film, member: memberIdOf(as.member) });
    const [memberId, lead] = [memberIdOf(as.member), true];
    for (const missing of leadRights) {
      const rights = builtInRoles.admin.filter((each) => each !== missing);
      const { ctx } = await world.lead([], rights);
      await expect(setTeamLead(ctx, { teamId: film, memberId, lead })).rejects.toMatchObject({
        reason: 'permission_beyond',
        params: { permission: missing },
      });
    }
    const { ctx } = await world.lead([], [...leadRights, 'team:update']);
    expect(await setTeamLead(ctx, { teamId: film, memberId, lead })).toMatchObject({ lead: true });
  });

  test('goes by members of the team alone', async () => {
    const { owner, film, as } = await leadWorld();
    const outsider = { teamId: film, memberId: memberIdOf(as.member), lead: true };
    await expect(setTeamLead(owner, outsider)).rejects.toMatchObject({
      reason: 'not_found',
      params: { what: 'team member' },
    });
  });

  test('ends with the membership in the tenant', async () => {
    const { owner, film, chief } = await leadWorld();
    await removeMember(owner, { memberId: chief.memberId });
    expect((await getTeam(owner, { teamId: film })).people).toEqual([]);
  });
});
