/** Alerts: one per cause, told to every channel that wants it, kept until somebody has dealt with it. */
import { type AlertType, type Severity, subjectOf } from '#lib/alerts.ts';
import { notFound } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import { cutPage, decodeCursor } from '#lib/pagination.ts';
import { between, listOf } from '#lib/wire.ts';
import { channelsFor } from '#server/channels/service.ts';
import { access, type Db } from '#server/core/access.ts';
import { asSystem, type Ctx } from '#server/core/ctx.ts';
import { containing } from '#server/core/search.ts';
import { deliveriesOf, openBySeverity, type Told } from './queries.ts';
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
    if (count === 0 || muted) return;
    for (const channelId of await channelsFor(ctx, db, alert)) {
      const deliveryId = newId('delivery');
      await db.delivery.create({ data: { id: deliveryId, tenantId, alertId: id, channelId, createdAt } });
      await db.emit('alert/delivery.requested', { deliveryId, channelId }, `${deliveryId}:1`);
    }
  });
}

const parts = { subAccount: { select: { userName: true } } } as const;

/** Newest first unless asked otherwise; the total counts what the filters leave. */
export async function listAlerts(ctx: Ctx, { cursor, limit, order = 'desc', ...filters }: ListAlertsInput) {
  const after = decodeCursor(cursor, 1);
  const where = { tenantId: ctx.tenant.id, ...matching(filters) };
  return access(ctx, 'alert:read', async (db) => {
    const rows = await db.alert.findMany({
      where: { ...where, ...(after && { id: { [order === 'desc' ? 'lt' : 'gt']: String(after[0]) } }) },
      orderBy: { id: order },
      take: limit + 1,
      include: parts,
    });
    const page = cutPage(rows, limit, (r) => [r.id]);
    return {
      ...page,
      items: await presentAll(ctx, db, page.items),
      total: await db.alert.count({ where }),
    };
  });
}

type Filters = Omit<ListAlertsInput, 'cursor' | 'limit' | 'order'>;

/** Names that an alert's details may hold beside its sub-account. */
const NAMES = ['name', 'project'] as const;

function matching({ state, type, severity, subAccountId, text, muted, from, to }: Filters) {
  const createdAt = between(from, to);
  const inDetails = (name: string) => ({
    details: { path: [name], string_contains: text ?? '', mode: 'insensitive' as const },
  });
  const inAccount = (column: 'userName' | 'displayName') => ({
    subAccount: { [column]: containing(text ?? '') },
  });
  return {
    ...(state && { state: { in: listOf(state) ?? [] } }),
    ...(type && { type: { in: listOf(type) ?? [] } }),
    ...(severity && { severity: { in: listOf(severity) ?? [] } }),
    ...(subAccountId && { subAccountId: { in: listOf(subAccountId) ?? [] } }),
    ...(muted !== undefined && { muted }),
    ...(createdAt && { createdAt }),
    ...(text && { OR: [inAccount('userName'), inAccount('displayName'), ...NAMES.map(inDetails)] }),
  };
}

export async function getAlert(ctx: Ctx, { alertId }: AlertRef) {
  return access(ctx, 'alert:read', async (db) => {
    const row = await db.alert.findFirst({ where: { tenantId: ctx.tenant.id, id: alertId }, include: parts });
    if (!row) throw notFound('alert');
    return presentOne(ctx, db, row);
  });
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
    const row = await db.alert.findFirst({ where: { tenantId, id: alertId }, include: parts });
    if (!row) throw notFound('alert');
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
    return presentOne(ctx, db, row);
  });
}

type Kind = { type: string; subAccountId?: string | null };

/** Until when alerts of this kind are muted; null when they are not. */
async function mutedUntil(ctx: Ctx, db: Db, { type, subAccountId }: Kind): Promise<Date | null> {
  const place = { tenantId: ctx.tenant.id, type, subAccountId: subAccountId ?? '' };
  const mute = await db.alertMute.findFirst({ where: { ...place, until: { gt: ctx.now() } } });
  return mute?.until ?? null;
}

async function presentAll<R extends Row & Kind>(ctx: Ctx, db: Db, rows: R[]) {
  const tenantId = ctx.tenant.id;
  const mutes = await db.alertMute.findMany({ where: { tenantId, until: { gt: ctx.now() } } });
  const deliveries = await deliveriesOf(
    db,
    tenantId,
    rows.map((row) => row.id),
  );
  return rows.map((row) => {
    const mute = mutes.find((m) => m.type === row.type && m.subAccountId === (row.subAccountId ?? ''));
    const told = deliveries.get(row.id) ?? { sent: 0, pending: 0, dead: 0 };
    return present(ctx, row, { mutedUntil: mute?.until ?? null, deliveries: told });
  });
}

async function presentOne<R extends Row & Kind>(ctx: Ctx, db: Db, row: R) {
  const [shown] = await presentAll(ctx, db, [row]);
  if (!shown) throw notFound('alert');
  return shown;
}

type State = 'open' | 'acknowledged' | 'resolved';
type Change = {
  state: State;
  acknowledgedAt?: Date | null;
  acknowledgedBy?: string | null;
  resolvedAt?: Date | null;
};

async function change(ctx: Ctx, alertIds: string[], from: State[], verb: string, data: Change) {
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

type Row = {
  type: string;
  details: unknown;
  id: string;
  subAccount: { userName: string } | null;
};

function present<R extends Row>(ctx: Ctx, row: R, beside: { mutedUntil: Date | null; deliveries: Told }) {
  const type = row.type as AlertType;
  const details = row.details as Record<string, unknown>;
  const name = row.subAccount?.userName ?? String(details.name ?? '');
  return {
    ...row,
    type,
    details,
    subject: subjectOf(ctx.locale, type, name, details),
    subAccountName: row.subAccount?.userName ?? null,
    ...beside,
  };
}
