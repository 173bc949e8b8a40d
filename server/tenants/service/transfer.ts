/** Handing a tenant over: an owner offers it, one member accepts within seven days, and both roles change at once. */
import { AppError, notFound } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import { can } from '#lib/permissions.ts';
import { access, type Db } from '#server/core/access.ts';
import type { Actor, Ctx } from '#server/core/ctx.ts';
import { handOver } from '#server/members/service/handover.ts';
import { assertSlug, offerExpiry } from '#server/tenants/policy.ts';
import type {
  GetTenantInput,
  OfferTransferInput,
  TransferOutcome,
  TransferRef,
} from '#server/tenants/schema.ts';

/** The offer that waits for its answer, for those whom it concerns and for whoever sees members anyway. */
export async function getTransfer(ctx: Ctx, _input: GetTenantInput = {}) {
  return access(ctx, 'tenant:read', async (db) => {
    const row = await db.ownerTransfer.findFirst({
      where: { tenantId: ctx.tenant.id, closedAt: null, expiresAt: { gt: ctx.now() } },
      include: PARTIES,
    });
    const mine = row && [row.fromMemberId, row.toMemberId].includes(memberIdOf(ctx.actor) ?? '');
    return { transfer: row && (mine || can(ctx.actor, 'member:read')) ? present(row) : null };
  });
}

/** Offers the tenant to a member. Only an owner in person does; `transfer_open` while another offer waits. */
export async function offerTransfer(ctx: Ctx, { memberId, slug }: OfferTransferInput) {
  return access(ctx, 'tenant:transfer', async (db) => {
    const tenantId = ctx.tenant.id;
    const fromMemberId = inPerson(ctx.actor);
    assertSlug(slug, ctx.tenant.slug);
    const to = await db.member.findUnique({
      where: { tenantId_id: { tenantId, id: memberId } },
      select: { role: true, user: { select: { name: true, disabledAt: true } } },
    });
    if (!to) throw notFound('member');
    if (to.role === 'owner' || to.user.disabledAt) {
      const params = { name: to.user.name };
      throw new AppError('precondition_failed', to.user.disabledAt ? 'transfer_disabled' : 'transfer_owner', {
        params,
      });
    }
    const now = ctx.now();
    await db.ownerTransfer.updateMany({
      where: { tenantId, closedAt: null, expiresAt: { lte: now } },
      data: { closedAt: now, outcome: 'expired' },
    });
    const id = newId('ownerTransfer');
    const { count } = await db.ownerTransfer.createMany({
      data: [
        { id, tenantId, fromMemberId, toMemberId: memberId, createdAt: now, expiresAt: offerExpiry(now) },
      ],
      skipDuplicates: true,
    });
    if (count === 0) throw new AppError('conflict', 'transfer_open');
    const row = await find(db, ctx, id);
    const after = { to: row.to.user.email, expiresAt: row.expiresAt.toISOString() };
    await db.audit({ action: 'transfer.offer', target: { kind: 'transfer', id }, after });
    await db.emit('tenant/transfer.changed', { transferId: id, change: 'offered' }, `${id}:offered`);
    return present(row);
  });
}

/** The member takes the tenant over: they become its owner, and who offered it an admin. */
export async function acceptTransfer(ctx: Ctx, { transferId }: TransferRef) {
  return access(ctx, 'tenant:read', async (db) => {
    const row = await lockOpen(db, ctx, transferId, 'to');
    await handOver(db, ctx, row);
    return close(db, ctx, row.id, 'accepted');
  });
}

export async function declineTransfer(ctx: Ctx, { transferId }: TransferRef) {
  return access(ctx, 'tenant:read', async (db) => {
    const row = await lockOpen(db, ctx, transferId, 'to');
    return close(db, ctx, row.id, 'declined');
  });
}

/** Any owner takes an offer back. */
export async function withdrawTransfer(ctx: Ctx, { transferId }: TransferRef) {
  return access(ctx, 'tenant:transfer', async (db) => {
    inPerson(ctx.actor);
    const row = await lockOpen(db, ctx, transferId, 'from');
    return close(db, ctx, row.id, 'withdrawn');
  });
}

const PARTY = { select: { id: true, user: { select: { name: true, email: true } } } } as const;
const PARTIES = { from: PARTY, to: PARTY } as const;

const memberIdOf = (actor: Actor) => (actor.kind === 'user' ? actor.memberId : null);

function inPerson(actor: Actor): string {
  const memberId = memberIdOf(actor);
  if (memberId === null) throw new AppError('precondition_failed', 'people_only');
  return memberId;
}

async function find(db: Db, ctx: Ctx, id: string) {
  const row = await db.ownerTransfer.findFirst({
    where: { id, tenantId: ctx.tenant.id },
    include: PARTIES,
  });
  if (!row) throw notFound('transfer');
  return row;
}

/** The offer, locked: of two answers the first one counts. Whom it was not made to learns nothing of it. */
async function lockOpen(db: Db, ctx: Ctx, id: string, side: 'from' | 'to') {
  await db.$queryRaw`select id from owner_transfer where tenant_id = ${ctx.tenant.id} and id = ${id} for update`;
  const row = await find(db, ctx, id);
  if (side === 'to' && row.toMemberId !== memberIdOf(ctx.actor)) throw notFound('transfer');
  if (row.closedAt || row.expiresAt <= ctx.now()) throw new AppError('precondition_failed', 'transfer_over');
  return row;
}

async function close(db: Db, ctx: Ctx, id: string, outcome: TransferOutcome) {
  const data = { closedAt: ctx.now(), outcome };
  await db.ownerTransfer.updateMany({ where: { id, tenantId: ctx.tenant.id }, data });
  const row = await find(db, ctx, id);
  const after = { from: row.from.user.email, to: row.to.user.email, outcome };
  await db.audit({ action: `transfer.${verbs[outcome]}`, target: { kind: 'transfer', id }, after });
  await db.emit('tenant/transfer.changed', { transferId: id, change: outcome }, `${id}:${outcome}`);
  return present(row);
}

const verbs = { accepted: 'accept', declined: 'decline', withdrawn: 'withdraw', expired: 'expire' } as const;

type Row = Awaited<ReturnType<typeof find>>;

function present({ from, to, outcome, ...row }: Row) {
  const party = ({ id, user }: Row['from']) => ({ memberId: id, ...user });
  return { ...row, from: party(from), to: party(to), outcome: outcome as TransferOutcome | null };
}
