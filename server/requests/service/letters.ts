/** Mails about requests: to everybody who may decide, each with links of their own, and to whoever asked. */
import { formatBasisPoints, formatDate, formatMoney } from '#lib/i18n/format.ts';
import { isLocale, type Locale } from '#lib/i18n/locale.ts';
import { translate } from '#lib/i18n/translate.ts';
import { formatAmount } from '#lib/money.ts';
import { access, type Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { publicUrl } from '#server/core/env.ts';
import { heldRole, WITH_ROLE } from '#server/core/held-role.ts';
import { writeLetter } from '#server/core/letter.ts';
import { mailIsConfigured, sendMail } from '#server/core/mail.ts';
import { mayDecide } from '#server/requests/policy.ts';
import type { RequestRef } from '#server/requests/schema.ts';
import { makeLinks } from './links.ts';
import { present, requestRow } from './present.ts';

const WITH_PERSON = {
  ...WITH_ROLE,
  user: { select: { name: true, email: true, locale: true, disabledAt: true } },
} as const;

type Request = ReturnType<typeof present>;

/** The members who may decide a request that is still open, but for whoever asked. */
export async function listDeciders(
  ctx: Ctx,
  { quotaRequestId }: RequestRef,
): Promise<{ memberId: string }[]> {
  return access(ctx, 'member:read', async (db) => {
    const request = await requestRow(db, ctx, quotaRequestId);
    if (request.state !== 'pending') return [];
    const members = await db.member.findMany({
      where: { tenantId: ctx.tenant.id, userId: { not: request.requestedBy }, user: { disabledAt: null } },
      orderBy: { id: 'asc' },
      include: WITH_ROLE,
    });
    return members.filter(entitled).map(({ id }) => ({ memberId: id }));
  });
}

const entitled = (member: Parameters<typeof heldRole>[0]) =>
  mayDecide({ permissions: new Set(heldRole(member).permissions) });

/**
 * Tells one of them, with a link to approve and one to reject. A repeat makes new links; all of them decide the same
 * request, once. Returns whether there was somebody to tell.
 */
export async function mailDecider(
  ctx: Ctx,
  { quotaRequestId, memberId }: RequestRef & { memberId: string },
): Promise<boolean> {
  const found = await access(ctx, 'quota:allocate', async (db) =>
    mailIsConfigured() ? openLetter(db, ctx, quotaRequestId, memberId) : null,
  );
  if (!found) return false;
  const { request, person, links } = found;
  const { locale, facts, words } = wordsOf(ctx, request, person);
  const console = { label: words('openConsole'), url: consoleUrl(ctx, quotaRequestId) };
  const until = links ? formatDate(locale, links.expiresAt, ctx.tenant.timeZone, 'minute') : '';
  await sendMail({
    to: person.email,
    subject: words('asked.subject').replace(/\s+/g, ' '),
    ...writeLetter({
      locale,
      paragraphs: [words('greeting'), words('asked.body'), words('reason'), quotaLine(locale, request)],
      ...(links
        ? {
            action: { label: words('asked.approve'), url: links.approve },
            otherAction: { label: words('asked.reject'), url: links.reject },
          }
        : { action: console }),
      after: links
        ? [translate(locale, 'requests.mail.asked.links', { until }), `${console.label}: ${console.url}`]
        : [],
      note: translate(locale, 'requests.mail.asked.note', facts),
    }),
  });
  return true;
}

/** Everything that the letter says, or null when there is nothing to decide for them any more. */
async function openLetter(db: Db, ctx: Ctx, quotaRequestId: string, memberId: string) {
  const at = { tenantId: ctx.tenant.id, id: memberId };
  const member = await db.member.findUnique({ where: { tenantId_id: at }, include: WITH_PERSON });
  const request = present(null, await requestRow(db, ctx, quotaRequestId));
  if (!member || member.user.disabledAt || !entitled(member) || request.state !== 'pending') return null;
  // Where the tenant asks for its provider, a link alone opens nothing to anybody but owners.
  const sso = await db.ssoConnection.findFirst({ where: { tenantId: ctx.tenant.id, enforced: true } });
  const links =
    sso && member.role !== 'owner' ? null : await makeLinks(db, ctx, { quotaRequestId, memberId });
  return { request, person: member.user, links };
}

/** Tells whoever asked how it ended, if they are still a member. Returns whether there was somebody to tell. */
export async function mailAsker(ctx: Ctx, { quotaRequestId }: RequestRef): Promise<boolean> {
  const found = await access(ctx, 'quota:read', async (db) => {
    const row = await requestRow(db, ctx, quotaRequestId);
    const member = await db.member.findFirst({
      where: { tenantId: ctx.tenant.id, userId: row.requestedBy, user: { disabledAt: null } },
      include: WITH_PERSON,
    });
    return { request: present(null, row), person: member?.user };
  });
  const { request, person } = found;
  const { state } = request;
  if (!mailIsConfigured() || !person || state === 'pending' || state === 'withdrawn') return false;
  const { locale, facts, words } = wordsOf(ctx, request, person);
  const other = request.allocated !== null && request.allocated !== request.amount;
  await sendMail({
    to: person.email,
    subject: words(`${state}.subject`).replace(/\s+/g, ' '),
    messageId: `quota-request-${quotaRequestId}-${state}`,
    ...writeLetter({
      locale,
      paragraphs: [
        words('greeting'),
        words(state === 'approved' && other ? 'approved.other' : `${state}.body`),
        ...(request.note ? [words('note')] : []),
        ...(state === 'approved' ? [quotaLine(locale, request)] : []),
      ],
      action: { label: words('openMine'), url: `${publicUrl()}/${ctx.tenant.slug}/me` },
      note: translate(locale, 'requests.mail.askedNote', facts),
    }),
  });
  return true;
}

type Word =
  | 'greeting'
  | 'reason'
  | 'note'
  | 'openConsole'
  | 'openMine'
  | `asked.${'subject' | 'body' | 'approve' | 'reject'}`
  | `${'approved' | 'rejected' | 'expired'}.${'subject' | 'body'}`
  | 'approved.other';

function wordsOf(ctx: Ctx, request: Request, person: { name: string; locale: string }) {
  const locale: Locale = isLocale(person.locale) ? person.locale : 'en';
  const money = (amount: bigint) => `${formatMoney(locale, formatAmount(amount))} ${request.currency}`;
  const facts = {
    name: person.name,
    person: request.requestedBy,
    decider: request.decidedBy ?? '',
    account: request.subAccount.userName,
    tenant: ctx.tenant.name,
    amount: money(request.amount),
    allocated: money(request.allocated ?? request.amount),
    reason: request.reason,
    note: request.note,
  };
  return { locale, facts, words: (key: Word) => translate(locale, `requests.mail.${key}`, facts) };
}

function quotaLine(locale: Locale, { subAccount: { quota } }: Request): string {
  if (!quota) return translate(locale, 'requests.mail.noQuota');
  const money = (amount: bigint) => `${formatMoney(locale, formatAmount(amount))} ${quota.currency}`;
  const share = formatBasisPoints(locale, quota.shareBp);
  const facts = { granted: money(quota.granted), spent: money(quota.spent), share };
  return translate(locale, 'requests.mail.quota', facts);
}

const consoleUrl = (ctx: Ctx, quotaRequestId: string) =>
  `${publicUrl()}/${ctx.tenant.slug}/requests?peek=${quotaRequestId}`;
