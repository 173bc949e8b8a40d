/** Channels: where a tenant's alerts go. The address is a secret: encrypted, shown only as a hint, tested on demand. */

import { type AlertType, alertTypes, type Severity } from '#lib/alerts.ts';
import { AppError, notFound } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import { cutPage, decodeCursor } from '#lib/pagination.ts';
import { access, type Db, JSON_NULL } from '#server/core/access.ts';
import { decrypt, encrypt } from '#server/core/crypto.ts';
import { asSystem, type Ctx } from '#server/core/ctx.ts';
import { env } from '#server/core/env.ts';
import { assertFeishuUrl, urlHint, wants } from './policy.ts';

export { quietUntil } from './policy.ts';

import type {
  ChannelConfig,
  ChannelKind,
  ChannelRef,
  CreateChannelInput,
  ListChannelsInput,
  UpdateChannelInput,
} from './schema.ts';
import { sendEmail } from './senders/email.ts';
import { sendFeishu } from './senders/feishu.ts';
import { ChannelError, type Message } from './senders/message.ts';
import { testMessage } from './test-message.ts';

export { ChannelError, type Message } from './senders/message.ts';

export async function listChannels(ctx: Ctx, { cursor, limit }: ListChannelsInput) {
  const after = decodeCursor(cursor, 1);
  return access(ctx, 'channel:read', async (db) => {
    const rows = await db.channel.findMany({
      where: { tenantId: ctx.tenant.id, ...(after && { id: { gt: String(after[0]) } }) },
      orderBy: { id: 'asc' },
      take: limit + 1,
    });
    const page = cutPage(rows, limit, (r) => [r.id]);
    return { ...page, items: page.items.map(present) };
  });
}

export async function createChannel(ctx: Ctx, input: CreateChannelInput) {
  const { name, config, minSeverity, types, quietHours } = input;
  assertConfig(config);
  return access(ctx, 'channel:update', async (db) => {
    await assertNameFree(db, ctx, name);
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
    return present(row);
  });
}

export async function updateChannel(ctx: Ctx, input: UpdateChannelInput) {
  const { channelId: id, name, enabled, minSeverity, types, config, quietHours } = input;
  if (config) assertConfig(config);
  return access(ctx, 'channel:update', async (db) => {
    const old = await find(db, ctx, id);
    if (name !== undefined && name !== old.name) await assertNameFree(db, ctx, name);
    const row = await db.channel.update({
      where: { tenantId_id: { tenantId: ctx.tenant.id, id } },
      data: {
        ...(name !== undefined && { name }),
        ...(enabled !== undefined && { enabled }),
        ...(minSeverity && { minSeverity }),
        ...(types && { types }),
        ...(quietHours !== undefined && quietColumns(quietHours)),
        ...(config && { ...sealed(id, config), lastError: JSON_NULL }),
      },
    });
    const target = { kind: 'channel', id };
    await db.audit({ action: 'channel.update', target, before: visible(old), after: visible(row) });
    return present(row);
  });
}

/** Removes the channel with its deliveries; the alerts stay. */
export async function deleteChannel(ctx: Ctx, { channelId: id }: ChannelRef) {
  return access(ctx, 'channel:update', async (db) => {
    const old = await find(db, ctx, id);
    await db.channel.delete({ where: { tenantId_id: { tenantId: ctx.tenant.id, id } } });
    await db.audit({ action: 'channel.delete', target: { kind: 'channel', id }, before: visible(old) });
    return present(old);
  });
}

/** Sends a test message and says at once whether the other side took it. */
export async function testChannel(ctx: Ctx, { channelId }: ChannelRef) {
  const { locale } = await access(ctx, 'channel:update', async (db) => {
    await find(db, ctx, channelId);
    return db.tenant.findUniqueOrThrow({ where: { id: ctx.tenant.id }, select: { locale: true } });
  });
  try {
    // Whoever may test a channel need not be allowed to read the list of them.
    await sendThrough(asSystem(ctx, 'channels'), channelId, testMessage(locale, ctx));
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error;
    throw new AppError('upstream_failed', 'channel_failed', {
      params: { message: error.message },
      cause: error,
    });
  }
  return { sent: true as const };
}

/** Sends one message and keeps how it went on the channel. Throws `ChannelError` when it was not taken. */
export async function sendThrough(ctx: Ctx, channelId: string, message: Message): Promise<void> {
  const where = { tenantId_id: { tenantId: ctx.tenant.id, id: channelId } };
  const row = await access(ctx, 'channel:read', (db) =>
    db.channel.findUnique({ where, select: { id: true, config: true } }),
  );
  if (!row) throw new ChannelError('the channel was removed', { final: true });
  const note = (data: { lastOkAt: Date; lastError: typeof JSON_NULL } | { lastError: object }) =>
    access(ctx, 'channel:read', (db) =>
      db.channel.updateMany({ where: { tenantId: ctx.tenant.id, id: row.id }, data }),
    );
  try {
    const config = JSON.parse(decrypt(row.config, context(row.id))) as ChannelConfig;
    await send(config, message, ctx.now());
    await note({ lastOkAt: ctx.now(), lastError: JSON_NULL });
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    await note({ lastError: { message: text, at: ctx.now().toISOString() } });
    throw error;
  }
}

async function send(config: ChannelConfig, message: Message, now: Date): Promise<void> {
  if (config.kind === 'email') return sendEmail(config, message);
  assertFeishuUrl(config.url, env().AIRGATE_EGRESS_ALLOW);
  return sendFeishu(config, message, now);
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

const context = (id: string) => `channel:${id}`;

function assertConfig(config: ChannelConfig): void {
  if (config.kind === 'feishu') assertFeishuUrl(config.url, env().AIRGATE_EGRESS_ALLOW);
  else if (!env().SMTP_URL) throw new AppError('precondition_failed', 'mail_unconfigured');
}

function sealed(id: string, config: ChannelConfig): { kind: ChannelKind; config: string; hint: string } {
  const hint = config.kind === 'feishu' ? urlHint(config.url) : config.to.join(', ');
  return { kind: config.kind, config: encrypt(JSON.stringify(config), context(id)), hint };
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

type Row = Awaited<ReturnType<typeof find>>;

function visible({ kind, name, hint, minSeverity, types, enabled, quietFrom, quietTo }: Row) {
  return { kind, name, hint, minSeverity, types, enabled, quietFrom, quietTo };
}

function present(row: Row) {
  const types = row.types.filter((t): t is AlertType => alertTypes.some((known) => known === t));
  return {
    ...row,
    types,
    quietHours: quietHoursOf(row),
    lastError: row.lastError as { message: string; at: string } | null,
  };
}
