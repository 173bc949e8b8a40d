'use client';
import { Search, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { Input } from '#components/ui/input.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import type { TableControl } from './use-table-state.ts';

const PAUSE_MS = 250;

type SearchBoxProps = {
  table: TableControl;
  box: RefObject<HTMLInputElement | null>;
  placeholder: string;
  className: string;
};

/** Searches once the person pauses. */
export function SearchBox({ table, box, placeholder, className }: SearchBoxProps) {
  const t = useTranslations('table');
  const { search } = table.state;
  const [text, setText] = useState(search);
  const [known, setKnown] = useState(search);
  // The address may change under us (back button, cleared filters): then it wins over what was typed.
  if (known !== search) {
    setKnown(search);
    if (text.trim() !== search) setText(search);
  }
  const { setSearch } = table;
  useEffect(() => {
    if (text.trim() === search) return;
    const timer = setTimeout(() => setSearch(text), PAUSE_MS);
    return () => clearTimeout(timer);
  });
  return (
    <div className={cn('relative w-64 max-sm:order-first', className)}>
      <Search aria-hidden className="pointer-events-none absolute top-2 left-2.5 size-4 text-faint" />
      <Input
        ref={box}
        type="search"
        value={text}
        maxLength={100}
        aria-label={t('search')}
        placeholder={placeholder}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          if (text) setText('');
          else event.currentTarget.blur();
        }}
        className="peer px-8 [&::-webkit-search-cancel-button]:hidden"
      />
      {text ? (
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t('clearSearch')}
          className="absolute top-0.5 right-0.5"
          onClick={() => setText('')}
        >
          <X aria-hidden className="size-3.5" />
        </Button>
      ) : (
        <Kbd
          aria-hidden
          className="pointer-events-none absolute top-1.5 right-1.5 peer-focus:hidden max-sm:hidden"
        >
          /
        </Kbd>
      )}
    </div>
  );
}
