import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Heading } from '#app/(auth)/_components/heading.tsx';
import { Button } from '#components/ui/button.tsx';
import type { ErrorReason } from '#lib/errors.ts';

type RefusalProps = {
  reason: ErrorReason;
  requestId: string | null;
  /** Begins anew with the same tenant. */
  again: string | null;
};

/** Why nobody was signed in, and what to quote when asking for help. */
export function Refusal({ reason, requestId, again }: RefusalProps) {
  const t = useTranslations('sso.page');
  const reasons = useTranslations('errors.reasons');
  return (
    <>
      {/* The window in which starts are counted is a quarter of an hour; other reasons take no figures. */}
      <Heading title={t('refused')}>{reasons(reason, { minutes: 15, requestId: requestId ?? '' })}</Heading>
      <div className="grid gap-3">
        <Button asChild variant="primary" size="lg">
          <a href={again ?? '/sso'}>{t('again')}</a>
        </Button>
        <Button asChild size="lg">
          <Link href="/sign-in">{t('back')}</Link>
        </Button>
      </div>
      {requestId ? (
        <p className="mt-6 text-faint text-xs">
          {t('requestId')} <code className="break-all font-mono">{requestId}</code>
        </p>
      ) : null}
    </>
  );
}
