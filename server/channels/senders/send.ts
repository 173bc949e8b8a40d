/** Sends one message through a channel and keeps on the channel how it went. */
import { access, type Db, JSON_NULL } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { log } from '#server/core/log.ts';
import { sendEmail } from './email.ts';
import { sendFeishu } from './feishu.ts';
import { ChannelError, type Message, NOTHING_SAID, type Report } from './message.ts';
import { opened } from './stored-config.ts';
import { sendWebhook } from './webhook.ts';

/** How one attempt ended. `error.final` says that repeating it is of no use. */
export type Outcome = { report: Report; durationMs: number; error: ChannelError | null };

/** One attempt, on or off. A receiver that says it is gone for good switches the channel off. */
export async function sendThrough(ctx: Ctx, channelId: string, message: Message): Promise<Outcome> {
  const row = await access(ctx, 'channel:read', (db) =>
    db.channel.findUnique({ where: at(ctx, channelId), select: { id: true, config: true } }),
  );
  const begun = performance.now();
  const ended = (report: Report, error: ChannelError | null) => {
    return { report, error, durationMs: Math.round(performance.now() - begun) };
  };
  if (!row) {
    const removed = new ChannelError('the channel was removed', { fault: 'removed', final: true });
    return ended(NOTHING_SAID, removed);
  }
  const outcome = await send(row, message, ctx.now()).then(
    (report) => ended(report, null),
    (cause: unknown) => {
      const error = cause instanceof ChannelError ? cause : unexpected(ctx, cause);
      return ended(error.report, error);
    },
  );
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

function unexpected(ctx: Ctx, cause: unknown): ChannelError {
  log.error({ err: cause, requestId: ctx.requestId }, 'channels: a message could not be sent');
  return new ChannelError('something went wrong inside AirGate', { fault: 'internal', final: false, cause });
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
