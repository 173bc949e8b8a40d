import { TRPCError } from '@trpc/server';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { RunView } from '#app/(operator)/operator/jobs/_components/run-view.tsx';
import { callerFor, Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';

export async function generateMetadata({
  params,
}: PageProps<'/operator/jobs/runs/[runId]'>): Promise<Metadata> {
  const { runId } = await params;
  const t = await getTranslations('operator.jobs');
  const run = await find(runId);
  return { title: run ? `${run.functionId} · ${t('title')}` : t('title') };
}

export default async function RunPage({ params }: PageProps<'/operator/jobs/runs/[runId]'>) {
  const { runId } = await params;
  const run = await find(runId);
  if (!run) notFound();
  queryClient().setQueryData(trpcFor(null).platform.run.queryKey({ runId }), run);
  return (
    <Hydrated>
      <RunView runId={runId} />
    </Hydrated>
  );
}

/** The run, or null where there is none of that id (any more). */
async function find(runId: string) {
  const caller = await callerFor(null);
  try {
    return await caller.platform.run({ runId });
  } catch (error) {
    if (error instanceof TRPCError && (error.code === 'NOT_FOUND' || error.code === 'BAD_REQUEST'))
      return null;
    throw error;
  }
}
