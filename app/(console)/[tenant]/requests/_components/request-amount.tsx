'use client';
import { useTranslations } from 'next-intl';
import { Money } from '#components/money.tsx';
import type { RequestOut } from '#server/requests/schema.ts';

/** What was asked for; struck out beside what was given, where that is another amount. */
export function RequestAmount({ request }: { request: RequestOut }) {
  const t = useTranslations('requests.columns');
  const { amount, allocated, currency } = request;
  if (allocated === null || allocated === amount) return <Money amount={amount} currency={currency} />;
  return (
    <span className="inline-flex items-baseline gap-2">
      <del className="text-faint">
        <span className="sr-only">{t('amount')} </span>
        <Money amount={amount} />
      </del>
      <ins className="no-underline">
        <span className="sr-only">{t('allocated')} </span>
        <Money amount={allocated} currency={currency} />
      </ins>
    </span>
  );
}
