'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { cn } from '#components/ui/cn.ts';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '#components/ui/tabs.tsx';
import type { AlertType, Severity } from '#lib/alerts.ts';
import { formatDate } from '#lib/i18n/format.ts';
import type { ChannelKind } from '#server/channels/schema.ts';
import { CodeBlock } from './code-block.tsx';
import { exampleRequest, verifyInNode, verifyInPython } from './webhook-example.ts';

type ChannelPreviewProps = {
  kind: ChannelKind;
  minSeverity: Severity;
  types: readonly AlertType[];
  /** The installation's own address. */
  origin: string;
};

/** An alert as this channel would tell it; it follows what is chosen in the form. */
export function ChannelPreview({ kind, minSeverity, types, origin }: ChannelPreviewProps) {
  const t = useTranslations('channels.preview');
  const subjects = useTranslations('alerts.subject');
  const { slug, name } = useTenant();
  const type = types.length === 0 || types.includes('quota_step') ? 'quota_step' : (types[0] ?? 'quota_step');
  const severity = minSeverity === 'info' ? 'warning' : minSeverity;
  const subject = subjects(type, {
    name: 'render-farm',
    step: 80,
    done: 3,
    steps: 6,
    amount: '12.50',
    currency: 'CNY',
    day: '2026-11-20',
    project: 'movie-one',
    outcome: 'other',
  });
  return (
    <aside aria-label={t('title')} className="min-w-0 space-y-3 xl:sticky xl:top-6">
      <div>
        <h2 className="font-medium text-base">{t('title')}</h2>
        <p className="text-sm text-soft">{t('hint')}</p>
      </div>
      {kind === 'webhook' ? (
        <WebhookPreview
          request={exampleRequest({ type, severity, subject, tenant: { slug, name }, origin })}
        />
      ) : (
        <MessagePreview kind={kind} severity={severity} subject={subject} tenantName={name} />
      )}
    </aside>
  );
}

function WebhookPreview({ request }: { request: string }) {
  const t = useTranslations('channels.preview');
  return (
    <Tabs defaultValue="request">
      <TabsList aria-label={t('tabs')}>
        <TabsTrigger value="request">{t('request')}</TabsTrigger>
        <TabsTrigger value="node">{t('node')}</TabsTrigger>
        <TabsTrigger value="python">{t('python')}</TabsTrigger>
      </TabsList>
      <TabsContent value="request" className="space-y-3">
        <CodeBlock code={request} label={t('request')} />
        <p className="text-pretty text-soft text-xs">{t('signing')}</p>
        <p className="text-pretty text-soft text-xs">{t('answering')}</p>
      </TabsContent>
      <TabsContent value="node" className="space-y-3">
        <CodeBlock code={verifyInNode} label={t('node')} />
        <p className="text-pretty text-soft text-xs">{t('raw')}</p>
      </TabsContent>
      <TabsContent value="python" className="space-y-3">
        <CodeBlock code={verifyInPython} label={t('python')} />
        <p className="text-pretty text-soft text-xs">{t('raw')}</p>
      </TabsContent>
    </Tabs>
  );
}

const grounds: Record<Severity, string> = {
  info: 'bg-info-soft text-info',
  warning: 'bg-warning-soft text-warning',
  critical: 'bg-danger-soft text-danger',
};

type MessagePreviewProps = {
  kind: 'feishu' | 'email';
  severity: Severity;
  subject: string;
  tenantName: string;
};

/** A card in a chat, or a mail: the same facts under the same subject. */
function MessagePreview({ kind, severity, subject, tenantName }: MessagePreviewProps) {
  const t = useTranslations('channels.facts');
  const locale = useLocale();
  const { timeZone } = useTenant();
  const facts = [
    [t('tenant'), tenantName],
    [t('subAccount'), 'render-farm'],
    [t('spent'), '83.20 / 100.00 CNY'],
    ['movie-one', '83.20 CNY'],
    [t('time'), formatDate(locale, new Date('2026-11-20T08:00:00Z'), timeZone, 'minute')],
  ] as const;
  const card = kind === 'feishu';
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface text-sm">
      <p
        className={cn('px-4 py-2.5 font-medium', card ? grounds[severity] : 'border-line border-b')}
      >{`[AirGate] ${subject}`}</p>
      <dl className={cn('grid gap-x-6 gap-y-2 p-4', card ? 'grid-cols-2' : 'grid-cols-[auto_1fr]')}>
        {facts.map(([label, value]) => (
          <div key={label} className={card ? 'min-w-0' : 'contents'}>
            <dt className={cn('text-soft', card && 'text-xs')}>{label}</dt>
            <dd className="min-w-0 break-words tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <div className="flex items-center justify-between gap-3 border-line border-t px-4 py-2.5 text-xs">
        <span className="rounded-sm bg-hover px-2 py-1 font-medium">{t('open')}</span>
        <span className="truncate text-faint">{`AirGate · ${tenantName}`}</span>
      </div>
    </div>
  );
}
