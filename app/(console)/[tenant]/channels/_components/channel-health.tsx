'use client';
import { CircleCheck, CircleDashed, CircleSlash, CircleX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { Ago } from '#components/ago.tsx';
import { CopyButton } from '#components/copy-button.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import type { Channel, TestAnswer } from './use-channel-actions.ts';
import { useFault } from './use-fault.ts';

export type Health = Pick<Channel, 'lastError' | 'lastOkAt' | 'failingSince' | 'failures' | 'offReason'>;
type ChannelHealthProps = { channel: Health; answer: TestAnswer | undefined };

/** Whether messages arrive: the answer to a test just made, else how the last message went. */
export function ChannelHealth({ channel, answer }: ChannelHealthProps) {
  const t = useTranslations('channels.health');
  return (
    <div aria-live="polite" className="min-w-0 py-1.5 text-sm">
      {answer ? <Answer answer={answer} /> : <Last channel={channel} t={t} />}
    </div>
  );
}

function Last({ channel, t }: { channel: Health; t: ReturnType<typeof useTranslations<'channels.health'>> }) {
  const reason = useFault();
  const off = useTranslations('channels.off');
  const { lastError, lastOkAt, failingSince, failures, offReason } = channel;
  if (offReason) {
    return (
      <div className="space-y-0.5">
        <p className="inline-flex items-center gap-1.5 text-warning">
          <CircleSlash aria-hidden className="size-4 shrink-0" />
          {off(offReason)}
        </p>
        <p className="max-w-120 text-pretty text-soft text-xs">{off(`${offReason}Body`)}</p>
      </div>
    );
  }
  if (lastError) {
    const since = failingSince && failures > 1 ? failingSince : null;
    const text = reason(lastError);
    return (
      <div className="space-y-0.5">
        <p className="inline-flex items-start gap-1.5 text-danger">
          <CircleX aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>
            {t.rich(since ? 'failing' : 'failed', { time: () => <Ago time={since ?? lastError.at} /> })}
            {since ? <span className="text-soft"> · {t('inARow', { count: failures })}</span> : null}
          </span>
        </p>
        <p title={text} className="line-clamp-2 max-w-90 break-words text-soft text-xs">
          {text}
        </p>
      </div>
    );
  }
  if (lastOkAt) {
    return (
      <p className="inline-flex items-center gap-1.5 text-soft">
        <CircleCheck aria-hidden className="size-4 shrink-0 text-success" />
        <span>{t.rich('ok', { time: () => <Ago time={lastOkAt} /> })}</span>
      </p>
    );
  }
  return (
    <p className="inline-flex items-center gap-1.5 text-faint">
      <CircleDashed aria-hidden className="size-4 shrink-0" />
      {t('untried')}
    </p>
  );
}

function Answer({ answer }: { answer: TestAnswer }) {
  const t = useTranslations('channels.health');
  const problem = useProblem();
  if (answer.state === 'running') {
    return (
      <p className="inline-flex items-center gap-1.5 text-soft">
        <Spinner className="size-4 shrink-0" />
        {t('testing')}
      </p>
    );
  }
  if (answer.state === 'taken') {
    return (
      <div className="space-y-0.5">
        <p className="inline-flex flex-wrap items-center gap-x-1.5 text-success">
          <CircleCheck aria-hidden className="size-4 shrink-0" />
          {t('tested')}
          <span className="text-soft tabular-nums">
            {answer.status === null ? null : `· ${t('status', { status: answer.status })} `}·{' '}
            {t('took', { ms: answer.durationMs })}
          </span>
        </p>
        {answer.text ? (
          <p title={answer.text} className="line-clamp-2 max-w-90 break-all font-mono text-soft text-xs">
            {answer.text}
          </p>
        ) : null}
      </div>
    );
  }
  const { detail, requestId } = problem(answer.error);
  return (
    <div className="max-w-90 space-y-0.5">
      <p className="flex items-start gap-1.5 text-danger">
        <CircleX aria-hidden className="mt-0.5 size-4 shrink-0" />
        <span className="min-w-0 break-words">{detail}</span>
      </p>
      {requestId ? (
        <p className="flex items-center gap-1 pl-5.5 text-faint text-xs">
          <code className="truncate font-mono">{requestId}</code>
          <CopyButton value={requestId} />
        </p>
      ) : null}
    </div>
  );
}
