'use client';
import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { cn } from '#components/ui/cn.ts';
import { ScrollArea } from '#components/ui/scroll-area.tsx';
import { CopyButton } from './copy-button.tsx';

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

type JsonViewProps = {
  value: JsonValue;
  label: string /** Levels that start open. */;
  depth?: number;
  className?: string;
};

/** A document as it is kept: keys, values, branches that open; copies as indented JSON. */
export function JsonView({ value, label, depth = 2, className }: JsonViewProps) {
  return (
    <div className={cn('relative rounded-md border border-line bg-sunken', className)}>
      <CopyButton value={JSON.stringify(value, null, 2)} className="absolute top-1 right-1 z-10" />
      <ScrollArea label={label} className="max-h-90">
        <div className="min-w-fit p-3 pr-10 font-mono text-xs leading-5">
          <Node value={value} depth={depth} />
        </div>
      </ScrollArea>
    </div>
  );
}

function Node({ name, value, depth }: { name?: string; value: JsonValue; depth: number }) {
  if (value !== null && typeof value === 'object') return <Branch name={name} value={value} depth={depth} />;
  return (
    <div className="pl-4">
      <Name name={name} />
      <Leaf value={value} />
    </div>
  );
}

function Branch({
  name,
  value,
  depth,
}: {
  name?: string | undefined;
  value: JsonValue[] | { [key: string]: JsonValue };
  depth: number;
}) {
  const t = useTranslations('common.json');
  const [open, setOpen] = useState(depth > 0);
  const list = Array.isArray(value);
  const entries = Object.entries(value);
  return (
    <div>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="inline-flex items-center rounded-sm text-left hover:bg-hover"
      >
        <ChevronRight
          aria-hidden
          className={cn('mr-0.5 size-3.5 text-faint transition-transform', open && 'rotate-90')}
        />
        <Name name={name} />
        <span className="text-faint">{list ? '[' : '{'}</span>
        {open ? null : <span className="px-1 text-faint">{t('items', { count: entries.length })}</span>}
        {open ? null : <span className="text-faint">{list ? ']' : '}'}</span>}
      </button>
      {open ? (
        <>
          <div className="ml-1.5 border-line border-l pl-2">
            {entries.map(([key, child]) => (
              <Node key={key} {...(list ? {} : { name: key })} value={child} depth={depth - 1} />
            ))}
          </div>
          <div className="pl-4 text-faint">{list ? ']' : '}'}</div>
        </>
      ) : null}
    </div>
  );
}

function Name({ name }: { name: string | undefined }) {
  return name === undefined ? null : <span className="text-soft">{name}: </span>;
}

function Leaf({ value }: { value: string | number | boolean | null }) {
  if (typeof value === 'string') return <span className="break-all text-success">"{value}"</span>;
  if (value === null) return <span className="text-faint">null</span>;
  return <span className="text-accent-ink">{String(value)}</span>;
}
