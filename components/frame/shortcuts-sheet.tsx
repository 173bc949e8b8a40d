'use client';
import { useTranslations } from 'next-intl';
import { Dialog, DialogContent } from '#components/ui/dialog.tsx';
import { Keys } from './keys.tsx';
import type { NavEntry } from './nav.ts';
import { useAllPageKeys } from './page-keys.tsx';

type ShortcutsSheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  entries: readonly NavEntry[];
  commandKey: string;
};

/** Every shortcut that works on this page, opened by `?`. */
export function ShortcutsSheet({ open, onOpenChange, entries, commandKey }: ShortcutsSheetProps) {
  const t = useTranslations('nav.shortcuts');
  const onPage = useAllPageKeys();
  const general = [
    { keys: [commandKey, 'K'], text: t('palette') },
    { keys: ['?'], text: t('help') },
    { keys: ['Esc'], text: t('close') },
  ];
  const go = entries.flatMap((entry) =>
    entry.goKey ? [{ keys: ['g', entry.goKey], text: entry.label }] : [],
  );
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={t('title')} description={t('description')} size="lg">
        <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
          <div className="space-y-6">
            <List title={t('general')} items={general} />
            {onPage.map((group) => (
              <List key={group.title} title={group.title} items={group.keys} />
            ))}
          </div>
          <List title={t('goTo')} items={go} joint={t('then')} />
        </div>
      </DialogContent>
    </Dialog>
  );
}

type ListProps = {
  title: string;
  items: readonly { keys: readonly string[]; text: string }[];
  joint?: string;
};

function List({ title, items, joint }: ListProps) {
  return (
    <section>
      <h3 className="mb-1 font-medium text-faint text-xs">{title}</h3>
      <ul>
        {items.map((item) => (
          <li key={item.text} className="flex h-8 items-center justify-between gap-4 text-sm">
            {item.text}
            <Keys keys={item.keys} {...(joint ? { joint } : {})} />
          </li>
        ))}
      </ul>
    </section>
  );
}
