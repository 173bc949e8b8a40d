/** Keys that are about to expire: the tenant's channels and whoever made them hear of it in time, once for each span. */
import { notFound } from '#lib/errors.ts';
import { isLocale } from '#lib/i18n/locale.ts';
import { translate } from '#lib/i18n/translate.ts';
import { raiseAlert } from '#server/alerts/service.ts';
import { access, platformAccess } from '#server/core/access.ts';
import { type Ctx, type PlatformCtx, within } from '#server/core/ctx.ts';
import { publicUrl } from '#server/core/env.ts';
import { writeLetter } from '#server/core/letter.ts';
import { mailIsConfigured, sendMail } from '#server/core/mail.ts';
import { dueWarning, warnedBefore } from '#server/keys/policy.ts';
import type { KeyRef } from '#server/keys/schema.ts';
import { keyState } from './present.ts';
import { USAGE_KEPT_DAYS } from './usage.ts';

const DAY_MS = 86_400_000;

/** The keys of all tenants that a warning is due for. */
export async function listExpiringKeys(ctx: PlatformCtx) {
  const now = ctx.now();
  const horizon = new Date(now.getTime() + warnedBefore[0] * DAY_MS);
  const rows = await platformAccess(ctx, 'platform:jobs', (tx) =>
    tx.apiKey.findMany({
      where: { revokedAt: null, expiresAt: { gt: now, lte: horizon }, tenant: { status: 'active' } },
      select: { id: true, tenantId: true, expiresAt: true, warnedDays: true },
      orderBy: { expiresAt: 'asc' },
    }),
  );
  return rows
    .filter(({ expiresAt, warnedDays }) => expiresAt && dueWarning({ expiresAt, warnedDays }, now) !== null)
    .map(({ id, tenantId }) => ({ keyId: id, tenantId }));
}

/** Raises the alert that is due and asks for the mail, in one transaction; nothing when somebody else has. */
export async function warnOfExpiry(ctx: Ctx, { keyId }: KeyRef): Promise<{ days: number } | null> {
  return access(ctx, 'key:read', async (db) => {
    const tenantId = ctx.tenant.id;
    const key = await db.apiKey.findUnique({ where: { tenantId_id: { tenantId, id: keyId } } });
    if (!key?.expiresAt || keyState(key, ctx.now()) !== 'active') return null;
    const { name, hint, expiresAt, warnedDays } = key;
    const days = dueWarning({ expiresAt, warnedDays }, ctx.now());
    if (days === null) return null;
    const { count } = await db.apiKey.updateMany({
      where: { tenantId, id: keyId, warnedDays, expiresAt },
      data: { warnedDays: days },
    });
    if (count === 0) return null;
    const cause = `${keyId}:${expiresAt.toISOString()}:${days}`;
    await raiseAlert(within(ctx, db), {
      type: 'key_expiring',
      severity: days === 1 ? 'critical' : days === 3 ? 'warning' : 'info',
      dedupeKey: `key_expiring:${cause}`,
      details: { keyId, name, hint, days, expiresAt: expiresAt.toISOString() },
    });
    await db.emit('api-key/expiring', { keyId, days }, `key_expiring:${cause}`);
    return { days };
  });
}

/** Tells whoever made the key by mail, if they are still a member. Returns whether there was somebody to tell. */
export async function mailExpiry(ctx: Ctx, { keyId, days }: KeyRef & { days: number }): Promise<boolean> {
  if (!mailIsConfigured()) return false;
  const found = await access(ctx, 'key:read', async (db) => {
    const key = await db.apiKey.findUnique({
      where: { tenantId_id: { tenantId: ctx.tenant.id, id: keyId } },
    });
    if (!key) throw notFound('API key');
    const member = await db.member.findFirst({
      where: { tenantId: ctx.tenant.id, userId: key.createdBy, user: { disabledAt: null } },
      select: { user: { select: { name: true, email: true, locale: true } } },
    });
    return { key, maker: member?.user };
  });
  const { key, maker } = found;
  if (!maker || !key.expiresAt || keyState(key, ctx.now()) !== 'active') return false;
  const locale = isLocale(maker.locale) ? maker.locale : 'en';
  const zone = { timeZone: ctx.tenant.timeZone };
  const facts = { name: key.name, tenant: ctx.tenant.name, days, hint: key.hint };
  const url = `${publicUrl()}/${ctx.tenant.slug}/keys/${keyId}`;
  const until = { until: key.expiresAt, zone: ctx.tenant.timeZone };
  await sendMail({
    to: maker.email,
    subject: translate(locale, 'keys.mail.subject', facts).replace(/\s+/g, ' '),
    messageId: `key-expiring-${keyId}-${key.expiresAt.getTime()}-${days}`,
    ...writeLetter({
      locale,
      paragraphs: [
        translate(locale, 'keys.mail.greeting', { name: maker.name }),
        translate(locale, 'keys.mail.body', { ...facts, ...until }, zone),
        translate(locale, 'keys.mail.advice'),
      ],
      action: { label: translate(locale, 'keys.mail.action'), url },
      note: translate(locale, 'keys.mail.note', { tenant: ctx.tenant.name }),
    }),
  });
  return true;
}

/** Deletes usage older than what can be asked for. */
export async function purgeUsage(ctx: PlatformCtx): Promise<{ days: number }> {
  const before = new Date(ctx.now().getTime() - (USAGE_KEPT_DAYS + 1) * DAY_MS);
  return platformAccess(ctx, 'platform:jobs', async (tx) => {
    const { count } = await tx.apiKeyUsage.deleteMany({ where: { day: { lt: before } } });
    return { days: count };
  });
}
