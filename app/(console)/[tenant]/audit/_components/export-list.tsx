'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, CircleSlash, Clock, Download } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { toast } from '#components/ui/toast.tsx';
import { formatDate } from '#lib/i18n/format.ts';
import { exportAddress } from './export-address.ts';
import { isOpen, type LogExport, useExports, useExportText } from './use-exports.ts';

/** The files of the last day: how far they are, and where they are to be had. Nothing where there are none. */
export function ExportList() {
  const t = useTranslations('audit.files');
  const heading = useId();
  const items = useExports().data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Card role="region" aria-labelledby={heading}>
      <h2 id={heading} className="px-3 pt-2.5 font-medium text-faint text-xs">
        {t('heading')}
      </h2>
      <ul className="divide-y divide-line">
        {items.map((made) => (
          <ExportLine key={made.id} made={made} />
        ))}
      </ul>
    </Card>
  );
}

const marks: Record<LogExport['state'], ReactNode> = {
  waiting: <Clock aria-hidden className="size-4 text-faint" />,
  running: <Spinner className="size-4 text-info" />,
  done: <CircleCheck aria-hidden className="size-4 text-success" />,
  failed: <CircleAlert aria-hidden className="size-4 text-danger" />,
  cancelled: <CircleSlash aria-hidden className="size-4 text-faint" />,
};

function ExportLine({ made }: { made: LogExport }) {
  const t = useTranslations('audit.files');
  const textOf = useExportText();
  const locale = useLocale();
  const { timeZone } = useTenant();
  const write = (time: string) => formatDate(locale, time, timeZone, 'minuteShort');
  const name = t('name', { format: t(`formats.${made.format}`), time: write(made.createdAt) });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3 py-2.5">
      <span className="shrink-0">{marks[made.state]}</span>
      <div className="min-w-0 flex-1 basis-60">
        <p className="text-sm">
          {name} <span className="text-faint">{t('by', { name: made.requestedBy.name })}</span>
        </p>
        <p role="status" className="text-soft text-xs tabular-nums">
          {textOf(made)}
          {made.state === 'done' ? (
            <span className="text-faint"> · {t('until', { time: write(made.expiresAt) })}</span>
          ) : null}
        </p>
        {made.state === 'running' ? (
          <Progress
            className="mt-1.5 max-w-100"
            label={t('progress')}
            value={made.looked}
            max={Math.max(made.total, 1)}
          />
        ) : null}
      </div>
      {made.state === 'done' ? <DownloadLink made={made} name={name} /> : null}
      {isOpen(made) && made.mine ? <CancelButton made={made} name={name} /> : null}
    </li>
  );
}

type LineProps = { made: LogExport; name: string };

function DownloadLink({ made, name }: LineProps) {
  const t = useTranslations('audit.files');
  const { slug } = useTenant();
  return (
    <Button asChild size="sm" className="max-sm:ml-8">
      <a href={exportAddress(slug, made.id)} download aria-label={`${t('download')}: ${name}`}>
        <Download aria-hidden className="size-3.5" />
        {t('download')}
      </a>
    </Button>
  );
}

function CancelButton({ made, name }: LineProps) {
  const t = useTranslations('audit.files');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onError = useToastProblem();
  const cancel = useMutation(
    trpc.audit.cancelExport.mutationOptions({
      onError,
      onSuccess: () => toast.info(t('cancelled')),
      onSettled: () => queries.invalidateQueries(trpc.audit.pathFilter()),
    }),
  );
  return (
    <Button
      size="sm"
      className="max-sm:ml-8"
      aria-label={`${t('cancel')}: ${name}`}
      pending={cancel.isPending}
      onClick={() => cancel.mutate({ exportId: made.id })}
    >
      {t('cancel')}
    </Button>
  );
}
