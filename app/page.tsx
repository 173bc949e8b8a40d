import { redirect } from 'next/navigation';
import { homeOf } from '#server/tenants/service/home.ts';
import { getProfile } from '#server/users/service.ts';
import { sessionUser } from './session.ts';

/** The way in: to the tenant used last, to the operator area, or to sign-in. */
export default async function Home() {
  const userId = await sessionUser();
  if (!userId) redirect('/sign-in');
  const home = await homeOf(userId);
  if (home) redirect(home);
  const profile = await getProfile(userId);
  redirect(profile.isOperator ? '/operator' : '/no-tenant');
}
