'use client';
import { Search, X } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { Input } from '#components/ui/input.tsx';

type TeamSearchProps = {
  value: string;
  onChange: (value: string) => void;
  label: string;
  clear: string;
  className?: string;
};

/** A search that narrows down what is on the screen, letter by letter. */
export function TeamSearch({ value, onChange, label, clear, className }: TeamSearchProps) {
  return (
    <div className={cn('relative w-64 max-sm:w-full', className)}>
      <Search aria-hidden className="pointer-events-none absolute top-2 left-2.5 size-4 text-faint" />
      <Input
        type="search"
        value={value}
        maxLength={100}
        aria-label={label}
        placeholder={label}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value) onChange('');
        }}
        className="px-8 [&::-webkit-search-cancel-button]:hidden"
      />
      {value ? (
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={clear}
          className="absolute top-0.5 right-0.5"
          onClick={() => onChange('')}
        >
          <X aria-hidden className="size-3.5" />
        </Button>
      ) : null}
    </div>
  );
}
