/** Channels: where a tenant's alerts go. The address is a secret: encrypted, shown only as a hint, tested on demand. */

import { type AlertType, alertTypes, type Severity } from '#lib/alerts.ts';
import { AppError, notFound } from '#lib/errors.ts';
import { translate } from '#lib/i18n/translate.ts';
import { newId } from '#lib/ids.ts';
import { cutPage, decodeCursor } from '#lib/pagination.ts';
import { access, type Db, JSON_NULL } from '#server/core/access.ts';
import { asSystem, type Ctx } from '#server/core/ctx.ts';
import { env } from '#server/core/env.ts';
import { feishuUrl, wants, webhookUrl } from './policy.ts';
import { deadByChannel } from './queries.ts';
import {
  type ChannelConfig,
  type ChannelFault,
  type ChannelRef,
  type CreateChannelInput,
  type ListChannelsInput,
  offReasons,
  type RotateSecretInput,
  type UpdateChannelInput,
} from './schema.ts';
import type { ChannelError } from './senders/message.ts';
import { sendThrough } from './senders/send.ts';
import { opened, sealed, storedConfig } from './senders/stored-config.ts';
import { overlapEnd, withNewSecret } from './service/signed-post.ts';
import { testMessage } from './test-message.ts';

export { quietUntil, urlHint, webhookUrl } from './policy.ts';
export { ChannelError, type Message } from './senders/message.ts';
export { sendThrough } from './senders/send.ts';

/** So that one tenant's silent receivers never hold up the deliveries of all. */
const MAX_CHANNELS = 40;

export async function listChannels(ctx: Ctx, { cursor, limit }: ListChannelsInput) {
  const after = decodeCursor(cursor, 1);
  return access(ctx, 'channel:read', async (db) => {
    const rows = await db.channel.findMany({
      where: { tenantId: ctx.tenant.id, ...(after && { id: { gt: String(after[0]) } }) },
      orderBy: { id: 'asc' },
      take: limit + 1,
    });
    const page = cutPage(rows, limit, (r) => [r.id]);
    return { ...page, items: await presentAll(ctx, db, page.items) };
  });
}

export async function getChannel(ctx: Ctx, { channelId }: ChannelRef) {
  return access(ctx, 'channel:read', async (db) => present(ctx, db, await find(db, ctx, channelId)));
}

/** Adds a channel. A webhook's secret is made here and is in this answer alone. */
export async function createChannel(ctx: Ctx, input: CreateChannelInput) {
  const { name, minSeverity, types, quietHours } = input;
  const config = storedConfig(checked(input.config));
  return access(ctx, 'channel:update', async (db) => {
    await assertNameFree(db, ctx, name);
    if ((await db.channel.count({ where: { tenantId: ctx.tenant.id } })) >= MAX_CHANNELS)
      throw new AppError('limit_exceeded', 'channel_limit', { params: { max: MAX_CHANNELS } });
    const id = newId('channel');
    const row = await db.channel.create({
      data: {
        id,
        tenantId: ctx.tenant.id,
        name,
        minSeverity,
        types,
        ...quietColumns(quietHours),
        ...sealed(id, config),
        createdAt: ctx.now(),
      },
    });
    await db.audit({ action: 'channel.create', target: { kind: 'channel', id }, after: visible(row) });
    const secret = config.kind === 'webhook' ? config.secret : null;
    return { ...(await present(ctx, db, row)), secret };
  });
}

/** Changes what is named. A channel keeps its kind, and a webhook its secret; switching on forgets why it was off. */
export async function updateChannel(ctx: Ctx, input: UpdateChannelInput) {
  const { channelId: id, name, enabled, minSeverity, types, quietHours } = input;
  const config = input.config && checked(input.config);
  return access(ctx, 'channel:update', async (db) => {
    const { row: old, stored } = await findLocked(db, ctx, id);
    if (name !== undefined && name !== old.name) await assertNameFree(db, ctx, name);
    if (config && config.kind !== old.kind) throw new AppError('conflict', 'channel_kind_fixed');
    const unproven = { lastError: JSON_NULL, failures: 0, failingSince: null };
    const row = await db.channel.update({
      where: { tenantId_id: { tenantId: ctx.tenant.id, id } },
      data: {
        ...(name !== undefined && { name }),
        ...(enabled !== undefined && { enabled }),
        ...(enabled && { offReason: null }),
        ...(minSeverity && { minSeverity }),
        ...(types && { types }),
        ...(quietHours !== undefined && quietColumns(quietHours)),
        ...(config && { ...sealed(id, storedConfig(config, stored)), ...unproven }),
      },
    });
    const target = { kind: 'channel', id };
    await db.audit({ action: 'channel.update', target, before: visible(old), after: visible(row) });
    return present(ctx, db, row);
  });
}

/** Makes a new secret for a webhook; the ones before sign along for a while, so that no message fails its check. */
export async function rotateChannelSecret(ctx: Ctx, { channelId: id, overlapHours }: RotateSecretInput) {
  return access(ctx, 'channel:update', async (db) => {
    const { stored: config } = await findLocked(db, ctx, id);
    if (config.kind !== 'webhook') throw new AppError('precondition_failed', 'channel_has_no_secret');
    const now = ctx.now();
    const overlapUntil = overlapEnd(now, overlapHours);
    const next = { kind: config.kind, ...withNewSecret(config, { now, until: overlapUntil }) };
    await db.channel.update({
      where: { tenantId_id: { tenantId: ctx.tenant.id, id } },
      data: { ...sealed(id, next), secretOverlapUntil: overlapUntil },
    });
    const target = { kind: 'channel', id };
    await db.audit({ action: 'channel.rotate_secret', target, after: { overlapHours } });
    return { secret: next.secret, overlapUntil };
  });
}

/** Removes the channel with its deliveries; the alerts stay. */
export async function deleteChannel(ctx: Ctx, { channelId: id }: ChannelRef) {
  return access(ctx, 'channel:update', async (db) => {
    const old = await find(db, ctx, id);
    const shown = await present(ctx, db, old);
    await db.channel.delete({ where: { tenantId_id: { tenantId: ctx.tenant.id, id } } });
    await db.audit({ action: 'channel.delete', target: { kind: 'channel', id }, before: visible(old) });
    return shown;
  });
}

/** Sends a test message, also through a channel that is off, and says at once what the other side answered. */
export async function testChannel(ctx: Ctx, { channelId }: ChannelRef) {
  const { locale } = await access(ctx, 'channel:update', async (db) => {
    await find(db, ctx, channelId);
    return db.tenant.findUniqueOrThrow({ where: { id: ctx.tenant.id }, select: { locale: true } });
  });
  // Whoever may test a channel need not be allowed to read the list of them.
  const { report, durationMs, error } = await sendThrough(
    asSystem(ctx, 'channels'),
    channelId,
    testMessage(locale, ctx),
  );
  if (!error) return { sent: true as const, ...report, durationMs };
  throw new AppError('upstream_failed', 'channel_failed', {
    params: { message: refusal(ctx, error) },
    cause: error,
  });
}

/** Why a message was not taken, in the reader's language, with the beginning of what was answered. */
function refusal(ctx: Ctx, { fault, message, report }: ChannelError): string {
  const said = translate(ctx.locale, `channels.fault.${fault}`, { message });
  const answer = fault === 'rejected' ? null : report.answer;
  return answer ? `${said} — ${answer.slice(0, 300)}` : said;
}

/** The channels that want an alert. */
export async function channelsFor(
  ctx: Ctx,
  db: Db,
  alert: { type: AlertType; severity: Severity },
): Promise<string[]> {
  const rows = await db.channel.findMany({ where: { tenantId: ctx.tenant.id, enabled: true } });
  return rows.filter((row) => wants(row, alert)).map((row) => row.id);
}

/** A config whose address may be used, in the form in which it is kept. */
function checked(config: ChannelConfig): ChannelConfig {
  const allow = env().AIRGATE_EGRESS_ALLOW;
  if (config.kind === 'feishu') return { ...config, url: feishuUrl(config.url, allow) };
  if (config.kind === 'webhook') return { ...config, url: webhookUrl(config.url, allow) };
  if (!env().SMTP_URL) throw new AppError('precondition_failed', 'mail_unconfigured');
  return config;
}

async function assertNameFree(db: Db, ctx: Ctx, name: string): Promise<void> {
  const taken = await db.channel.findFirst({ where: { tenantId: ctx.tenant.id, name } });
  if (taken) throw new AppError('conflict', 'name_taken', { params: { name } });
}

function quietColumns(quiet: { from: string; to: string } | null) {
  return { quietFrom: quiet?.from ?? null, quietTo: quiet?.to ?? null };
}

/** A channel's quiet hours as they are stored. */
export function quietHoursOf(row: { quietFrom: string | null; quietTo: string | null }) {
  return row.quietFrom && row.quietTo ? { from: row.quietFrom, to: row.quietTo } : null;
}

async function find(db: Db, ctx: Ctx, id: string) {
  const row = await db.channel.findFirst({ where: { tenantId: ctx.tenant.id, id } });
  if (!row) throw notFound('channel');
  return row;
}

/** A channel with its opened config, locked: two changes at once must not lose a secret. */
async function findLocked(db: Db, ctx: Ctx, id: string) {
  const [locked] = await db.$queryRaw<{ id: string; config: string }[]>`
    select id, config from channel where tenant_id = ${ctx.tenant.id} and id = ${id} for update`;
  if (!locked) throw notFound('channel');
  return { row: await find(db, ctx, id), stored: opened(locked) };
}

type Row = Awaited<ReturnType<typeof find>>;

function visible({ kind, name, hint, minSeverity, types, enabled, quietFrom, quietTo }: Row) {
  return { kind, name, hint, minSeverity, types, enabled, quietFrom, quietTo };
}

/** With the number of each one's dead letters. */
async function presentAll(ctx: Ctx, db: Db, rows: Row[]) {
  const ids = rows.map(({ id }) => id);
  const dead = await deadByChannel(db, ctx.tenant.id, ids);
  return rows.map((row) => ({
    ...row,
    types: row.types.filter((t): t is AlertType => alertTypes.some((known) => known === t)),
    quietHours: quietHoursOf(row),
    offReason: offReasons.find((reason) => reason === row.offReason) ?? null,
    lastError: failureOf(row.lastError),
    secretOverlapUntil:
      row.secretOverlapUntil && row.secretOverlapUntil > ctx.now() ? row.secretOverlapUntil : null,
    dead: dead.get(row.id) ?? 0,
  }));
}

async function present(ctx: Ctx, db: Db, row: Row) {
  const [shown] = await presentAll(ctx, db, [row]);
  if (!shown) throw notFound('channel');
  return shown;
}

/** A failure as it is stored; ones from before faults had names have none. */
export function failureOf(
  stored: unknown,
): { message: string; at: string; fault: ChannelFault | null } | null {
  const failure = stored as { message: string; at: string; fault?: ChannelFault } | null;
  return failure && { ...failure, fault: failure.fault ?? null };
}
