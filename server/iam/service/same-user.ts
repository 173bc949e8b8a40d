import { AppError } from '#lib/errors.ts';
import type { Cloud } from '#server/clouds/provider.ts';
import { viaCloud } from '#server/clouds/service.ts';

/** The cloud acts on names, which others can change and give away: makes sure that the name still is this user's. */
export async function assertSameUser(
  cloud: Cloud,
  account: { userName: string; cloudUserId: string },
): Promise<void> {
  const user = await viaCloud(() => cloud.users.get(account.userName));
  if (user?.id !== account.cloudUserId) throw new AppError('precondition_failed', 'sub_account_missing');
}
