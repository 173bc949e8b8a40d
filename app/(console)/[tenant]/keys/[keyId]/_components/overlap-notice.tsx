'use client';
import { useMutation } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import type { ApiKey } from '#app/(console)/[tenant]/keys/_components/key-table.ts';
import { useRefreshKeys } from '#app/(console)/[tenant]/keys/_components/use-refresh-keys.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Moment } from '#components/ago.tsx';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast.tsx';

/** While two secrets work: until when the old one does, and the way to end it. */
export function OverlapNotice({ apiKey }: { apiKey: ApiKey }) {
  const t = useTranslations('keys.overlap');
  const { timeZone } = useTenant();
  const refresh = useRefreshKeys();
  const onError = useToastProblem();
  const end = useMutation(
    useTRPC().keys.endOverlap.mutationOptions({
      onSuccess: async () => {
        toast.success(t('ended'));
        await refresh();
      },
      onError,
    }),
  );
  const old = apiKey.previousSecret;
  if (!old) return null;
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line bg-info-soft px-4 py-3 text-sm"
    >
      <RefreshCw aria-hidden className="size-4 shrink-0 text-info" />
      <p className="min-w-0 flex-1 basis-60 text-pretty text-ink">
        {t.rich('open', {
          hint: () => <code className="break-all font-mono text-xs">{old.hint}</code>,
          time: () => <Moment time={old.validUntil} timeZone={timeZone} />,
        })}
      </p>
      <Can permission="key:update">
        <Button size="sm" pending={end.isPending} onClick={() => end.mutate({ keyId: apiKey.id })}>
          {t('end')}
        </Button>
      </Can>
    </div>
  );
}
