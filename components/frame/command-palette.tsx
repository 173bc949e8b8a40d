'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Dialog as Primitive } from 'radix-ui';
import { Fragment, useEffect, useState } from 'react';
import { cn } from '#components/ui/cn.ts';
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from '#components/ui/command.tsx';
import { modalStyles, scrimStyles } from '#components/ui/dialog.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import type { PaletteEntry } from './palette-entry.ts';

type CommandPaletteProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  entries: readonly PaletteEntry[];
  search?: ((query: string) => Promise<readonly PaletteEntry[]>) | undefined;
};

/** Everything one can go to or do, by name. */
export function CommandPalette({ open, onOpenChange, entries, search }: CommandPaletteProps) {
  const t = useTranslations('nav.palette');
  const router = useRouter();
  const [query, setQuery] = useState('');
  const found = useFound(open ? query : '', search);
  const groups = Map.groupBy([...entries, ...found], (entry) => entry.heading ?? t('actions'));
  const close = (next: boolean) => {
    setQuery('');
    onOpenChange(next);
  };
  const choose = (entry: PaletteEntry) => {
    close(false);
    if (entry.href) router.push(entry.href);
    entry.run?.();
  };
  return (
    <Primitive.Root open={open} onOpenChange={close}>
      <Primitive.Portal>
        <Primitive.Overlay className={scrimStyles} />
        <Primitive.Content
          aria-describedby={undefined}
          className={cn(modalStyles, 'top-[12vh] max-w-150 translate-y-0 overflow-hidden')}
        >
          <Primitive.Title className="sr-only">{t('title')}</Primitive.Title>
          <Command label={t('title')} loop>
            <CommandInput
              value={query}
              onValueChange={setQuery}
              placeholder={t('placeholder')}
              aria-label={t('title')}
            />
            <CommandList label={t('title')} className="max-h-[min(420px,56vh)]">
              <CommandEmpty>{t('empty', { query })}</CommandEmpty>
              {[...groups].map(([heading, group]) => (
                <CommandGroup key={heading} heading={heading}>
                  {group.map((entry) => (
                    <CommandItem
                      key={entry.id}
                      value={`${entry.label} ${entry.id}`}
                      keywords={[...(entry.keywords ?? []), heading]}
                      forceMount={found.includes(entry)}
                      onSelect={() => choose(entry)}
                    >
                      {entry.icon}
                      <span className="min-w-0 flex-1 truncate">
                        {entry.label}
                        {entry.hint ? <span className="ml-2 text-faint text-xs">{entry.hint}</span> : null}
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

/** What the server finds for the words typed so far; answers that come late for older words are dropped. */
function useFound(query: string, search: CommandPaletteProps['search']): readonly PaletteEntry[] {
  const [found, setFound] = useState<readonly PaletteEntry[]>([]);
  useEffect(() => {
    const words = query.trim();
    if (!search || words.length < 2) {
      setFound([]);
      return;
    }
    let current = true;
    const timer = setTimeout(() => {
      search(words).then(
        (entries) => current && setFound(entries),
        () => current && setFound([]),
      );
    }, 200);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [query, search]);
  return found;
}

export function Keys({ keys, joint }: { keys: readonly string[]; joint?: string }) {
  return (
    <span className="inline-flex shrink-0 items-center gap-1 text-faint text-xs">
      {keys.map((key, index) => (
        <Fragment key={key}>
          {index > 0 && joint ? <span>{joint}</span> : null}
          <Kbd>{key}</Kbd>
        </Fragment>
      ))}
    </span>
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
