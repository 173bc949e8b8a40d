'use client';
import { useQuery } from '@tanstack/react-query';
import { usePathname } from 'next/navigation';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { isId } from '#lib/new-id.ts';

/** The sub-account whose page is open, once it is known; undefined on every other page. */
export function useSubAccountHere() {
  const trpc = useTRPC();
  const { slug } = useTenant();
  const path = usePathname();
  const enabled = useCan('sub-account:read');
  const [area, part, last, ...rest] = path.split('/').filter(Boolean);
  const id = area === slug && part === 'sub-accounts' && rest.length === 0 ? (last ?? '') : '';
  const here = isId('subAccount', id);
  const account = useQuery(
    trpc.iam.get.queryOptions({ subAccountId: id }, { enabled: enabled && here, staleTime: 10_000 }),
  );
  return here ? account.data : undefined;
}
