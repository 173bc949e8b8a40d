import type { ReactNode } from 'react';

/** A page's title and one sentence below it. */
export function Heading({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="mb-6 space-y-1.5">
      <h1 className="text-balance font-semibold text-ink text-xl">{title}</h1>
      {children ? <div className="text-pretty text-soft text-sm">{children}</div> : null}
    </div>
  );
}
