'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { faultTargets, sandboxFaultKinds } from '#lib/choices.ts';
import type { SandboxOut } from '#server/sandbox/schema.ts';
import { useRefreshSandbox } from './use-sandbox.ts';

/** A choice that is no action's name. */
const ANY = '*';

/** Misfortunes on order: the next calls to this account meet them, and AirGate has to cope. */
export function FaultCard({ sandbox: { cloudAccountId, faults } }: { sandbox: SandboxOut }) {
  const t = useTranslations('sandbox.fault');
  const notAllowed = useTranslations('sandbox')('notAllowed');
  const trpc = useTRPC();
  const refresh = useRefreshSandbox();
  const [kind, setKind] = useState<(typeof sandboxFaultKinds)[number]>('throttled');
  const [action, setAction] = useState<string>(ANY);
  const [times, setTimes] = useState('1');
  const order = useMutation(trpc.sandbox.causeFault.mutationOptions({ onSettled: refresh }));
  const clear = useMutation(trpc.sandbox.clearFaults.mutationOptions({ onSettled: refresh }));
  const target = faultTargets.find((name) => name === action);
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
      </CardHeader>
      <CardBody className="space-y-4">
        <form
          className="space-y-3"
          onSubmit={(event) => {
            event.preventDefault();
            order.mutate({ cloudAccountId, kind, times: Number(times), ...(target && { action: target }) });
          }}
        >
          <FormField label={t('kind')}>
            <Select
              value={kind}
              onValueChange={(next) =>
                setKind(sandboxFaultKinds.find((candidate) => candidate === next) ?? kind)
              }
              options={sandboxFaultKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            />
          </FormField>
          <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,1fr)] gap-3">
            <FormField label={t('action')}>
              <Select
                value={action}
                onValueChange={setAction}
                options={[
                  { value: ANY, label: t('anyAction') },
                  ...faultTargets.map((value) => ({ value, label: value })),
                ]}
              />
            </FormField>
            <FormField label={t('times')}>
              <Input
                type="number"
                min={1}
                max={100}
                value={times}
                onChange={(event) => setTimes(event.target.value)}
              />
            </FormField>
          </div>
          <Can permission="sandbox:control" reason={notAllowed}>
            <Button type="submit" pending={order.isPending}>
              {t('order')}
            </Button>
          </Can>
          {order.error ? <ProblemPanel error={order.error} /> : null}
        </form>
        <div className="flex flex-wrap items-start justify-between gap-2 border-line border-t pt-3 text-sm">
          {faults.length === 0 ? (
            <p className="text-faint">{t('none')}</p>
          ) : (
            <>
              <div className="min-w-0">
                <p className="text-soft text-xs">{t('pending')}</p>
                <ul>
                  {faults.map((fault) => (
                    <li key={`${fault.kind} ${fault.action}`} className="text-warning">
                      {t('pendingLine', {
                        kind: t(`kinds.${fault.kind}`),
                        action: fault.action ?? t('anyAction'),
                        times: fault.times,
                      })}
                    </li>
                  ))}
                </ul>
              </div>
              <Can permission="sandbox:control">
                <Button size="sm" pending={clear.isPending} onClick={() => clear.mutate({ cloudAccountId })}>
                  {t('clear')}
                </Button>
              </Can>
            </>
          )}
        </div>
      </CardBody>
    </Card>
  );
}
