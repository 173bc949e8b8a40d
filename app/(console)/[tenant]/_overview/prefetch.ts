/** What the overview shows first, read on the server; what a person may not read stays out of the cache and the page. */
import { lastSagaInput } from '#app/(console)/[tenant]/sandbox/_components/inputs.ts';
import { racerOf } from '#app/(console)/[tenant]/sandbox/_components/race.ts';
import { pageDoor } from '#app/session.ts';
import { queryClient, trpcFor } from '#app/trpc/server.tsx';
import { cloudList, lastAlerts, MOST_SAGAS, quotaTop, watched } from './inputs.ts';

export async function prefetchOverview(tenant: string): Promise<void> {
  const trpc = trpcFor(tenant);
  const client = queryClient();
  await Promise.all([
    client.prefetchQuery(trpc.clouds.list.queryOptions(cloudList)),
    client.prefetchQuery(trpc.quotas.overview.queryOptions(quotaTop)),
    client.prefetchQuery(trpc.spending.summary.queryOptions({})),
    client.prefetchQuery(trpc.alerts.counts.queryOptions()),
    client.prefetchQuery(trpc.alerts.list.queryOptions(lastAlerts)),
    prefetchMoving(tenant),
    prefetchGuide(tenant),
  ]);
}

/** Accounts that wait for somebody, and how far those on the move are. */
async function prefetchMoving(tenant: string): Promise<void> {
  const { iam, cutOff } = trpcFor(tenant);
  const client = queryClient();
  const inputs = Object.values(watched);
  await Promise.all(inputs.map((input) => client.prefetchQuery(iam.list.queryOptions(input))));
  const accounts = inputs.flatMap((input) => client.getQueryData(iam.list.queryKey(input))?.items ?? []);
  const moving = accounts.filter(({ status }) => status === 'cutting_off' || status === 'restoring');
  await Promise.all(
    moving
      .slice(0, MOST_SAGAS)
      .map(({ id }) => client.prefetchQuery(cutOff.list.queryOptions(lastSagaInput(id)))),
  );
}

/** Where the tenant stands in the guide; in the demo also the race that its card shows. */
async function prefetchGuide(tenant: string): Promise<void> {
  const { guide, quotas, sandbox } = trpcFor(tenant);
  const client = queryClient();
  await client.prefetchQuery(guide.get.queryOptions());
  const { isDemo } = (await (await pageDoor(tenant)).tenant()).tenant;
  const known = client.getQueryData(guide.get.queryKey());
  if (!isDemo || !known?.cloudAccount || known.dismissed) return;
  const state = sandbox.get.queryOptions({ cloudAccountId: known.cloudAccount.id });
  await client.prefetchQuery(state);
  const racer = racerOf(client.getQueryData(state.queryKey)?.accounts ?? []);
  if (racer) await client.prefetchQuery(quotas.get.queryOptions({ subAccountId: racer.subAccountId }));
}
