/** Sends one message through a channel and keeps on the channel how it went. */
import { attempted, type Outcome, removed } from '#server/channels/service/attempt.ts';
import { access, type Db, JSON_NULL } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { sendEmail } from './email.ts';
import { sendFeishu } from './feishu.ts';
import type { ChannelError, Message, Report } from './message.ts';
import { opened } from './stored-config.ts';
import { sendWebhook } from './webhook.ts';

/** One attempt, on or off. A receiver that says it is gone for good switches the channel off. */
export async function sendThrough(ctx: Ctx, channelId: string, message: Message): Promise<Outcome> {
  const row = await access(ctx, 'channel:read', (db) =>
    db.channel.findUnique({ where: at(ctx, channelId), select: { id: true, config: true } }),
  );
  if (!row) return removed('channel');
  const outcome = await attempted(() => send(row, message, ctx.now()));
  await access(ctx, 'channel:read', (db) => note(ctx, db, channelId, outcome.error));
  return outcome;
}

async function send(row: { id: string; config: string }, message: Message, now: Date): Promise<Report> {
  const config = opened(row);
  switch (config.kind) {
    case 'feishu':
      return sendFeishu(config, message, now);
    case 'email':
      return sendEmail(config, message);
    case 'webhook':
      return sendWebhook(config, message, now);
  }
}

async function note(ctx: Ctx, db: Db, id: string, error: ChannelError | null): Promise<void> {
  const where = { tenantId: ctx.tenant.id, id };
  const now = ctx.now();
  if (!error) {
    const data = { lastOkAt: now, lastError: JSON_NULL, failures: 0, failingSince: null };
    await db.channel.updateMany({ where, data });
    return;
  }
  const lastError = { message: error.message, at: now.toISOString(), fault: error.fault };
  await db.channel.updateMany({ where, data: { lastError, failures: { increment: 1 } } });
  await db.channel.updateMany({ where: { ...where, failingSince: null }, data: { failingSince: now } });
  if (error.fault !== 'gone') return;
  const off = { enabled: false, offReason: 'gone' };
  const { count } = await db.channel.updateMany({ where: { ...where, enabled: true }, data: off });
  if (count > 0) {
    await db.audit({
      action: 'channel.switch_off',
      target: { kind: 'channel', id },
      before: { enabled: true },
      after: off,
    });
  }
}

const at = (ctx: Ctx, id: string) => ({ tenantId_id: { tenantId: ctx.tenant.id, id } });
