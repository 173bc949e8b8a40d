import { type ReactNode, useId } from 'react';

type FormSectionProps = { title: string; body: string; children: ReactNode };

/** A part of a long form: what it is about on the left, its fields on the right. */
export function FormSection({ title, body, children }: FormSectionProps) {
  const headingId = useId();
  return (
    <section
      aria-labelledby={headingId}
      className="grid gap-x-8 gap-y-4 rounded-lg border border-line bg-surface p-5 lg:grid-cols-[1fr_2fr]"
    >
      <div className="space-y-1">
        <h2 id={headingId} className="font-medium text-base">
          {title}
        </h2>
        <p className="text-pretty text-sm text-soft">{body}</p>
      </div>
      <div className="min-w-0 space-y-4">{children}</div>
    </section>
  );
}
