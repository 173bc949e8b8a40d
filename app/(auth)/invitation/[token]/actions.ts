'use server';
import { getLocale } from 'next-intl/server';
import { sessionUser } from '#app/session.ts';
import { AppError } from '#lib/errors.ts';
import { type ActionState, formAction } from '#server/core/action.ts';
import { newBase } from '#server/core/ctx.ts';
import { acceptAsNewInput, acceptInput } from '#server/members/schema.ts';
import { acceptAsNew, acceptAsUser } from '#server/members/service/acceptance.ts';

type Joined = { tenantSlug: string; email: string };

/** Somebody new accepts, with a name and a password of their choice. */
export async function joinAsNew(_before: ActionState<Joined>, form: FormData): Promise<ActionState<Joined>> {
  const locale = await getLocale();
  return formAction(acceptAsNewInput, form, locale, (input, requestId) =>
    acceptAsNew(input, newBase('console', locale, requestId)),
  );
}

/** The signed-in person accepts. */
export async function joinAsUser(_before: ActionState<Joined>, form: FormData): Promise<ActionState<Joined>> {
  const locale = await getLocale();
  return formAction(acceptInput, form, locale, async (input, requestId) => {
    const userId = await sessionUser();
    if (!userId) throw new AppError('unauthenticated', 'session_missing');
    return acceptAsUser(input, userId, newBase('console', locale, requestId));
  });
}
