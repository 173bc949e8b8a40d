import { TRPCError } from '@trpc/server';
import { callerFor } from '#app/trpc/server.tsx';
import { idOf } from '#lib/ids.ts';

/** The webhook, or null where there is none of that id here. */
export async function findWebhook(tenant: string, webhookId: string) {
  if (!idOf('webhook').safeParse(webhookId).success) return null;
  const caller = await callerFor(tenant);
  try {
    return await caller.webhooks.get({ webhookId });
  } catch (error) {
    if (error instanceof TRPCError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}
