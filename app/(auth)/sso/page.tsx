import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Heading } from '#app/(auth)/_components/heading.tsx';
import { SignOutButton } from '#app/(auth)/_components/sign-out-button.tsx';
import { Button } from '#components/ui/button.tsx';
import { isReason } from '#lib/errors.ts';
import { returnPath } from '#server/users/policy.ts';
import { MailboxForm } from './_components/mailbox-form.tsx';
import { Refusal } from './_components/refusal.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('sso.page');
  return { title: t('title') };
}

const text = (value: string | string[] | undefined) => (typeof value === 'string' ? value : '');

/** The way to a provider: by mailbox, from a tenant that asks for it, and back here when it did not work. */
export default async function SsoPage({ searchParams }: PageProps<'/sso'>) {
  const [{ reason, request, tenant, email, callbackUrl }, t] = await Promise.all([
    searchParams,
    getTranslations('sso.page'),
  ]);
  const why = text(reason);
  const slug = /^[a-z][a-z0-9-]{1,39}$/.test(text(tenant)) ? text(tenant) : null;
  const path = returnPath(callbackUrl);
  const again = slug && `/api/sso/start?${new URLSearchParams({ tenant: slug, callbackUrl: path })}`;
  if (slug && why === 'sso_required') {
    return (
      <>
        <Heading title={t('requiredTitle', { tenant: slug })}>{t('requiredBody')}</Heading>
        <div className="grid gap-3">
          <Button asChild variant="primary" size="lg">
            <a href={again ?? ''}>{t('continue')}</a>
          </Button>
          <SignOutButton path="/sign-in">{t('otherAccount')}</SignOutButton>
        </div>
      </>
    );
  }
  if (slug && why === 'sso_elsewhere') {
    const query = new URLSearchParams({ callbackUrl: `/${slug}` });
    return (
      <>
        <Heading title={t('elsewhereTitle')}>{t('elsewhereBody')}</Heading>
        <SignOutButton path={`/sign-in?${query}`}>{t('otherAccount')}</SignOutButton>
      </>
    );
  }
  if (isReason(why)) {
    const requestId = /^req_[0-9a-f]{32}$/.test(text(request)) ? text(request) : null;
    return <Refusal reason={why} requestId={requestId} again={again} />;
  }
  return (
    <>
      <Heading title={t('heading')}>{t('body')}</Heading>
      <MailboxForm email={text(email)} path={path} />
    </>
  );
}
