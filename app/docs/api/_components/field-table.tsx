import { useLocale, useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import { fieldWords } from './field-words.ts';
import type { Field } from './reference.ts';

type FieldTableProps = { title: string; fields: readonly Field[] };

/** Fields with their types; a row each, wrapping rather than scrolling. */
export function FieldTable({ title, fields }: FieldTableProps) {
  const t = useTranslations('api');
  const locale = useLocale();
  const places: Partial<Record<Field['place'], string>> = {
    path: t('fields.path'),
    query: t('fields.query'),
    header: t('fields.header'),
  };
  return (
    <div>
      <h4 className="mb-1 font-medium text-ink text-sm">{title}</h4>
      <dl className="divide-y divide-line border-line border-y">
        {fields.map(({ name, type, required, description, place }) => (
          <div key={`${place} ${name}`} className="py-2">
            <dt className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
              <code className="break-all font-medium text-ink text-sm">{name}</code>
              <span className="break-words text-faint text-xs">{type}</span>
              {places[place] ? <span className="text-faint text-xs">{places[place]}</span> : null}
              {required && place !== 'answer' ? <Badge>{t('fields.required')}</Badge> : null}
            </dt>
            {description ? <dd className="text-sm text-soft">{fieldWords(locale, description)}</dd> : null}
          </div>
        ))}
      </dl>
    </div>
  );
}
