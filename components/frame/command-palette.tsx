'use client';
import { History } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { cn } from '#components/ui/cn.ts';
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from '#components/ui/command.tsx';
import { modalStyles, scrimStyles } from '#components/ui/dialog-styles.ts';
import { overlays } from '#components/ui/overlays.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import { Keys } from './keys.tsx';
import { leave } from './leave-guard.ts';
import type { PaletteEntry, PaletteSearch } from './palette-entry.ts';
import { matches } from './palette-match.ts';
import { useFound } from './use-found.ts';
import { useRecent } from './use-recent.ts';

type CommandPaletteProps = {
  /** Where recent things are kept apart: a tenant's address. */
  area: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  entries: readonly PaletteEntry[];
  search?: PaletteSearch | undefined;
};

/** Everything one can go to or do, by name: first what is about this page, then what was opened lately. */
export function CommandPalette({ area, open, onOpenChange, entries, search }: CommandPaletteProps) {
  const t = useTranslations('nav.palette');
  const router = useRouter();
  const parts = overlays.useParts(true);
  const [query, setQuery] = useState('');
  const words = query.trim();
  const { found, searching } = useFound(open ? words : '', search);
  const { recent, read, add } = useRecent(area);
  useEffect(() => {
    if (open) read();
  }, [open, read]);

  const lately: PaletteEntry[] = recent.map((entry) => ({
    ...entry,
    id: `recent ${entry.id}`,
    heading: t('recent'),
    icon: <History />,
  }));
  const offered = words
    ? entries.filter((entry) => matches(entry, words))
    : [...entries.filter((entry) => entry.here), ...lately, ...entries.filter((e) => !e.here && !e.quiet)];
  const groups = Map.groupBy([...offered, ...found], (entry) => entry.heading ?? t('actions'));

  const close = (next: boolean) => {
    setQuery('');
    onOpenChange(next);
  };
  const choose = ({ id, label, hint, href, run }: PaletteEntry) => {
    close(false);
    if (href) {
      add({ id: id.replace(/^recent /, ''), label, href, hint: hint ?? '' });
      leave(() => router.push(href));
    }
    run?.();
  };
  if (!parts) return null;
  const { Dialog: Primitive } = parts;
  return (
    <Primitive.Root open={open} onOpenChange={close}>
      <Primitive.Portal>
        <Primitive.Overlay className={scrimStyles} />
        <Primitive.Content
          aria-describedby={undefined}
          className={cn(modalStyles, 'top-[12vh] max-w-150 translate-y-0 overflow-hidden max-sm:top-4')}
        >
          <Primitive.Title className="sr-only">{t('title')}</Primitive.Title>
          <Command label={t('title')} loop shouldFilter={false}>
            <div className="relative">
              <CommandInput
                value={query}
                onValueChange={setQuery}
                placeholder={t('placeholder')}
                aria-label={t('title')}
              />
              {searching ? <Spinner className="absolute top-3.5 right-3" /> : null}
            </div>
            <CommandList label={t('title')} className="max-h-[min(420px,56dvh)]">
              {searching ? null : <CommandEmpty>{t('empty', { query: words })}</CommandEmpty>}
              {[...groups].map(([heading, group]) => (
                <CommandGroup key={heading} heading={heading}>
                  {group.map((entry) => (
                    <CommandItem key={entry.id} value={entry.id} onSelect={() => choose(entry)}>
                      {entry.icon}
                      <span className="flex min-w-0 flex-1 items-baseline gap-2">
                        <span className="truncate">{entry.label}</span>
                        {entry.hint ? (
                          <span className="min-w-0 truncate text-faint text-xs">{entry.hint}</span>
                        ) : null}
                      </span>
                      {entry.keys ? <Keys keys={entry.keys} /> : null}
                    </CommandItem>
                  ))}
                </CommandGroup>
              ))}
            </CommandList>
          </Command>
          <div
            aria-hidden
            className="flex gap-4 border-line border-t px-3 py-2 text-faint text-xs max-sm:hidden"
          >
            <Hint keys={['↑', '↓']} text={t('toNavigate')} />
            <Hint keys={['↵']} text={t('toSelect')} />
            <Hint keys={['Esc']} text={t('toClose')} />
          </div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function Hint({ keys, text }: { keys: readonly string[]; text: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <Keys keys={keys} />
      {text}
    </span>
  );
}
