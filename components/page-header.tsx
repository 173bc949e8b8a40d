import type { ReactNode } from 'react';
import { cn } from '#components/ui/cn.ts';

type PageHeaderProps = {
  title: ReactNode;
  description?: ReactNode;
  /** Right beside the title: a status badge. */
  status?: ReactNode;
  actions?: ReactNode;
  /** Under the title: ids, owners, dates. */
  meta?: ReactNode;
  className?: string;
};

/** The page's only h1, what it is about, and what can be done here. */
export function PageHeader({ title, description, status, actions, meta, className }: PageHeaderProps) {
  return (
    <header className={cn('flex flex-wrap items-start justify-between gap-x-6 gap-y-3', className)}>
      <div className="min-w-0 space-y-1">
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 text-balance break-words font-semibold text-ink text-xl tracking-tight">
            {title}
          </h1>
          {status}
        </div>
        {description ? <p className="max-w-200 text-pretty text-base text-soft">{description}</p> : null}
        {meta ? (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-soft">{meta}</div>
        ) : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
}
