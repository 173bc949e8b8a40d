import type { ReactNode } from 'react';
import { cn } from '#components/ui/cn.ts';

type EmptyStateProps = {
  icon?: ReactNode;
  title: ReactNode;
  /** One sentence of why somebody would start here. */
  children?: ReactNode;
  /** The first step itself. */
  action?: ReactNode;
  className?: string;
};

/** Nothing yet, and how to begin. */
export function EmptyState({ icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div className={cn('flex flex-col items-center px-4 py-12 text-center', className)}>
      {icon ? (
        <div
          aria-hidden
          className="mb-3 grid size-10 place-items-center rounded-lg border border-line bg-sunken text-soft [&_svg]:size-5"
        >
          {icon}
        </div>
      ) : null}
      <div className="font-medium text-base text-ink">{title}</div>
      {children ? <p className="mt-1 max-w-110 text-balance text-sm text-soft">{children}</p> : null}
      {action ? <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
