/** Inviting many at once: first what would become of each row, then the invitations. Repeating it invites nobody twice. */
import { AppError } from '#lib/errors.ts';
import { locales } from '#lib/i18n/locale.ts';
import { roles } from '#lib/permissions.ts';
import { access, type Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { reaches } from '#server/core/grants.ts';
import { builtInRole, type HeldRole, heldRole, roleWord } from '#server/core/held-role.ts';
import type {
  BulkRowState,
  InviteManyInput,
  InviteManyOut,
  PreviewInvitationsInput,
} from '#server/members/schema.ts';
import { emailIn } from '#server/users/schema.ts';
import { readRows } from './bulk-rows.ts';
import { invite } from './invitations.ts';

const USABLE: readonly BulkRowState[] = ['ready', 'member', 'invited'];

/** Mails under way at once. */
const AT_ONCE = 5;

/** What inviting would do with each row of a text. Nothing is written and nothing is sent. */
export async function previewInvitations(ctx: Ctx, { text, role: usual }: PreviewInvitationsInput) {
  return access(ctx, 'member:invite', async (db) => {
    const written = readRows(text);
    const roleOf = await knownRoles(db, ctx);
    const emails = written.map(({ email }) => emailIn.safeParse(email).data ?? null);
    const { members, invited } = await alreadyHere(
      db,
      ctx,
      emails.filter((email) => email !== null),
    );
    const seen = new Set<string>();
    const items = written.map(({ line, ...row }, index) => {
      const email = emails[index] ?? null;
      const wanted = row.role === '' ? usual : row.role;
      const role = wanted === undefined ? null : roleOf(wanted);
      const state = stateOf();
      // A row that cannot be used does not stand in the way of one that can.
      if (email !== null && USABLE.includes(state)) seen.add(email);
      return {
        line,
        email: email ?? row.email,
        role: role && (role.roleId ?? role.role),
        roleName: role ? roleWord(ctx.locale, role) : row.role,
        state,
      };

      function stateOf(): BulkRowState {
        if (email === null) return 'email_invalid';
        if (seen.has(email)) return 'duplicate';
        if (members.has(email)) return 'member';
        if (invited.has(email)) return 'invited';
        if (!role) return 'role_unknown';
        return reaches(ctx.actor, role) ? 'ready' : 'role_beyond';
      }
    });
    return { items, ready: items.filter(({ state }) => state === 'ready').length };
  });
}

/**
 * Invites one row after the other, a few mails at a time. What stands in the way of a row is its answer, and stands in no
 * other row's way.
 */
export async function inviteMany(ctx: Ctx, { rows }: InviteManyInput): Promise<InviteManyOut> {
  await access(ctx, 'member:invite', async () => {});
  const items: InviteManyOut['items'] = [];
  const waiting = rows.map((row, index) => ({ row, index }));
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      items[next.index] = await inviteOne(ctx, next.row);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { items };
}

/** Refusals that belong to the row; anything else belongs to the request. */
const OF_A_ROW = [
  'member_exists',
  'invitation_exists',
  'role_owner_only',
  'role_beyond',
  'not_found',
] as const;
type RowReason = (typeof OF_A_ROW)[number];

async function inviteOne(
  ctx: Ctx,
  row: InviteManyInput['rows'][number],
): Promise<InviteManyOut['items'][number]> {
  try {
    const { id, link, mail } = await invite(ctx, row);
    return { email: row.email, outcome: 'sent', invitationId: id, link, mail };
  } catch (error) {
    const reason = error instanceof AppError ? OF_A_ROW.find((each) => each === error.reason) : undefined;
    if (!reason) throw error;
    return { email: row.email, outcome: outcomes[reason], invitationId: null, link: null, mail: null };
  }
}

const outcomes = {
  member_exists: 'member',
  invitation_exists: 'invited',
  role_owner_only: 'role_beyond',
  role_beyond: 'role_beyond',
  not_found: 'role_unknown',
} as const satisfies Record<RowReason, BulkRowState>;

/** Roles by what people write: a built-in one by its word in any language, a custom one by its name or its id. */
async function knownRoles(db: Db, ctx: Ctx): Promise<(written: string) => HeldRole | null> {
  const custom = await db.customRole.findMany({ where: { tenantId: ctx.tenant.id } });
  const known = new Map<string, HeldRole>();
  for (const row of custom) {
    const role = heldRole({ role: 'custom', customRole: row });
    known.set(row.id, role).set(row.name.toLowerCase(), role);
  }
  for (const name of roles) {
    const role = builtInRole(name);
    known.set(name, role);
    for (const locale of locales) known.set(roleWord(locale, role).toLowerCase(), role);
  }
  return (written) => known.get(written.trim().toLowerCase()) ?? null;
}

async function alreadyHere(db: Db, ctx: Ctx, emails: string[]) {
  const tenantId = ctx.tenant.id;
  const people = await db.member.findMany({
    where: { tenantId, user: { email: { in: emails } } },
    select: { user: { select: { email: true } } },
  });
  const open = await db.invitation.findMany({
    where: {
      tenantId,
      email: { in: emails },
      acceptedAt: null,
      revokedAt: null,
      expiresAt: { gt: ctx.now() },
    },
    select: { email: true },
  });
  return {
    members: new Set(people.map(({ user }) => user.email)),
    invited: new Set(open.map(({ email }) => email)),
  };
}
