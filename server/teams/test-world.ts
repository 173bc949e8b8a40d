// A tree of teams with sub-accounts, keys and people, for the tests of teams.

import { newId } from '#lib/ids.ts';
import type { Permission } from '#lib/permissions.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { updateSubAccount } from '#server/iam/service/change.ts';
import { updateKey } from '#server/keys/service/change.ts';
import { createKey } from '#server/keys/service.ts';
import { allocateQuota, settleSpending } from '#server/quotas/service.ts';
import { makeCloudAccount, makeSubAccount, yuan } from '#server/quotas/test-world.ts';
import { makePerson, makeRole } from '#server/roles/test-world.ts';
import { makeTenant } from '#tests/factories.ts';
import { addTeamMember, setTeamLead } from './service/members.ts';
import { createTeam } from './service/teams.ts';

export async function teamWorld() {
  const world = await makeTenant();
  const { owner } = world.as;
  const cloudAccountId = await makeCloudAccount(world.job);
  const team = async (name: string, parentId: string | null = null) =>
    (await createTeam(owner, { name, parentId })).id;

  /** Teams of these names, each below the one before. */
  async function chain(...names: string[]): Promise<string[]> {
    const ids: string[] = [];
    for (const name of names) ids.push(await team(name, ids.at(-1) ?? null));
    return ids;
  }

  /** A sub-account in a team, with a quota and what is spent of it. */
  async function account(teamId: string | null, quota?: { granted: number; spent: number }) {
    const { id } = await makeSubAccount(world.job, { cloudAccountId });
    if (teamId) await updateSubAccount(owner, { subAccountId: id, teamId });
    if (quota) {
      await allocateQuota(owner, { subAccountId: id, amount: yuan(quota.granted), reason: 'Start' });
      const spent = [{ subAccountId: id, spent: yuan(quota.spent) }];
      await settleSpending(world.job, spent, { checkId: newId('check') });
    }
    return id;
  }

  async function key(teamId: string | null): Promise<{ id: string; secret: string }> {
    const made = await createKey(owner, {
      name: `key-${newId('key').slice(-6)}`,
      permissions: ['tenant:read'],
    });
    if (teamId) await updateKey(owner, { keyId: made.id, teamId });
    return made;
  }

  /** Somebody with a custom role of these rights, who leads these teams. */
  async function lead(teamIds: readonly string[], permissions: Permission[] = ['tenant:read']) {
    const role = await makeRole(world, `Role ${newId('role').slice(-8)}`, permissions);
    const person = await makePerson(world, role.id);
    for (const teamId of teamIds) {
      await addTeamMember(owner, { teamId, member: person.memberId });
      await setTeamLead(owner, { teamId, memberId: person.memberId, lead: true });
    }
    const ctx: Ctx = await person.atDoor();
    return { ...person, ctx };
  }

  return { ...world, owner, team, chain, account, key, lead };
}
