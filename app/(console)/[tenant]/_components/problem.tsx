'use client';
import { TRPCClientError } from '@trpc/client';
import { useTranslations } from 'next-intl';
import { type ReactNode, useCallback, useState } from 'react';
import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form';
import { ErrorPanel } from '#components/error-panel.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { ErrorCode } from '#lib/errors.ts';
import type { AppRouter } from '#server/router.ts';

export type Problem = {
  /** `unreachable` when no answer came at all. */
  code: ErrorCode | 'unreachable';
  title: string;
  detail: string;
  requestId: string | undefined;
  /** Wrong fields of the input, in the reader's language. */
  fields: readonly { path: string; message: string }[];
};

/** What the server said about a failed procedure; null where it said nothing, such as without a connection. */
function problemOf(error: unknown): Problem | null {
  if (!(error instanceof TRPCClientError)) return null;
  const known: TRPCClientError<AppRouter> = error;
  const problem = known.data?.problem;
  if (!problem) return null;
  const { code, title, detail, requestId, errors = [] } = problem;
  return { code, title, detail, requestId, fields: errors };
}

/** `problemOf` that always has words, also for a server that could not be reached. */
export function useProblem(): (error: unknown) => Problem {
  const t = useTranslations('errors.reasons');
  const title = useTranslations('common.error')('title');
  return useCallback(
    (error) =>
      problemOf(error) ?? {
        code: 'unreachable',
        title,
        detail: t('unreachable'),
        requestId: undefined,
        fields: [],
      },
    [t, title],
  );
}

/** Says a failure in a toast, for actions without a form around them. */
export function useToastProblem(): (error: unknown) => void {
  const problem = useProblem();
  const requestIdWord = useTranslations('common.error')('requestId');
  return useCallback(
    (error) => {
      const { title, detail, requestId } = problem(error);
      const id = requestId ? (
        <span className="mt-1 block font-mono text-faint text-xs">{`${requestIdWord} ${requestId}`}</span>
      ) : null;
      const description = (
        <>
          {detail}
          {id}
        </>
      );
      toast.error(title, { description, duration: 10_000 });
    },
    [problem, requestIdWord],
  );
}

type ProblemPanelProps = {
  error: unknown;
  notDone?: ReactNode;
  onRetry?: (() => void) | undefined;
  retrying?: boolean;
  className?: string;
};

/** A failed query or action in its place on the page. */
export function ProblemPanel({ error, ...rest }: ProblemPanelProps) {
  const { title, detail, requestId } = useProblem()(error);
  return <ErrorPanel title={title} whatHappened={detail} requestId={requestId} {...rest} />;
}

/** The server's words about one submission: at the fields they belong to, the rest in a panel inside the form. */
export function useFormProblem<In extends FieldValues, Out>(form: UseFormReturn<In, unknown, Out>) {
  const problem = useProblem();
  const [error, setError] = useState<unknown>(null);
  return {
    clear: () => setError(null),
    show: (thrown: unknown) => {
      const known = Object.keys(form.getValues());
      const { fields, code } = problem(thrown);
      const mine = fields.filter(({ path }) => known.includes(path.split('.')[0] ?? ''));
      for (const { path, message } of mine) {
        form.setError(path as FieldPath<In>, { type: 'server', message });
      }
      const first = mine[0];
      if (first) form.setFocus(first.path as FieldPath<In>);
      setError(code === 'invalid_input' && mine.length > 0 && mine.length === fields.length ? null : thrown);
    },
    panel: error === null ? null : <ProblemPanel error={error} />,
  };
}
