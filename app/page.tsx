import { redirect } from 'next/navigation';
import { listMyTenants } from '#server/tenants/service.ts';
import { getProfile } from '#server/users/service.ts';
import { sessionUser } from './session.ts';

/** The way in: to the first tenant, to the operator area, or to sign-in. */
export default async function Home() {
  const userId = await sessionUser();
  if (!userId) redirect('/sign-in');
  const [tenant] = await listMyTenants(userId);
  if (tenant) redirect(`/${tenant.slug}`);
  const profile = await getProfile(userId);
  redirect(profile.isOperator ? '/operator' : '/no-tenant');
}
