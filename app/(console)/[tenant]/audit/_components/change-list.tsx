import { useTranslations } from 'next-intl';
import { cn } from '#components/ui/cn.ts';
import { type Diff, linesOf } from './diff.ts';

/** Field by field what went (minus, red) and what came (plus, green); the signs are read out too. */
export function ChangeList({ changes, facts }: Diff) {
  const t = useTranslations('audit.details');
  return (
    <div className="space-y-4">
      {changes.length > 0 ? (
        <dl className="divide-y divide-line overflow-hidden rounded-md border border-line">
          {changes.map((change) => {
            const { kept, gone, come } = linesOf(change);
            return (
              <div key={change.path}>
                <dt className="bg-sunken px-3 py-1.5 font-mono text-soft text-xs">
                  {change.path || t('changes')}
                </dt>
                {kept.length > 0 ? (
                  <dd className="break-all px-3 py-1 pl-7 font-mono text-faint text-xs leading-5">
                    {kept.join(', ')}
                  </dd>
                ) : null}
                {gone.map((line) => (
                  <Line key={`-${line}`} sign="−" label={t('was')} text={line} />
                ))}
                {come.map((line) => (
                  <Line key={`+${line}`} sign="+" label={t('is')} text={line} />
                ))}
                {gone.length + come.length === 0 ? (
                  <dd className="px-3 py-1 text-faint text-xs">{t('nothing')}</dd>
                ) : null}
              </div>
            );
          })}
        </dl>
      ) : (
        <p className="text-sm text-soft">{t('noChanges')}</p>
      )}
      {facts.length > 0 ? (
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-xs">
          {facts.map(({ path, value }) => (
            <div key={path} className="contents">
              <dt className="font-mono text-faint">{path}</dt>
              <dd className="break-all font-mono text-soft">
                {typeof value === 'string' ? value : JSON.stringify(value)}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </div>
  );
}

type LineProps = { sign: '−' | '+'; label: string; text: string };

function Line({ sign, label, text }: LineProps) {
  return (
    <dd
      className={cn(
        'flex gap-2 px-3 py-1 font-mono text-xs leading-5',
        sign === '+' ? 'bg-success-soft text-success' : 'bg-danger-soft text-danger',
      )}
    >
      <span aria-hidden className="select-none">
        {sign}
      </span>
      <span className="sr-only">{label}: </span>
      <span className="min-w-0 whitespace-pre-wrap break-all">{text}</span>
    </dd>
  );
}
