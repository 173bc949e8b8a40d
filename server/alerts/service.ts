/** Alerts: one per cause, told to every channel that wants it, kept until somebody has dealt with it. */
import { type AlertType, type Severity, subjectOf } from '#lib/alerts.ts';
import { notFound } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import { cutPage, decodeCursor } from '#lib/pagination.ts';
import { channelsFor } from '#server/channels/service.ts';
import { access, type Db } from '#server/core/access.ts';
import { asSystem, type Ctx } from '#server/core/ctx.ts';
import { type AlertRow, type AlertState, alertById, openBySeverity, pageOfAlerts } from './queries.ts';
import type { AlertRef, AlertRefs, ListAlertsInput, MuteAlertInput } from './schema.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export type NewAlert = {
  type: AlertType;
  severity: Severity;
  /** Names the cause: a second alert with the same key is none. */
  dedupeKey: string;
  subAccountId?: string;
  cloudAccountId?: string;
  /** Plain JSON; amounts as decimal strings beside their currency. */
  details: { [key: string]: Json };
};

/** Raises an alert under the system's own right: whoever caused it need not be allowed to read it. */
export async function raiseAlert(ctx: Ctx, { details, ...alert }: NewAlert): Promise<void> {
  await access(asSystem(ctx, 'alerts'), 'alert:read', async (db) => {
    const id = newId('alert');
    const tenantId = ctx.tenant.id;
    const createdAt = ctx.now();
    const muted = (await mutedUntil(ctx, db, alert)) !== null;
    const { count } = await db.alert.createMany({
      data: [{ id, tenantId, ...alert, details, createdAt, muted }],
      skipDuplicates: true,
    });
    if (count === 0) return;
    const { type, severity, subAccountId = null, cloudAccountId = null } = alert;
    const after = { type, severity, muted, subAccountId, cloudAccountId, details };
    await db.publish({ type: 'alert.raised', target: { kind: 'alert', id }, after });
    if (muted) return;
    for (const channelId of await channelsFor(ctx, db, alert)) {
      const deliveryId = newId('delivery');
      await db.delivery.create({ data: { id: deliveryId, tenantId, alertId: id, channelId, createdAt } });
      await db.emit('alert/delivery.requested', { deliveryId, channelId }, `${deliveryId}:1`);
    }
  });
}

/** What an alert told of is over by itself: it is resolved, whoever brought that about. */
export async function settleAlert(ctx: Ctx, dedupeKey: string): Promise<void> {
  await access(asSystem(ctx, 'alerts'), 'alert:update', async (db) => {
    const at = { tenantId: ctx.tenant.id, dedupeKey };
    const alert = await db.alert.findUnique({ where: { tenantId_dedupeKey: at } });
    if (!alert || alert.state === 'resolved') return;
    await db.alert.update({
      where: { tenantId_dedupeKey: at },
      data: { state: 'resolved', resolvedAt: ctx.now() },
    });
    const target = { kind: 'alert', id: alert.id };
    const [before, after] = [{ state: alert.state }, { state: 'resolved' }];
    await db.audit({ action: 'alert.resolve', target, before, after });
  });
}

/** Newest first unless asked otherwise; the total counts what the filters leave. */
export async function listAlerts(ctx: Ctx, { cursor, limit, order = 'desc', ...filters }: ListAlertsInput) {
  const [last] = decodeCursor(cursor, 1) ?? [];
  const after = last === undefined ? null : String(last);
  return access(ctx, 'alert:read', async (db) => {
    const asked = { after, order, limit: limit + 1 };
    const { rows, total } = await pageOfAlerts(db, ctx.tenant.id, ctx.now(), filters, asked);
    const page = cutPage(rows, limit, (r) => [r.id]);
    return { ...page, items: page.items.map((row) => present(ctx, row)), total };
  });
}

export async function getAlert(ctx: Ctx, { alertId }: AlertRef) {
  return access(ctx, 'alert:read', async (db) => present(ctx, await find(ctx, db, alertId)));
}

async function find(ctx: Ctx, db: Db, alertId: string) {
  const row = await alertById(db, ctx.tenant.id, ctx.now(), alertId);
  if (!row) throw notFound('alert');
  return row;
}

/** Open alerts by severity, for the bell. */
export async function countOpenAlerts(ctx: Ctx) {
  return access(ctx, 'alert:read', async (db) => {
    const open = await openBySeverity(db, ctx.tenant.id);
    const of = (severity: Severity) => open.get(severity) ?? 0;
    return { info: of('info'), warning: of('warning'), critical: of('critical') };
  });
}

/** Somebody has seen them. What is acknowledged or resolved already stays as it is. */
export async function acknowledgeAlerts(ctx: Ctx, { alertIds }: AlertRefs) {
  return change(ctx, alertIds, ['open'], 'acknowledge', {
    state: 'acknowledged',
    acknowledgedAt: ctx.now(),
    acknowledgedBy: ctx.actor.name,
  });
}

/** The cause is dealt with. */
export async function resolveAlerts(ctx: Ctx, { alertIds }: AlertRefs) {
  return change(ctx, alertIds, ['open', 'acknowledged'], 'resolve', {
    state: 'resolved',
    resolvedAt: ctx.now(),
  });
}

/** Takes a resolution or acknowledgement back. */
export async function reopenAlerts(ctx: Ctx, { alertIds }: AlertRefs) {
  const data = { state: 'open' as const, acknowledgedAt: null, acknowledgedBy: null, resolvedAt: null };
  return change(ctx, alertIds, ['acknowledged', 'resolved'], 'reopen', data);
}

/** Keeps alerts like this one (its type, and its sub-account if it has one) from all channels for a while. */
export async function muteAlert(ctx: Ctx, { alertId, hours }: MuteAlertInput) {
  return access(ctx, 'alert:update', async (db) => {
    const tenantId = ctx.tenant.id;
    const row = await find(ctx, db, alertId);
    const place = { tenantId, type: row.type, subAccountId: row.subAccountId ?? '' };
    const until = new Date(ctx.now().getTime() + hours * 3_600_000);
    const change = { until, mutedBy: ctx.actor.name };
    await db.alertMute.upsert({
      where: { tenantId_type_subAccountId: place },
      create: { ...place, ...change },
      update: change,
    });
    await db.audit({
      action: hours > 0 ? 'alert.mute' : 'alert.unmute',
      target: { kind: 'alert', id: alertId },
      after: { type: row.type, until: until.toISOString() },
    });
    return present(ctx, await find(ctx, db, alertId));
  });
}

type Kind = { type: string; subAccountId?: string | null };

/** Until when alerts of this kind are muted; null when they are not. */
async function mutedUntil(ctx: Ctx, db: Db, { type, subAccountId }: Kind): Promise<Date | null> {
  const place = { tenantId: ctx.tenant.id, type, subAccountId: subAccountId ?? '' };
  const mute = await db.alertMute.findFirst({ where: { ...place, until: { gt: ctx.now() } } });
  return mute?.until ?? null;
}

type Change = {
  state: AlertState;
  acknowledgedAt?: Date | null;
  acknowledgedBy?: string | null;
  resolvedAt?: Date | null;
};

async function change(ctx: Ctx, alertIds: string[], from: AlertState[], verb: string, data: Change) {
  return access(ctx, 'alert:update', async (db) => {
    const mine = { tenantId: ctx.tenant.id, id: { in: alertIds } };
    const known = await db.alert.findMany({ where: mine, select: { id: true, state: true } });
    if (known.length < new Set(alertIds).size) throw notFound('alert');
    const { count } = await db.alert.updateMany({ where: { ...mine, state: { in: from } }, data });
    for (const { id, state } of known.filter((a) => from.includes(a.state))) {
      const target = { kind: 'alert', id };
      await db.audit({ action: `alert.${verb}`, target, before: { state }, after: { state: data.state } });
    }
    return { changed: count };
  });
}

function present(ctx: Ctx, { sent, pending, dead, ...row }: AlertRow) {
  const type = row.type as AlertType;
  const name = row.subAccountName ?? String(row.details.name ?? '');
  const subject = subjectOf(ctx.locale, type, name, row.details);
  return { ...row, type, subject, deliveries: { sent, pending, dead } };
}
