'use client';
import { ChevronDown, GitCompareArrows } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import { periodBefore } from './period.ts';
import type { SpendingState } from './use-spending-state.ts';
import { rangeText } from './use-words.ts';

/** What the figures are set beside: the days before, or nothing. */
export function CompareMenu({ state: { range, before, setCompared } }: { state: SpendingState }) {
  const t = useTranslations('spending.compare');
  const locale = useLocale();
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button>
          <GitCompareArrows aria-hidden className="text-faint" />
          <span className={before ? undefined : 'text-soft'}>{before ? t('with') : t('none')}</span>
          {before ? (
            <span className="font-normal text-soft tabular-nums">{rangeText(locale, before)}</span>
          ) : null}
          <ChevronDown aria-hidden className="text-faint" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        <DropdownMenuRadioGroup
          value={before ? 'before' : 'none'}
          onValueChange={(value) => setCompared(value === 'before')}
        >
          <DropdownMenuRadioItem value="before">
            {t('before', { days: rangeText(locale, periodBefore(range)) })}
          </DropdownMenuRadioItem>
          <DropdownMenuRadioItem value="none">{t('none')}</DropdownMenuRadioItem>
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
