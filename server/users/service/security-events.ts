/** What touches a person's way in: written to the audit log of every tenant of theirs, and told to them by mail. */
import { isLocale } from '#lib/i18n/locale.ts';
import type { Tx } from '#server/core/access.ts';
import { writeAudit } from '#server/core/audit.ts';
import type { Source } from '#server/core/ctx.ts';
import { log } from '#server/core/log.ts';
import { mailIsConfigured, sendMail } from '#server/core/mail.ts';
import { securityMail, type ToldEvent } from './security-mail.ts';

export type SecurityEvent = ToldEvent | 'session_revoke' | 'email_verify' | 'recovery_codes';

type Note = {
  userId: string;
  event: SecurityEvent;
  who: { actor: { kind: string; id: string; name: string }; source: Source; requestId: string; now(): Date };
  after?: Record<string, string | number | boolean | null>;
};

/** Writes the event in the transaction of the change itself. */
export async function securityEvent(tx: Tx, { userId, event, who, after }: Note): Promise<void> {
  const members = await tx.member.findMany({ where: { userId }, select: { tenantId: true } });
  for (const { tenantId } of members) {
    await writeAudit(tx, tenantId, who, {
      action: `user.${event}`,
      target: { kind: 'user', id: userId },
      ...(after && { after }),
    });
  }
}

export type Told = { id: string; email: string; name: string; locale: string };

/**
 * Tells a person by mail, after the change is committed. Nobody waits for it: a mail server that is slow or away must
 * not keep anybody from their work, nor tell by its slowness who has an account.
 */
export function tellByMail(user: Told, event: ToldEvent, at: Date, address: string | null = null): void {
  if (!mailIsConfigured()) return;
  const locale = isLocale(user.locale) ? user.locale : 'en';
  const mail = securityMail(event, { name: user.name, locale, at, address });
  sendMail({ to: user.email, ...mail }).catch((error: unknown) =>
    log.warn({ err: error, userId: user.id, event }, 'a security mail was not sent'),
  );
}
