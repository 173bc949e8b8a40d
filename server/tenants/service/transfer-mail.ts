/** What both sides of a transfer are told by mail, each in their own language. */
import { isLocale } from '#lib/i18n/locale.ts';
import { translate } from '#lib/i18n/translate.ts';
import { access } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { publicUrl } from '#server/core/env.ts';
import { writeLetter } from '#server/core/letter.ts';
import { mailIsConfigured, sendMail } from '#server/core/mail.ts';

type TransferChange = 'offered' | 'accepted' | 'declined' | 'withdrawn';

type Note = { transferId: string; change: TransferChange };

const USER = { select: { user: { select: { name: true, email: true, locale: true } } } } as const;

/** The mails that one change calls for: to whom, and in which words. */
const letters = {
  offered: ['to'],
  accepted: ['from', 'to'],
  declined: ['from'],
  withdrawn: ['to'],
} as const satisfies Record<TransferChange, readonly ('from' | 'to')[]>;

/** How many mails there are; each is a step of its own, so that a repeat sends none twice that has gone out. */
export const sidesOf = (change: TransferChange): readonly ('from' | 'to')[] => letters[change];

/** Tells one side. Returns whether there was somebody to tell. */
export async function mailTransfer(
  ctx: Ctx,
  { transferId, change, side }: Note & { side: 'from' | 'to' },
): Promise<boolean> {
  if (!mailIsConfigured()) return false;
  const row = await access(ctx, 'member:read', (db) =>
    db.ownerTransfer.findFirst({
      where: { id: transferId, tenantId: ctx.tenant.id },
      include: { from: USER, to: USER },
    }),
  );
  if (!row) return false;
  const { user } = row[side];
  const locale = isLocale(user.locale) ? user.locale : 'en';
  const { name: tenant, timeZone, slug } = ctx.tenant;
  const names = { tenant, from: row.from.user.name, to: row.to.user.name };
  const key = `members.transferMail.${change === 'accepted' && side === 'to' ? 'owner' : change}` as const;
  const until = { until: row.expiresAt, zone: timeZone };
  await sendMail({
    to: user.email,
    subject: translate(locale, `${key}.subject`, names).replace(/\s+/g, ' '),
    messageId: `transfer-${transferId}-${change}-${side}`,
    ...writeLetter({
      locale,
      paragraphs: [
        translate(locale, 'members.transferMail.greeting', { name: user.name }),
        translate(locale, `${key}.body`, { ...names, ...until }, { timeZone }),
      ],
      action: {
        label: translate(locale, 'members.transferMail.action'),
        url: `${publicUrl()}/${slug}/settings/tenant`,
      },
      note: translate(locale, 'members.transferMail.note', { tenant }),
    }),
  });
  return true;
}
