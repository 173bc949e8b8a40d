import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { cn } from '#components/ui/cn.ts';
import type { Permission } from '#lib/permissions.ts';
import { CodeBlock } from './code-block.tsx';
import { curlOf } from './curl.ts';
import { FieldTable } from './field-table.tsx';
import type { Operation } from './reference.ts';
import { RefusalTable } from './refusal-table.tsx';

type OperationViewProps = { operation: Operation };

/** One endpoint: what it does and takes to the left, how to call it and what comes back to the right. */
export function OperationView({ operation }: OperationViewProps) {
  const t = useTranslations('api');
  const permission = useTranslations('roles.permissions');
  const { id, method, path, input, output, answer, status, refusals } = operation;
  const name = t(`operations.${id}` as Parameters<typeof t>[0]);
  return (
    <section
      id={id}
      aria-labelledby={`${id}-name`}
      className="grid scroll-mt-20 gap-x-10 gap-y-5 border-line border-t py-8 xl:grid-cols-[minmax(0,1fr)_minmax(0,28rem)]"
    >
      <div className="min-w-0 space-y-4">
        <div className="space-y-1.5">
          <h3 id={`${id}-name`} className="text-pretty font-semibold text-ink text-lg">
            <a href={`#${id}`} className="rounded-sm hover:underline">
              {name}
            </a>
          </h3>
          <p className="flex flex-wrap items-center gap-2">
            <Method method={method} />
            <code className="break-all text-ink text-sm">{path}</code>
          </p>
          <p className="text-sm text-soft">
            {t('needs')} <code className="text-ink">{operation.permission}</code>{' '}
            {permission(operation.permission as Permission)}
          </p>
        </div>
        {input.length > 0 ? <FieldTable title={t('fields.input')} fields={input} /> : null}
        <Unfolding title={t('fields.output', { count: output.length })}>
          <FieldTable title={t('fields.answer')} fields={output} />
        </Unfolding>
        {refusals.length > 0 ? (
          <Unfolding title={t('refusals.title', { count: refusals.flatMap((each) => each.reasons).length })}>
            <RefusalTable title={t('refusals.table', { name })} refusals={refusals} />
          </Unfolding>
        ) : null}
      </div>
      <div className="min-w-0 space-y-3">
        <CodeBlock
          title={t('request')}
          label={`${t('request')}: ${name}`}
          code={curlOf(operation)}
          copyLabel={t('copyRequest', { name })}
        />
        <CodeBlock
          title={t('response', { status })}
          label={`${t('response', { status })}: ${name}`}
          code={answer}
          copyLabel={t('copyResponse', { name })}
        />
      </div>
    </section>
  );
}

function Unfolding({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="group">
      <summary className="flex w-fit cursor-pointer list-none items-center gap-1 rounded-sm font-medium text-ink text-sm hover:underline">
        <ChevronRight aria-hidden className="size-3.5 text-faint transition-transform group-open:rotate-90" />
        {title}
      </summary>
      <div className="mt-2">{children}</div>
    </details>
  );
}

const LOOKS: Record<string, string> = {
  GET: 'bg-info-soft text-info',
  POST: 'bg-success-soft text-success',
  PATCH: 'bg-warning-soft text-warning',
  PUT: 'bg-warning-soft text-warning',
  DELETE: 'bg-danger-soft text-danger',
};

export function Method({ method }: { method: string }) {
  return (
    <span className={cn('rounded-sm px-1.5 font-medium font-mono text-xs leading-5', LOOKS[method])}>
      {method}
    </span>
  );
}
