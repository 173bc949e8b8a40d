/** From what a provider says of somebody to a person, a member and a session here. */
import { AppError } from '#lib/errors.ts';
import type { Tx } from '#server/core/access.ts';
import { writeAudit } from '#server/core/audit.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { seatProvided } from '#server/members/service/provided-member.ts';
import { assertVouchedFor, type Claims, domainOf, mappedRoles } from '#server/sso/policy.ts';
import type { RoleRule } from '#server/sso/schema.ts';
import { emailIn, personName } from '#server/users/schema.ts';
import { createUser } from '#server/users/service/accounts.ts';
import { type Device, openSession } from '#server/users/service/sessions.ts';

export type Base = Pick<Ctx, 'requestId' | 'source' | 'locale' | 'now'>;

/** The connection that vouches. */
export type Voucher = {
  id: string;
  tenantId: string;
  issuer: string;
  roleClaim: string | null;
  roleMap: readonly RoleRule[];
  defaultRole: string | null;
};

/** What the browser is signed in as while it comes back. */
export type Present = { userId: string; sessionId: string } | null;

/**
 * Lets somebody in by the word of the tenant's provider. Throws `sso_email_missing`, `sso_email_unverified`, `sso_domain`
 * for a mailbox that the provider does not speak for, `sso_identity_changed`, `sso_owner_link`, `sso_person_disabled` and
 * `sso_no_role`.
 */
export async function letIn(
  tx: Tx,
  voucher: Voucher,
  claims: Claims & { sub: string },
  { present, device, base }: { present: Present; device: Device; base: Base },
) {
  const { tenantId } = voucher;
  const { data: email } = emailIn.safeParse(claims.email);
  if (!email) throw new AppError('forbidden', 'sso_email_missing');
  assertVouchedFor(claims);
  await assertProven(tx, tenantId, email);
  // Two answers for one mailbox come one after the other, so that the person is made once.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`sso person ${email}`}, 0))`;
  const user = await personOf(tx, voucher, { ...claims, email }, { present, base });
  if (user.disabledAt) throw new AppError('forbidden', 'sso_person_disabled');
  const mapped = mappedRoles(voucher, claims);
  await seatProvided(tx, { tenantId, user, mapped, defaultRole: voucher.defaultRole }, base);
  const session = { userId: user.id, method: 'sso' as const, ssoTenantId: tenantId, ...device };
  const sessionId = await openSession(tx, session, base.now());
  await note(tx, voucher, base, { action: 'sso.sign_in', user });
  return { id: user.id, email: user.email, name: user.name, sessionId };
}

const PERSON = { id: true, email: true, name: true, disabledAt: true } as const;
type Person = { id: string; email: string; name: string; disabledAt: Date | null };
type Known = Claims & { sub: string; email: string };

/** By the provider's own name for them, else by their mailbox, else somebody new. */
async function personOf(
  tx: Tx,
  voucher: Voucher,
  claims: Known,
  { present, base }: { present: Present; base: Base },
): Promise<Person> {
  const { tenantId, issuer } = voucher;
  const { sub: subject, email } = claims;
  const identity = await tx.ssoIdentity.findUnique({
    where: { tenantId_issuer_subject: { tenantId, issuer, subject } },
    select: { user: { select: PERSON } },
  });
  if (identity) {
    // Mailboxes change at the provider; the person's own has to be within its domains all the same.
    await assertProven(tx, tenantId, identity.user.email);
    return identity.user;
  }
  const found = await tx.user.findUnique({ where: { email }, select: PERSON });
  if (found) await assertMayLink(tx, voucher, found, present);
  const user = found ?? (await newPerson(tx, claims, base));
  const row = { tenantId, issuer, subject, userId: user.id, createdAt: base.now() };
  await tx.ssoIdentity.create({ data: row });
  await note(tx, voucher, base, { action: found ? 'sso.link' : 'sso.create_person', user });
  return user;
}

/** Throws `sso_domain` unless an operator has verified the mailbox's domain for this very tenant. */
async function assertProven(tx: Tx, tenantId: string, email: string): Promise<void> {
  const where = { tenantId, domain: domainOf(email), verifiedAt: { not: null } };
  if (!(await tx.ssoDomain.findFirst({ where }))) throw new AppError('forbidden', 'sso_domain');
}

/**
 * Whether the provider may speak for somebody who was here before it. Another subject with the same mailbox is somebody
 * else. An owner says so themselves, signed in by other means: else whoever connects a provider could become an owner.
 */
async function assertMayLink(tx: Tx, voucher: Voucher, user: Person, present: Present): Promise<void> {
  const { tenantId, issuer } = voucher;
  const other = await tx.ssoIdentity.findFirst({ where: { tenantId, issuer, userId: user.id } });
  if (other) throw new AppError('forbidden', 'sso_identity_changed');
  const owner = await tx.member.findFirst({ where: { tenantId, userId: user.id, role: 'owner' } });
  if (!owner) return;
  const proof =
    present?.userId === user.id &&
    (await tx.userSession.findFirst({
      where: { id: present.sessionId, userId: user.id, revokedAt: null, ssoTenantId: null },
    }));
  if (!proof) throw new AppError('forbidden', 'sso_owner_link');
}

async function newPerson(tx: Tx, { email, name: claimed }: Known, base: Base): Promise<Person> {
  const { data: name = email } = personName.safeParse(
    typeof claimed === 'string' ? claimed.slice(0, 80) : '',
  );
  const person = { email, name: name.slice(0, 80), passwordHash: null, locale: base.locale };
  const { id } = await createUser(tx, person, base.now());
  return { id, email, name: person.name, disabledAt: null };
}

async function note(
  tx: Tx,
  { tenantId, issuer }: Voucher,
  base: Base,
  { action, user }: { action: string; user: Person },
): Promise<void> {
  const who = { ...base, actor: { kind: 'user', id: user.id, name: user.name } };
  const after = { email: user.email, issuer };
  await writeAudit(tx, tenantId, who, { action, target: { kind: 'user', id: user.id }, after });
}
