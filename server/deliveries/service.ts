/** Deliveries: one alert on its way to one channel, tried until it is taken, refused for good, or out of attempts. */
import { type AlertType, subjectOf } from '#lib/alerts.ts';
import { AppError, notFound } from '#lib/errors.ts';
import { isLocale } from '#lib/i18n/locale.ts';
import { cutPage, decodeCursor } from '#lib/pagination.ts';
import { raiseAlert } from '#server/alerts/service.ts';
import { type ChannelFault, channelFaults } from '#server/channels/schema.ts';
import { failureOf, quietHoursOf, quietUntil, sendThrough } from '#server/channels/service.ts';
import { access, type Db, JSON_NULL } from '#server/core/access.ts';
import { type Ctx, within } from '#server/core/ctx.ts';
import { publicUrl } from '#server/core/env.ts';
import { metrics } from '#server/core/metrics.ts';
import { alertMessage } from './policy.ts';
import { pageOfDeliveries } from './queries.ts';
import type { ChannelDeadRef, DeliveryRef, ListDeliveriesInput } from './schema.ts';

/** Dead letters that one call sends again: with their events they fit into one transaction. */
const RESENT_AT_ONCE = 200;
const SHOWN_ATTEMPTS = 50;

const parts = {
  channel: { select: { name: true, kind: true, enabled: true } },
  alert: { include: { subAccount: { select: { userName: true } } } },
} as const;

/** The delivery log, newest first. */
export async function listDeliveries(ctx: Ctx, { cursor, limit, ...filters }: ListDeliveriesInput) {
  const after = decodeCursor(cursor, 1);
  return access(ctx, 'alert:read', async (db) => {
    const tenantId = ctx.tenant.id;
    const before = after ? String(after[0]) : null;
    const rows = await pageOfDeliveries(db, tenantId, { ...filters, before, limit: limit + 1 });
    const page = cutPage(rows, limit, (r) => [r.id]);
    const items = page.items.map((row) => ({
      ...row,
      subject: subjectOf(ctx.locale, row.type, nameIn(row.accountName, row.details), row.details),
      lastError: failureOf(row.lastError),
    }));
    return { ...page, items };
  });
}

/** One delivery with its attempts. */
export async function getDelivery(ctx: Ctx, { deliveryId }: DeliveryRef) {
  return access(ctx, 'alert:read', async (db) => {
    const row = await find(db, ctx, deliveryId);
    const attempts = await db.deliveryAttempt.findMany({
      where: { tenantId: ctx.tenant.id, deliveryId },
      orderBy: { number: 'desc' },
      take: SHOWN_ATTEMPTS,
    });
    const attemptLog = attempts.map((attempt) => ({
      ...attempt,
      fault: channelFaults.find((fault) => fault === attempt.fault) ?? null,
    }));
    return { ...present(ctx, row), attemptLog };
  });
}

/** Sends a dead delivery on its way again, or one that was given up. */
export async function resendDelivery(ctx: Ctx, { deliveryId }: DeliveryRef) {
  return access(ctx, 'channel:update', async (db) => {
    const row = await find(db, ctx, deliveryId);
    assertOn(row.channel);
    // Only the one change out of this state sends, however many ask at once.
    const [next] = await db.delivery.updateManyAndReturn({
      where: { tenantId: ctx.tenant.id, id: deliveryId, state: { in: ['dead', 'discarded'] } },
      data: { state: 'retrying' },
    });
    if (!next) throw new AppError('conflict', 'delivery_not_dead');
    await noteChange(db, 'delivery.resend', row, next.state);
    await db.emit('alert/delivery.requested', { deliveryId, channelId: row.channelId });
    return present(ctx, { ...row, ...next });
  });
}

/** Sends a channel's dead deliveries on their way again, oldest first; a repeat takes only what is still dead. */
export async function resendDead(ctx: Ctx, { channelId }: ChannelDeadRef) {
  return access(ctx, 'channel:update', async (db) => {
    const dead = { tenantId: ctx.tenant.id, channelId, state: 'dead' as const };
    assertOn(await findChannel(db, ctx, channelId));
    const oldest = await db.delivery.findMany({
      where: dead,
      orderBy: { id: 'asc' },
      take: RESENT_AT_ONCE,
      select: { id: true },
    });
    const taken = await db.delivery.updateManyAndReturn({
      where: { ...dead, id: { in: oldest.map(({ id }) => id) } },
      data: { state: 'retrying' },
      select: { id: true },
    });
    for (const { id: deliveryId } of taken)
      await db.emit('alert/delivery.requested', { deliveryId, channelId });
    const count = taken.length;
    if (count > 0) {
      const target = { kind: 'channel', id: channelId };
      await db.audit({ action: 'delivery.resend_dead', target, after: { count } });
    }
    return { resent: count, left: await db.delivery.count({ where: dead }) };
  });
}

/** Gives a dead delivery up; it can still be sent again. */
export async function discardDelivery(ctx: Ctx, { deliveryId }: DeliveryRef) {
  return access(ctx, 'channel:update', async (db) => {
    const row = await find(db, ctx, deliveryId);
    const [next] = await db.delivery.updateManyAndReturn({
      where: { tenantId: ctx.tenant.id, id: deliveryId, state: 'dead' },
      data: { state: 'discarded' },
    });
    if (!next) throw new AppError('conflict', 'delivery_not_dead');
    await noteChange(db, 'delivery.discard', row, next.state);
    return present(ctx, { ...row, ...next });
  });
}

/** Gives up all dead deliveries of a channel. */
export async function discardDead(ctx: Ctx, { channelId }: ChannelDeadRef) {
  return access(ctx, 'channel:update', async (db) => {
    await findChannel(db, ctx, channelId);
    const { count } = await db.delivery.updateMany({
      where: { tenantId: ctx.tenant.id, channelId, state: 'dead' },
      data: { state: 'discarded' },
    });
    if (count > 0) {
      const target = { kind: 'channel', id: channelId };
      await db.audit({ action: 'delivery.discard_dead', target, after: { count } });
    }
    return { discarded: count };
  });
}

/**
 * One attempt, kept in the delivery's log before and after. Returns how the delivery ended; throws a `ChannelError` when
 * another attempt may succeed. What is sent or given up already is not sent again.
 */
export async function deliver(ctx: Ctx, { deliveryId }: DeliveryRef): Promise<'sent' | 'dead' | 'discarded'> {
  const begun = await begin(ctx, deliveryId);
  if ('ended' in begun) return begun.ended;
  const { row, number, message } = begun;
  const { report, durationMs, error } = await sendThrough(ctx, row.channelId, message);
  const outcome = error ? (error.final ? 'dead' : 'failed') : 'sent';
  metrics.deliveries().inc({ kind: row.channel.kind, outcome });
  const fault = error && { fault: error.fault, message: error.message };
  await access(ctx, 'alert:read', async (db) => {
    // The channel may have been removed meanwhile, and its deliveries with it.
    await db.deliveryAttempt.updateMany({
      where: { tenantId: ctx.tenant.id, deliveryId, number },
      data: { finishedAt: ctx.now(), durationMs, ok: !error, ...report, ...fault },
    });
    if (error) return;
    await db.delivery.updateMany({
      where: { tenantId: ctx.tenant.id, id: deliveryId },
      data: { state: 'sent', sentAt: ctx.now(), lastError: JSON_NULL },
    });
  });
  if (!error) return 'sent';
  await markFailed(ctx, { deliveryId, message: error.message, fault: error.fault, final: error.final });
  if (error.final) return 'dead';
  throw error;
}

/** Counts and records an attempt that is about to be made, or says why there is none to make. */
async function begin(ctx: Ctx, deliveryId: string) {
  return access(ctx, 'alert:read', async (db) => {
    const row = await find(db, ctx, deliveryId);
    if (row.state === 'sent' || row.state === 'discarded') return { ended: row.state };
    if (!row.channel.enabled) {
      const off = { message: 'the channel is off', fault: 'off' as const, final: true };
      await markFailed(within(ctx, db), { deliveryId, ...off });
      return { ended: 'dead' as const };
    }
    const startedAt = ctx.now();
    const { attempts: number } = await db.delivery.update({
      where: at(ctx, deliveryId),
      data: { attempts: { increment: 1 }, lastAttemptAt: startedAt },
      select: { attempts: true },
    });
    const key = { tenantId: ctx.tenant.id, deliveryId, number };
    await db.deliveryAttempt.create({ data: { ...key, startedAt } });
    const tenant = await db.tenant.findUniqueOrThrow({
      where: { id: ctx.tenant.id },
      select: { name: true, locale: true },
    });
    const { type, details, name } = present(ctx, row);
    const message = alertMessage(
      deliveryId,
      { ...row.alert, type, details, name },
      {
        locale: isLocale(tenant.locale) ? tenant.locale : 'en',
        timeZone: ctx.tenant.timeZone,
        tenant: { id: ctx.tenant.id, slug: ctx.tenant.slug, name: tenant.name },
        consoleUrl: `${publicUrl()}/${ctx.tenant.slug}`,
      },
    );
    return { row, number, message };
  });
}

/** Until when a delivery has to wait for its channel's quiet hours; null sends it now. Critical ones never wait. */
export async function waitsUntil(ctx: Ctx, { deliveryId }: DeliveryRef): Promise<string | null> {
  return access(ctx, 'alert:read', async (db) => {
    const row = await db.delivery.findFirst({
      where: { tenantId: ctx.tenant.id, id: deliveryId },
      include: {
        alert: { select: { severity: true } },
        channel: { select: { quietFrom: true, quietTo: true } },
      },
    });
    if (!row || row.alert.severity === 'critical') return null;
    return quietUntil(ctx.now(), quietHoursOf(row.channel), ctx.tenant.timeZone)?.toISOString() ?? null;
  });
}

type Failed = DeliveryRef & { message: string; fault: ChannelFault; final: boolean };

/** Keeps what went wrong; a final failure is a dead letter, to be sent again by hand. */
async function markFailed(ctx: Ctx, { deliveryId, message, fault, final }: Failed): Promise<void> {
  const lastError = { message, at: ctx.now().toISOString(), fault };
  await access(ctx, 'alert:read', async (db) => {
    await db.delivery.updateMany({
      where: { tenantId: ctx.tenant.id, id: deliveryId, state: { in: ['pending', 'retrying', 'dead'] } },
      data: { state: final ? 'dead' : 'retrying', lastError },
    });
    if (final && fault !== 'off') await tellLoss(ctx, db, deliveryId);
  });
}

/** Nothing more will be tried: what failed last stays as the reason. */
export async function markDead(ctx: Ctx, { deliveryId }: DeliveryRef): Promise<void> {
  await access(ctx, 'alert:read', async (db) => {
    await db.delivery.updateMany({
      where: { tenantId: ctx.tenant.id, id: deliveryId, state: { in: ['pending', 'retrying'] } },
      data: { state: 'dead' },
    });
    await tellLoss(ctx, db, deliveryId);
  });
}

/** An alert about a channel that loses messages: one until it has taken a message again. */
async function tellLoss(ctx: Ctx, db: Db, deliveryId: string): Promise<void> {
  const where = { tenantId: ctx.tenant.id, deliveries: { some: { id: deliveryId } } };
  const channel = await db.channel.findFirst({ where });
  if (!channel?.failingSince) return;
  const { id: channelId, name, failingSince } = channel;
  const message = failureOf(channel.lastError)?.message ?? '';
  await raiseAlert(within(ctx, db), {
    type: 'channel_failing',
    severity: 'warning',
    dedupeKey: `channel-failing:${channelId}:${failingSince.toISOString()}`,
    details: { name, channelId, message },
  });
}

const at = (ctx: Ctx, id: string) => ({ tenantId_id: { tenantId: ctx.tenant.id, id } });

async function find(db: Db, ctx: Ctx, id: string) {
  const row = await db.delivery.findFirst({ where: { tenantId: ctx.tenant.id, id }, include: parts });
  if (!row) throw notFound('delivery');
  return row;
}

async function findChannel(db: Db, ctx: Ctx, id: string) {
  const where = { tenantId: ctx.tenant.id, id };
  const row = await db.channel.findFirst({ where, select: { enabled: true } });
  if (!row) throw notFound('channel');
  return row;
}

/** Nothing can be sent through a channel that is off. */
function assertOn(channel: { enabled: boolean }): void {
  if (!channel.enabled) throw new AppError('precondition_failed', 'channel_off');
}

function noteChange(db: Db, action: string, { id, state }: Row, after: string): Promise<void> {
  return db.audit({ action, target: { kind: 'delivery', id }, before: { state }, after: { state: after } });
}

/** What an alert is about. */
const nameIn = (accountName: string | null | undefined, details: Record<string, unknown>) =>
  accountName ?? String(details.name ?? '');

type Row = Awaited<ReturnType<typeof find>>;

function present(ctx: Ctx, row: Row) {
  const type = row.alert.type as AlertType;
  const details = row.alert.details as Record<string, unknown>;
  const name = nameIn(row.alert.subAccount?.userName, details);
  return {
    ...row,
    type,
    details,
    name,
    channelName: row.channel.name,
    subject: subjectOf(ctx.locale, type, name, details),
    lastError: failureOf(row.lastError),
  };
}
