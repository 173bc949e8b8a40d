'use client';
import { CircleAlert, CircleCheck, CircleMinus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { Progress } from '#components/ui/progress.tsx';
import type { BulkRun } from './use-bulk-run.ts';

/** Something that the action was not even tried on, and why. */
export type LeftAlone<Target> = { target: Target; reason: string };

type BulkProgressProps<Target> = {
  run: BulkRun<Target>;
  leftAlone?: readonly LeftAlone<Target>[];
  nameOf: (target: Target) => string;
};

/** How far a bulk action is, and in the end what became of each row: refused with its reason, left alone, done. */
export function BulkProgress<Target>({ run, leftAlone = [], nameOf }: BulkProgressProps<Target>) {
  const t = useTranslations('common.bulk');
  const tried = run.done.length + run.failures.length;
  return (
    <div className="space-y-4">
      <div role="status" className="space-y-2">
        <p className="text-sm tabular-nums">
          {run.state === 'running'
            ? t('progress', { tried, total: run.total })
            : t('outcome', { done: run.done.length, failed: run.failures.length })}
        </p>
        <Progress value={tried} max={Math.max(1, run.total)} label={t('progressLabel')} />
        {run.state === 'running' ? <p className="text-faint text-xs">{t('mayLeave')}</p> : null}
      </div>
      {run.failures.length > 0 ? (
        <Group title={t('refused', { count: run.failures.length })} tone="danger">
          {run.failures.map(({ target, error }) => (
            <Refused key={nameOf(target)} name={nameOf(target)} error={error} />
          ))}
        </Group>
      ) : null}
      <LeftAloneList leftAlone={leftAlone} nameOf={nameOf} />
      {run.state === 'done' && run.done.length > 0 ? (
        <Group title={t('done', { count: run.done.length })} tone="success">
          {run.done.map((target) => (
            <li key={nameOf(target)} className="truncate px-3 py-1.5">
              {nameOf(target)}
            </li>
          ))}
        </Group>
      ) : null}
    </div>
  );
}

/** What the action will leave as it is; said before it starts as well as after. */
export function LeftAloneList<Target>({
  leftAlone,
  nameOf,
}: Pick<BulkProgressProps<Target>, 'leftAlone' | 'nameOf'>) {
  const t = useTranslations('common.bulk');
  if (!leftAlone || leftAlone.length === 0) return null;
  return (
    <Group title={t('leftAlone', { count: leftAlone.length })} tone="quiet">
      {leftAlone.map(({ target, reason }) => (
        <li key={nameOf(target)} className="flex flex-wrap justify-between gap-x-4 px-3 py-1.5">
          <span className="min-w-0 truncate">{nameOf(target)}</span>
          <span className="text-faint">{reason}</span>
        </li>
      ))}
    </Group>
  );
}

function Refused({ name, error }: { name: string; error: unknown }) {
  const requestIdWord = useTranslations('common.error')('requestId');
  const { detail, requestId } = useProblem()(error);
  return (
    <li className="px-3 py-2">
      <p className="font-medium">{name}</p>
      <p className="text-pretty text-soft">{detail}</p>
      {requestId ? <p className="font-mono text-faint text-xs">{`${requestIdWord} ${requestId}`}</p> : null}
    </li>
  );
}

const tones = {
  success: { icon: CircleCheck, ink: 'text-success' },
  danger: { icon: CircleAlert, ink: 'text-danger' },
  quiet: { icon: CircleMinus, ink: 'text-faint' },
};

type GroupProps = { title: string; tone: keyof typeof tones; children: ReactNode };

function Group({ title, tone, children }: GroupProps) {
  const { icon: Icon, ink } = tones[tone];
  return (
    <section className="space-y-1.5">
      <h3 className="flex items-center gap-2 font-medium text-sm">
        <Icon aria-hidden className={`size-4 ${ink}`} />
        {title}
      </h3>
      <ul className="max-h-44 divide-y divide-line overflow-y-auto rounded-md border border-line text-sm">
        {children}
      </ul>
    </section>
  );
}
