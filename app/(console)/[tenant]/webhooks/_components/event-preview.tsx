'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { CodeBlock } from '#app/(console)/[tenant]/channels/_components/code-block.tsx';
import {
  verifyInNode,
  verifyInPython,
} from '#app/(console)/[tenant]/channels/_components/webhook-example.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Select } from '#components/ui/select.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '#components/ui/tabs.tsx';
import { type WebhookEventType, webhookEventTypes } from '#lib/webhook-events.ts';

/** One event's body, and how a receiver verifies it; it begins with the first that was chosen. */
export function EventPreview({ chosen }: { chosen: readonly WebhookEventType[] }) {
  const t = useTranslations('webhooks.preview');
  const words = useTranslations('channels.preview');
  const trpc = useTRPC();
  const [picked, setPicked] = useState<string | null>(null);
  const types = useQuery(
    trpc.webhooks.eventTypes.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }),
  );
  const offered = chosen.length > 0 ? chosen : webhookEventTypes;
  const type = offered.find((each) => each === picked) ?? offered[0] ?? 'quota.allocated';
  const example = types.data?.items.find((each) => each.type === type)?.example;
  const title = t('body', { event: type });
  return (
    <aside aria-label={t('title')} className="min-w-0 space-y-3 xl:sticky xl:top-6">
      <div>
        <h2 className="font-medium text-base">{t('title')}</h2>
        <p className="text-sm text-soft">{t('hint')}</p>
      </div>
      <FormField label={t('event')}>
        <Select
          value={type}
          onValueChange={setPicked}
          options={offered.map((value) => ({ value, label: value }))}
        />
      </FormField>
      <Tabs defaultValue="body">
        <TabsList aria-label={t('tabs')}>
          <TabsTrigger value="body">JSON</TabsTrigger>
          <TabsTrigger value="node">{words('node')}</TabsTrigger>
          <TabsTrigger value="python">{words('python')}</TabsTrigger>
        </TabsList>
        <TabsContent value="body" className="space-y-3">
          {types.isError ? <ProblemPanel error={types.error} /> : null}
          <div className="min-h-111">
            {example ? (
              <CodeBlock code={JSON.stringify(example, null, 2)} label={title} />
            ) : (
              <Skeleton className="h-111 w-full rounded-md" />
            )}
          </div>
          <p className="text-pretty text-soft text-xs">{words('signing')}</p>
        </TabsContent>
        <TabsContent value="node">
          <CodeBlock code={verifyInNode} label={words('node')} />
        </TabsContent>
        <TabsContent value="python">
          <CodeBlock code={verifyInPython} label={words('python')} />
        </TabsContent>
      </Tabs>
    </aside>
  );
}
