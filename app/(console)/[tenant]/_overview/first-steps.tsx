'use client';
import { Check } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { Can, useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { cn } from '#components/ui/cn.ts';
import { Progress } from '#components/ui/progress.tsx';
import type { CloudAccountOut } from '#server/clouds/schema.ts';

export const steps = ['connect', 'import', 'allocate'] as const;
export type Step = (typeof steps)[number];

const permissionOf: Record<Step, string> = {
  connect: 'cloud-account:connect',
  import: 'sub-account:create',
  allocate: 'quota:allocate',
};

type FirstStepsProps = { done: Readonly<Record<Step, boolean>>; clouds: readonly CloudAccountOut[] };

/** The way from an empty tenant to spending with a limit: three steps, the next one ready to begin. */
export function FirstSteps({ done, clouds }: FirstStepsProps) {
  const t = useTranslations('overview.start');
  const { slug } = useTenant();
  const current = steps.find((step) => !done[step]);
  const count = steps.filter((step) => done[step]).length;
  const first = clouds[0];
  const hrefs: Record<Step, string> = {
    connect: `/${slug}/clouds/connect`,
    import: first ? `/${slug}/clouds/${first.id}` : `/${slug}/sub-accounts/new`,
    allocate: `/${slug}/sub-accounts`,
  };
  return (
    <Card>
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3 border-line border-b p-4">
        <div className="min-w-0">
          <h2 className="font-semibold text-ink text-lg">{t('title')}</h2>
          <p className="max-w-170 text-pretty text-sm text-soft">{t('body')}</p>
        </div>
        <div className="w-40 space-y-1.5">
          <p className="text-right text-soft text-xs tabular-nums max-sm:text-left">
            {t('progress', { done: count, total: steps.length })}
          </p>
          <Progress value={count} max={steps.length} label={t('title')} />
        </div>
      </div>
      <ol className="divide-y divide-line">
        {steps.map((step, index) => {
          const state = done[step] ? 'done' : step === current ? 'current' : 'later';
          return (
            <li
              key={step}
              aria-current={state === 'current' ? 'step' : undefined}
              className="flex flex-wrap items-center gap-x-4 gap-y-3 p-4"
            >
              <span
                aria-hidden
                className={cn(
                  'grid size-6 shrink-0 place-items-center rounded-full border font-medium text-xs tabular-nums',
                  state === 'done' && 'border-transparent bg-success-soft text-success',
                  state === 'current' && 'border-accent text-accent-ink',
                  state === 'later' && 'border-line-strong text-faint',
                )}
              >
                {state === 'done' ? <Check className="size-3.5" strokeWidth={2.5} /> : index + 1}
              </span>
              <div className="min-w-0 flex-1 basis-56 text-sm">
                <h3 className={cn('font-medium', state === 'current' ? 'text-ink' : 'text-soft')}>
                  {t(`${step}.title`)}
                  {state === 'done' ? <span className="sr-only">{` – ${t('done')}`}</span> : null}
                </h3>
                {state === 'done' ? null : <p className="text-pretty text-soft">{t(`${step}.body`)}</p>}
              </div>
              {state === 'current' ? (
                <span className="flex flex-wrap gap-2">
                  {step === 'import' ? (
                    <StepLink href={`/${slug}/sub-accounts/new`} permission={permissionOf.import}>
                      {t('import.create')}
                    </StepLink>
                  ) : null}
                  <StepLink href={hrefs[step]} permission={permissionOf[step]} primary>
                    {t(`${step}.action`)}
                  </StepLink>
                </span>
              ) : null}
            </li>
          );
        })}
      </ol>
    </Card>
  );
}

type StepLinkProps = { href: string; permission: string; primary?: boolean; children: string };

/** Without the right it stays as a button that says why. */
function StepLink({ href, permission, primary, children }: StepLinkProps) {
  const allowed = useCan(permission);
  const variant = primary ? 'primary' : 'secondary';
  return allowed ? (
    <Button asChild variant={variant}>
      <Link href={href}>{children}</Link>
    </Button>
  ) : (
    <Can permission={permission}>
      <Button variant={variant}>{children}</Button>
    </Can>
  );
}
