/** Why somebody may do something, or may not: every right of a member or of an API key with where it comes from. */
import { notFound } from '#lib/errors.ts';
import { translate } from '#lib/i18n/translate.ts';
import { allPermissions, type Permission, roles, toPermissions } from '#lib/permissions.ts';
import { access, type Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { builtInRole, type HeldRole, heldRole, roleWord, WITH_ROLE } from '#server/core/held-role.ts';
import { keyState } from '#server/keys/service/present.ts';
import type { ExplainKeyInput, ExplainMemberInput } from '#server/roles/schema.ts';

/** The rights of a member, each with the role that gives it or the roles that would. */
export async function explainMember(ctx: Ctx, { memberId, permission }: ExplainMemberInput) {
  return access(ctx, 'member:read', async (db) => {
    const member = await db.member.findUnique({
      where: { tenantId_id: { tenantId: ctx.tenant.id, id: memberId } },
      include: { ...WITH_ROLE, user: { select: { name: true, disabledAt: true } } },
    });
    if (!member) throw notFound('member');
    const { name, disabledAt } = member.user;
    const held = heldRole(member);
    const { role, roleId } = held;
    const roleName = roleWord(ctx.locale, held);
    const others = await rolesHere(db, ctx);
    const why = (asked: Permission) => {
      const what = { name, role: roleName, what: wordOf(ctx, asked) };
      if (disabledAt) return no(translate(ctx.locale, 'roles.why.disabled', what));
      if (!held.permissions.includes(asked)) {
        const holders = others.filter((other) => other.permissions.includes(asked));
        const names = {
          others: listing(
            ctx,
            holders.map((other) => roleWord(ctx.locale, other)),
          ),
        };
        return no(translate(ctx.locale, 'roles.why.not_in_role', { ...what, ...names }));
      }
      return role === 'custom'
        ? yes('custom_role', translate(ctx.locale, 'roles.why.custom', what))
        : yes('built_in_role', translate(ctx.locale, 'roles.why.built_in', what));
    };
    const permissions = explained(permission, why);
    return { id: memberId, kind: 'member' as const, name, role, roleId, roleName, permissions };
  });
}

/** The rights of an API key: those that its maker gave it, as long as it works at all. */
export async function explainKey(ctx: Ctx, { keyId, permission }: ExplainKeyInput) {
  return access(ctx, 'key:read', async (db) => {
    const key = await db.apiKey.findUnique({
      where: { tenantId_id: { tenantId: ctx.tenant.id, id: keyId } },
    });
    if (!key) throw notFound('API key');
    const { name } = key;
    const held = toPermissions(key.permissions);
    const state = keyState(key, ctx.now());
    const author = await db.user.findFirst({
      where: { id: key.createdBy, members: { some: { tenantId: ctx.tenant.id } } },
      select: { name: true },
    });
    const why = (asked: Permission) => {
      const what = { name, what: wordOf(ctx, asked) };
      if (state !== 'active') return no(translate(ctx.locale, `roles.why.key_${state}`, what));
      if (!held.includes(asked)) return no(translate(ctx.locale, 'roles.why.not_in_key', what));
      const sentence = author
        ? translate(ctx.locale, 'roles.why.key', { ...what, author: author.name })
        : translate(ctx.locale, 'roles.why.key_somebody', what);
      return yes('key', sentence);
    };
    const permissions = explained(permission, why);
    return { id: keyId, kind: 'key' as const, name, role: null, roleId: null, roleName: null, permissions };
  });
}

type Source = 'built_in_role' | 'custom_role' | 'key';
type Why = { allowed: boolean; source: Source | null; why: string };

const yes = (source: Source, why: string): Why => ({ allowed: true, source, why });
const no = (why: string): Why => ({ allowed: false, source: null, why });

function explained(only: Permission | undefined, why: (asked: Permission) => Why) {
  return (only ? [only] : allPermissions).map((permission) => ({ permission, ...why(permission) }));
}

/** Every role that somebody here could be given. */
async function rolesHere(db: Db, ctx: Ctx): Promise<HeldRole[]> {
  const own = await db.customRole.findMany({
    where: { tenantId: ctx.tenant.id },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return [...roles.map(builtInRole), ...own.map((customRole) => heldRole({ role: 'custom', customRole }))];
}

const wordOf = (ctx: Ctx, permission: Permission) => translate(ctx.locale, `roles.permissions.${permission}`);

const listing = (ctx: Ctx, names: readonly string[]) => new Intl.ListFormat(ctx.locale).format(names);
