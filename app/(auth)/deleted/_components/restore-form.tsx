'use client';
import { useActionState } from 'react';
import { Notice } from '#app/(auth)/_components/notice.tsx';
import { restore } from '#app/(auth)/deleted/actions.ts';
import { Button } from '#components/ui/button.tsx';

/** One button, which works without scripts too. */
export function RestoreForm({ slug, label }: { slug: string; label: string }) {
  const [state, act, pending] = useActionState(restore, null);
  return (
    <form action={act} className="grid gap-4">
      <input type="hidden" name="slug" value={slug} />
      {state && !state.ok ? <Notice>{state.problem.detail}</Notice> : null}
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        {label}
      </Button>
    </form>
  );
}
