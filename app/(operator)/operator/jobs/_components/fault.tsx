import { useTranslations } from 'next-intl';
import { Collapsible } from '#components/ui/collapsible.tsx';
import { ScrollArea } from '#components/ui/scroll-area.tsx';

type FaultProps = { fault: { name: string; message: string; stack: string | null } };

/** An error as it was thrown, its stack on demand. */
export function Fault({ fault: { name, message, stack } }: FaultProps) {
  const t = useTranslations('operator.jobs.run');
  return (
    <div className="min-w-0 space-y-1.5">
      <p className="break-words text-danger text-sm">
        {name === 'Error' ? null : <span className="font-medium">{name}: </span>}
        {message}
      </p>
      {stack ? (
        <Collapsible title={t('stack')}>
          <ScrollArea label={t('stack')} className="max-h-60 rounded-md border border-line bg-sunken">
            <pre className="min-w-fit p-3 font-mono text-soft text-xs leading-5">{stack}</pre>
          </ScrollArea>
        </Collapsible>
      ) : null}
    </div>
  );
}
