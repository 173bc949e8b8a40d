'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ShieldCheck, ShieldOff } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Moment } from '#components/ago.tsx';
import { SecretOnce } from '#components/secret-once.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody } from '#components/ui/card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

const ChangeFactor = dynamic(() => import('./change-factor.tsx').then((m) => m.ChangeFactor), { ssr: false });
const TurnOnFactor = dynamic(() => import('./turn-on-factor.tsx').then((m) => m.TurnOnFactor), {
  ssr: false,
});

type Doing = 'on' | 'off' | 'renew';

/** Whether signing in takes two steps, and the ways to change it. */
export function SecondFactorCard() {
  const t = useTranslations('profile.factor');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const factor = useQuery(trpc.users.secondFactor.queryOptions());
  const [doing, setDoing] = useState<Doing | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  if (!factor.data) {
    return factor.isError ? (
      <ProblemPanel error={factor.error} onRetry={() => void factor.refetch()} />
    ) : (
      <Skeleton className="h-20 w-full rounded-lg" />
    );
  }
  const { since, recoveryCodes } = factor.data;
  const done = async (made?: string[]) => {
    setDoing(null);
    if (made) setCodes(made);
    await queries.invalidateQueries(trpc.users.secondFactor.queryFilter());
  };
  const close = () => setDoing(null);
  return (
    <Card>
      <CardBody className="flex flex-wrap items-center justify-between gap-4">
        <div className="flex min-w-0 items-start gap-3">
          {since ? (
            <ShieldCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-success" />
          ) : (
            <ShieldOff aria-hidden className="mt-0.5 size-4 shrink-0 text-faint" />
          )}
          <div>
            <p className="font-medium text-sm">
              {since ? t.rich('on', { since: () => <Moment time={since} /> }) : t('off')}
            </p>
            <p className={since && recoveryCodes < 3 ? 'text-sm text-warning' : 'text-sm text-soft'}>
              {since ? t('left', { count: recoveryCodes }) : t('offBody')}
            </p>
          </div>
        </div>
        {since ? (
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => setDoing('renew')}>{t('renew')}</Button>
            <Button variant="danger-quiet" onClick={() => setDoing('off')}>
              {t('turnOff')}
            </Button>
          </div>
        ) : (
          <Button variant="primary" onClick={() => setDoing('on')}>
            {t('turnOn')}
          </Button>
        )}
      </CardBody>
      {doing === 'on' ? <TurnOnFactor onDone={done} onClose={close} /> : null}
      {doing === 'off' || doing === 'renew' ? (
        <ChangeFactor change={doing} onDone={done} onClose={close} />
      ) : null}
      <SecretOnce
        open={codes !== null}
        title={t('codesTitle')}
        fileName="airgate-recovery-codes"
        secrets={[{ label: t('codeLabel'), value: (codes ?? []).join('\n'), plain: true }]}
        onStored={() => setCodes(null)}
      >
        <p className="text-pretty text-sm text-soft">{t('codesBody')}</p>
      </SecretOnce>
    </Card>
  );
}
