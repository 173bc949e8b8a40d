'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { Moment } from '#components/ago.tsx';
import { CopyButton } from '#components/copy-button.tsx';
import { DefinitionList } from '#components/definition-list.tsx';
import { JsonView } from '#components/json-view.tsx';
import { Collapsible } from '#components/ui/collapsible.tsx';
import { useAuditWords } from './action-words.ts';
import { Actor } from './actor.tsx';
import type { AuditEntry } from './audit-table.ts';
import { ChangeList } from './change-list.tsx';
import { diffOf, toJson } from './diff.ts';

/** One entry in the side panel: who, when and how, then the difference it made. */
export function AuditDetails({ entry, name }: { entry: AuditEntry; name: string | null }) {
  const t = useTranslations('audit');
  const words = useAuditWords();
  const { slug } = useTenant();
  const about = (text: string) => `/${slug}/audit?q=${encodeURIComponent(text)}`;
  return (
    <div className="space-y-6">
      <DefinitionList
        items={[
          { term: t('details.time'), value: <Moment time={entry.at} seconds /> },
          { term: t('details.actor'), value: <Actor actor={entry.actor} /> },
          {
            term: t('details.actorId'),
            value: <Id value={entry.actor.id} label={t('copy.actor')} />,
          },
          { term: t('details.source'), value: words.source(entry.source) },
          {
            term: t('details.action'),
            value: <code className="break-all font-mono text-xs">{entry.action}</code>,
          },
          {
            term: t('details.target'),
            value: (
              <div className="space-y-1">
                <p>
                  <span className="text-soft">{words.target(entry.target.kind)}</span> {name}
                </p>
                <Id value={entry.target.id} label={t('copy.target')} />
                <QueryLink href={about(entry.target.id)}>{t('details.sameObject')}</QueryLink>
              </div>
            ),
          },
          {
            term: t('details.chain'),
            value:
              entry.seq === null || entry.hash === null ? (
                <span className="text-danger">{t('details.unlinked')}</span>
              ) : (
                <span className="flex min-w-0 items-center gap-1">
                  <span className="min-w-0 tabular-nums" title={entry.hash}>
                    {t.rich('details.link', {
                      seq: entry.seq,
                      hash: () => <code className="font-mono text-xs">{entry.hash?.slice(0, 12)}…</code>,
                    })}
                  </span>
                  <CopyButton value={entry.hash} label={t('copy.hash')} />
                </span>
              ),
          },
          {
            term: t('details.requestId'),
            value: (
              <div className="space-y-1">
                <Id value={entry.requestId} label={t('copy.request')} />
                <QueryLink href={about(entry.requestId)}>{t('details.sameRequest')}</QueryLink>
              </div>
            ),
          },
        ]}
      />
      <section className="space-y-2">
        <h3 className="font-medium text-sm">{t('details.changes')}</h3>
        <ChangeList {...diffOf(entry.before, entry.after)} />
      </section>
      <Collapsible title={t('details.raw')}>
        <div className="space-y-3">
          <p className="text-faint text-xs">{t('details.before')}</p>
          <JsonView label={t('details.before')} value={toJson(entry.before)} />
          <p className="text-faint text-xs">{t('details.after')}</p>
          <JsonView label={t('details.after')} value={toJson(entry.after)} />
        </div>
      </Collapsible>
    </div>
  );
}

function Id({ value, label }: { value: string; label: string }) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      <code title={value} className="min-w-0 truncate font-mono text-xs">
        {value}
      </code>
      <CopyButton value={value} label={label} />
    </span>
  );
}

function QueryLink({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="block w-fit rounded-sm text-accent-ink text-xs hover:underline">
      {children}
    </Link>
  );
}
