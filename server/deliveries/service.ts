/** Deliveries: one alert on its way to one channel, tried until it is taken, refused for good, or out of attempts. */
import { type AlertType, subjectOf } from '#lib/alerts.ts';
import { AppError, notFound } from '#lib/errors.ts';
import { isLocale } from '#lib/i18n/locale.ts';
import { cutPage, decodeCursor } from '#lib/pagination.ts';
import { ChannelError, quietHoursOf, quietUntil, sendThrough } from '#server/channels/service.ts';
import { access, type Db, JSON_NULL } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { publicUrl } from '#server/core/env.ts';
import { alertMessage } from './policy.ts';
import type { DeliveryRef, ListDeliveriesInput } from './schema.ts';

const parts = {
  channel: { select: { name: true } },
  alert: { include: { subAccount: { select: { userName: true } } } },
} as const;

/** The delivery log, newest first. */
export async function listDeliveries(ctx: Ctx, { cursor, limit, ...filters }: ListDeliveriesInput) {
  const after = decodeCursor(cursor, 1);
  const { alertId, channelId, state } = filters;
  return access(ctx, 'alert:read', async (db) => {
    const rows = await db.delivery.findMany({
      where: {
        tenantId: ctx.tenant.id,
        ...(alertId && { alertId }),
        ...(channelId && { channelId }),
        ...(state && { state }),
        ...(after && { id: { lt: String(after[0]) } }),
      },
      orderBy: { id: 'desc' },
      take: limit + 1,
      include: parts,
    });
    const page = cutPage(rows, limit, (r) => [r.id]);
    return { ...page, items: page.items.map((row) => present(ctx, row)) };
  });
}

/** Sends a dead delivery on its way again. */
export async function resendDelivery(ctx: Ctx, { deliveryId }: DeliveryRef) {
  return access(ctx, 'channel:update', async (db) => {
    const row = await find(db, ctx, deliveryId);
    if (row.state !== 'dead') throw new AppError('conflict', 'delivery_not_dead');
    const next = await db.delivery.update({
      where: at(ctx, deliveryId),
      data: { state: 'retrying' },
      include: parts,
    });
    await db.audit({
      action: 'delivery.resend',
      target: { kind: 'delivery', id: deliveryId },
      before: { state: row.state },
      after: { state: next.state },
    });
    await db.emit('alert/delivery.requested', { deliveryId }, `${deliveryId}:${row.attempts + 1}`);
    return present(ctx, next);
  });
}

/** One attempt. Returns `sent` or `dead`; throws a `ChannelError` when another attempt may succeed. */
export async function deliver(ctx: Ctx, { deliveryId }: DeliveryRef): Promise<'sent' | 'dead'> {
  const { row, tenant } = await access(ctx, 'alert:read', async (db) => {
    const found = await find(db, ctx, deliveryId);
    if (found.state !== 'sent') {
      await db.delivery.update({
        where: at(ctx, deliveryId),
        data: { attempts: { increment: 1 }, lastAttemptAt: ctx.now() },
      });
    }
    const select = { name: true, locale: true };
    return {
      row: found,
      tenant: await db.tenant.findUniqueOrThrow({ where: { id: ctx.tenant.id }, select }),
    };
  });
  if (row.state === 'sent') return 'sent';
  const alert = present(ctx, row);
  const message = alertMessage(
    deliveryId,
    { ...row.alert, type: alert.type, details: alert.details, name: alert.name },
    {
      locale: isLocale(tenant.locale) ? tenant.locale : 'en',
      timeZone: ctx.tenant.timeZone,
      tenantName: tenant.name,
      consoleUrl: `${publicUrl()}/${ctx.tenant.slug}`,
    },
  );
  try {
    await sendThrough(ctx, row.channelId, message);
  } catch (error) {
    const final = error instanceof ChannelError && error.final;
    await markFailed(ctx, {
      deliveryId,
      message: error instanceof Error ? error.message : String(error),
      final,
    });
    if (final) return 'dead';
    throw error;
  }
  await access(ctx, 'alert:read', (db) =>
    db.delivery.update({
      where: at(ctx, deliveryId),
      data: { state: 'sent', sentAt: ctx.now(), lastError: JSON_NULL },
    }),
  );
  return 'sent';
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

type Failed = DeliveryRef & { message: string; final: boolean };

/** Keeps what went wrong; a final failure is a dead letter, to be sent again by hand. */
export async function markFailed(ctx: Ctx, { deliveryId, message, final }: Failed): Promise<void> {
  const lastError = { message, at: ctx.now().toISOString() };
  await access(ctx, 'alert:read', (db) =>
    db.delivery.updateMany({
      where: { tenantId: ctx.tenant.id, id: deliveryId, state: { not: 'sent' } },
      data: { state: final ? 'dead' : 'retrying', lastError },
    }),
  );
}

const at = (ctx: Ctx, id: string) => ({ tenantId_id: { tenantId: ctx.tenant.id, id } });

async function find(db: Db, ctx: Ctx, id: string) {
  const row = await db.delivery.findFirst({ where: { tenantId: ctx.tenant.id, id }, include: parts });
  if (!row) throw notFound('delivery');
  return row;
}

type Row = Awaited<ReturnType<typeof find>>;

function present(ctx: Ctx, row: Row) {
  const type = row.alert.type as AlertType;
  const details = row.alert.details as Record<string, unknown>;
  const name = row.alert.subAccount?.userName ?? String(details.name ?? '');
  return {
    ...row,
    type,
    details,
    name,
    channelName: row.channel.name,
    subject: subjectOf(ctx.locale, type, name, details),
    lastError: row.lastError as { message: string; at: string } | null,
  };
}
