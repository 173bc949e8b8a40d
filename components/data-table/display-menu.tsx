'use client';
import { SlidersHorizontal } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { lateComponent } from '#components/ui/late-component.tsx';
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover.tsx';
import type { DisplayPanelProps } from './display-panel.tsx';

const DisplayPanel = lateComponent(() => import('./display-panel.tsx').then((m) => m.DisplayPanel));

/** Row height, which columns are shown, and in which order. */
export function DisplayMenu(props: DisplayPanelProps) {
  const t = useTranslations('table');
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button size="icon" aria-label={t('display')}>
          <SlidersHorizontal aria-hidden />
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" aria-label={t('display')} className="w-72 p-0">
        <DisplayPanel {...props} />
      </PopoverContent>
    </Popover>
  );
}
