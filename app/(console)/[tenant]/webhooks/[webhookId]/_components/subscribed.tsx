'use client';
import { useTranslations } from 'next-intl';
import { eventGroups } from '#app/(console)/[tenant]/webhooks/_components/event-groups.ts';
import { useEventWord } from '#app/(console)/[tenant]/webhooks/_components/use-event-word.ts';
import type { Webhook } from '#app/(console)/[tenant]/webhooks/_components/webhook-table.ts';
import { EVERY_EVENT } from '#lib/webhook-events.ts';

/** What a webhook tells, by what the events are about. */
export function Subscribed({ events }: { events: Webhook['events'] }) {
  const t = useTranslations('webhooks');
  const word = useEventWord();
  const groups = eventGroups
    .map(({ noun, types }) => ({ noun, types: types.filter((type) => events.includes(type)) }))
    .filter(({ types }) => types.length > 0);
  return (
    <section
      aria-label={t('subscribed.title')}
      className="space-y-3 rounded-lg border border-line bg-surface px-5 py-4 text-sm"
    >
      <h2 className="font-medium text-base">{t('subscribed.title')}</h2>
      {events.includes(EVERY_EVENT) ? (
        <p className="text-soft">{t('subscribed.every')}</p>
      ) : (
        <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[9rem_1fr]">
          {groups.map(({ noun, types }) => (
            <div key={noun} className="contents">
              <dt className="text-soft">{t(`nouns.${noun}`)}</dt>
              <dd className="flex min-w-0 flex-wrap gap-1.5">
                {types.map((type) => (
                  <code
                    key={type}
                    title={word(type)}
                    className="rounded-sm bg-sunken px-1.5 py-0.5 font-mono text-xs"
                  >
                    {type}
                  </code>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
