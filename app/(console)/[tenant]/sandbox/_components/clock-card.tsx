'use client';
import { useMutation } from '@tanstack/react-query';
import { FastForward } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { useClock } from '#components/clock.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { toast } from '#components/ui/toast.tsx';
import { formatDate, formatDuration } from '#lib/i18n/format.ts';
import type { SandboxOut } from '#server/sandbox/schema.ts';
import { useRefreshSandbox } from './use-sandbox.ts';

const jumps = [
  { name: 'hour', hours: 1 },
  { name: 'day', hours: 24 },
] as const;

/** The account's own time, which only goes forward. */
export function ClockCard({ sandbox: { clock, cloudAccountId } }: { sandbox: SandboxOut }) {
  const t = useTranslations('sandbox.clock');
  const notAllowed = useTranslations('sandbox')('notAllowed');
  const locale = useLocale();
  const { timeZone } = useClock();
  const trpc = useTRPC();
  const refresh = useRefreshSandbox();
  const onError = useToastProblem();
  const advance = useMutation(
    trpc.sandbox.advance.mutationOptions({
      onError,
      onSuccess: ({ now }) =>
        toast.success(t('done', { time: formatDate(locale, now, timeZone, 'minuteShort') })),
      onSettled: refresh,
    }),
  );
  const ahead = clock.aheadSeconds;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
        <span className="text-soft text-xs">
          {ahead < 60 ? t('same') : t('ahead', { duration: formatDuration(locale, ahead * 1_000) })}
        </span>
      </CardHeader>
      <CardBody className="space-y-3">
        <p className="font-semibold text-ink text-lg tabular-nums">
          {formatDate(locale, clock.now, timeZone, 'second')}
        </p>
        <Can permission="sandbox:control" reason={notAllowed}>
          <div className="flex flex-wrap gap-2">
            {jumps.map(({ name, hours }) => (
              <Button
                key={name}
                pending={advance.isPending && advance.variables.hours === hours}
                disabled={advance.isPending}
                onClick={() => advance.mutate({ cloudAccountId, hours })}
              >
                <FastForward aria-hidden />
                {t(name)}
              </Button>
            ))}
          </div>
        </Can>
        <p className="text-pretty text-faint text-xs">{t('hint')}</p>
      </CardBody>
    </Card>
  );
}
