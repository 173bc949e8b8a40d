import type { Metadata } from 'next';
import { headers } from 'next/headers';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Heading } from '#app/(auth)/_components/heading.tsx';
import { DefinitionList } from '#components/definition-list.tsx';
import { Button } from '#components/ui/button.tsx';
import { AppError } from '#lib/errors.ts';
import { formatBasisPoints, formatDate, formatMoney } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { formatAmount } from '#lib/money.ts';
import { newBase } from '#server/core/ctx.ts';
import { toAppError, toProblem } from '#server/core/render-error.ts';
import { requestIdInScope } from '#server/core/scope.ts';
import { type ApprovalView, readApproval } from '#server/requests/service/links.ts';
import { callerAddress } from '#server/users/policy.ts';
import { DecideForm } from './_components/decide-form.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth.approval');
  // The address holds the secret of the link.
  return { title: t('title'), referrer: 'no-referrer', robots: { index: false } };
}

export default async function ApprovalPage({ params }: PageProps<'/approval/[token]'>) {
  const [{ token }, locale, head] = await Promise.all([params, getLocale(), headers()]);
  const address = callerAddress(Object.fromEntries(head));
  const requestId = requestIdInScope();
  const found = await readApproval(token, address, newBase('console', locale, requestId)).catch(
    (error: unknown) => {
      if (error instanceof AppError) return error;
      throw error;
    },
  );
  if (found instanceof AppError) return <Shut error={found} requestId={requestId} locale={locale} />;
  if (found.standing === 'open') return <Open token={token} view={found} locale={locale} />;
  return <Over view={found} locale={locale} />;
}

type ViewProps = { view: ApprovalView; locale: Locale };

const money = (locale: Locale, amount: bigint, currency: string) =>
  `${formatMoney(locale, formatAmount(amount))} ${currency}`;

/** Who asks for what, how the quota stands, and the button. */
async function Open({ token, view, locale }: ViewProps & { token: string }) {
  const t = await getTranslations('auth.approval');
  const { request, verdict, tenant, member } = view;
  if (!request) return null;
  const { subAccount, requestedBy: person, currency } = request;
  const { quota } = subAccount;
  const asked = money(locale, request.amount, currency);
  const spentOf = ({ spent, shareBp, currency: code }: NonNullable<typeof quota>) =>
    `${money(locale, spent, code)} (${formatBasisPoints(locale, shareBp)})`;
  const facts = { person, amount: asked, account: subAccount.userName, tenant: tenant.name };
  return (
    <DecideForm
      token={token}
      verdict={verdict}
      person={person}
      amount={formatAmount(request.amount)}
      currency={currency}
      slug={tenant.slug}
    >
      <Heading title={t(`${verdict}Heading`)}>{t('asks', facts)}</Heading>
      <div className="space-y-4">
        <blockquote className="whitespace-pre-wrap break-words rounded-md bg-sunken px-3 py-2 text-sm">
          {request.reason}
        </blockquote>
        <DefinitionList
          items={[
            { term: t('quota'), value: quota ? money(locale, quota.granted, quota.currency) : t('noQuota') },
            ...(quota ? [{ term: t('spent'), value: spentOf(quota) }] : []),
            { term: t('askedAt'), value: formatDate(locale, request.createdAt, tenant.timeZone, 'minute') },
          ]}
        />
        <p className="text-faint text-xs">{t('as', { member: member ?? '' })}</p>
      </div>
    </DecideForm>
  );
}

/** Used, expired, decided by somebody else, or not theirs any more: what happened, and where to go. */
async function Over({ view, locale }: ViewProps) {
  const t = await getTranslations('auth.approval');
  const { standing, request, tenant } = view;
  const what = standing === 'open' ? 'decided' : standing;
  const happened = request
    ? t(`state.${request.state}`, {
        name: request.decidedBy ?? '',
        person: request.requestedBy,
        amount: money(locale, request.allocated ?? request.amount, request.currency),
      })
    : null;
  return (
    <>
      <Heading title={t(`${what}Title`)}>
        {standing === 'refused' ? t('refusedBody') : standing === 'expired' ? t('expiredBody') : happened}
      </Heading>
      <ToConsole slug={standing === 'refused' ? null : tenant.slug}>{t('console')}</ToConsole>
    </>
  );
}

/** No link of ours, or its tenant lets nobody in this way. */
async function Shut({ error, requestId, locale }: { error: AppError; requestId: string; locale: Locale }) {
  const t = await getTranslations('auth.approval');
  const unknown = error.reason === 'link_invalid';
  const { detail } = toProblem(toAppError(error, requestId), requestId, locale);
  return (
    <>
      <Heading title={t(unknown ? 'invalidTitle' : 'shutTitle')}>
        {unknown ? t('invalidBody') : detail}
      </Heading>
      <ToConsole slug={null}>{t('console')}</ToConsole>
    </>
  );
}

function ToConsole({ slug, children }: { slug: string | null; children: ReactNode }) {
  return (
    <Button asChild size="lg" className="w-full">
      <Link href={slug ? `/${slug}/requests` : '/'}>{children}</Link>
    </Button>
  );
}
