import { Handshake } from 'lucide-react';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { pageDoor } from '#app/session.ts';
import { callerFor } from '#app/trpc/server.tsx';

/** Tells whoever a tenant is offered to, on every page of it, until they have answered. */
export async function TransferNotice({ tenant }: { tenant: string }) {
  const [caller, door] = await Promise.all([callerFor(tenant), pageDoor(tenant)]);
  const [{ transfer }, { actor, tenant: here }] = await Promise.all([
    caller.tenant.transfer({}),
    door.tenant(),
  ]);
  if (!transfer || actor.kind !== 'user' || transfer.to.memberId !== actor.memberId) return null;
  const t = await getTranslations('tenant.transfer');
  return (
    <p
      role="status"
      className="mb-5 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border border-line bg-info-soft px-3 py-2 text-info text-sm"
    >
      <Handshake aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 flex-1 text-pretty">
        {t('received', { from: transfer.from.name, tenant: here.name })}
      </span>
      <Link href={`/${tenant}/settings/tenant#ownership`} className="font-medium underline">
        {t('look')}
      </Link>
    </p>
  );
}
