'use client';
import { FlaskConical } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { cn } from '#components/ui/cn.ts';

type SandboxNoticeProps = {
  /** Leads to the control panel of this account; left out on the panel itself. */
  cloudAccountId?: string;
  className?: string;
};

/** Says that the figures around it are play money, wherever a sandbox account is looked at. */
export function SandboxNotice({ cloudAccountId, className }: SandboxNoticeProps) {
  const t = useTranslations('sandbox');
  const { slug } = useTenant();
  return (
    <p
      className={cn(
        'flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg bg-sunken px-3 py-2 text-sm text-soft',
        className,
      )}
    >
      <span className="inline-flex min-w-0 items-center gap-2">
        <FlaskConical aria-hidden className="size-4 shrink-0 text-info" />
        <span className="text-pretty">{t('notice')}</span>
      </span>
      {cloudAccountId ? (
        <Link
          href={`/${slug}/sandbox?cloud=${cloudAccountId}`}
          className="rounded-sm font-medium text-accent-ink hover:underline"
        >
          {t('steer')}
        </Link>
      ) : null}
    </p>
  );
}
