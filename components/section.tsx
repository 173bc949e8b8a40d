import { type ReactNode, useId } from 'react';
import { cn } from '#components/ui/cn.ts';

type SectionProps = {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  id?: string;
  className?: string;
};

/** A named part of a page, reachable as a landmark and by its anchor. */
export function Section({ title, description, actions, children, id, className }: SectionProps) {
  const headingId = useId();
  return (
    <section id={id} aria-labelledby={headingId} className={cn('min-w-0 space-y-3', className)}>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <h2 id={headingId} className="font-semibold text-ink text-lg">
            {title}
          </h2>
          {description ? <p className="max-w-200 text-pretty text-sm text-soft">{description}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
      {children}
    </section>
  );
}
