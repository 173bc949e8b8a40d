'use client';
import { CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { addAmounts } from '#components/amounts.ts';
import { Money } from '#components/money.tsx';
import { Percent } from '#components/percent.tsx';
import { Section } from '#components/section.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { roundAmount } from '#lib/money.ts';
import { unnamed } from './spending-table.ts';
import { useBreakdown } from './use-figures.ts';
import type { SpendingState } from './use-spending-state.ts';

const kinds = ['unmanaged', 'default', 'unnamed'] as const;
/** More projects without an owner than this are still in the first figure. */
const MOST_PROJECTS = 500;

const filterOf: Record<(typeof kinds)[number], Record<string, string>> = {
  unmanaged: {},
  default: { project: 'default' },
  unnamed: { project: unnamed },
};

type Kind = (typeof kinds)[number];

/** Why nobody's quota carries the spending of a project. */
function kindOf(project: string): Kind {
  return project === '' ? 'unnamed' : project === 'default' ? 'default' : 'unmanaged';
}

/** Spending of these days that nobody's quota carries: why, and what brings it home. */
export function Unattributed({ state }: { state: SpendingState }) {
  const t = useTranslations('spending.unattributed');
  const { currency, slug } = useTenant();
  const filters = { ...state.filters, unattributed: true };
  const found = useBreakdown({ filters, before: null, by: 'project' }, MOST_PROJECTS).data;
  const whole = useBreakdown({ ...state, by: 'project' }).data;
  if (!found || !whole || roundAmount(whole.amount) === 0n || state.filters.subAccountId) return null;
  const amountOf = (kind: Kind) =>
    addAmounts(
      ...found.items.filter(({ id }) => kindOf(id) === kind).map(({ amount }) => amount),
      kind === 'unmanaged' ? found.rest.amount : '0',
    );
  const present = kinds.filter((kind) => roundAmount(amountOf(kind)) > 0n);
  if (present.length === 0) {
    return (
      <p className="flex items-center gap-2 text-sm text-soft">
        <CircleCheck aria-hidden className="size-4 text-success" />
        {t('none')}
      </p>
    );
  }
  return (
    <Section id="unattributed" title={t('title')} description={t('body')}>
      <Card>
        <ul className="divide-y divide-line">
          {present.map((kind) => (
            <li
              key={kind}
              className="grid gap-x-6 gap-y-2 p-4 text-sm md:grid-cols-[minmax(0,1fr)_auto_auto] md:items-center"
            >
              <div className="min-w-0 space-y-0.5">
                <p className="font-medium text-ink">{t(`${kind}.title`)}</p>
                <p className="max-w-170 text-pretty text-soft">{t(`${kind}.todo`)}</p>
              </div>
              <p className="flex items-baseline gap-2 md:justify-end">
                <Money amount={amountOf(kind)} currency={currency} className="font-medium text-ink" />
                <Percent
                  part={amountOf(kind)}
                  whole={whole.amount}
                  className="w-12 text-right text-faint text-xs"
                />
              </p>
              <div className="flex gap-2">
                <Button asChild size="sm">
                  <Link
                    scroll={false}
                    href={state.drill({ ...filterOf[kind], unattributed: 'yes', group: 'project' })}
                  >
                    {t('show')}
                  </Link>
                </Button>
                {kind === 'unmanaged' ? (
                  <Button asChild size="sm">
                    <Link href={`/${slug}/sub-accounts`}>{t('assign')}</Link>
                  </Button>
                ) : null}
              </div>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}
