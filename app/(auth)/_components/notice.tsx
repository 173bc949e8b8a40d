import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/**
 * A refusal above a form, read out when it appears. The element is always there, so that it is announced; empty, it
 * takes back the gap that the form's grid gives it.
 */
export function Notice({ children }: { children: ReactNode }) {
  return (
    <div aria-live="polite" className={children ? undefined : '-mb-4'}>
      {children ? (
        <p className="flex items-start gap-2 rounded-md bg-danger-soft px-3 py-2 text-danger text-sm">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="text-pretty">{children}</span>
        </p>
      ) : null}
    </div>
  );
}
