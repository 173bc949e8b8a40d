'use server';
import { headers } from 'next/headers';
import { getLocale } from 'next-intl/server';
import { type ActionState, formAction } from '#server/core/action.ts';
import { newBase } from '#server/core/ctx.ts';
import { callerAddress } from '#server/users/policy.ts';
import { mailLinkInput, requestResetInput, resetInput } from '#server/users/schema.ts';
import { requestReset, resetByLink, verifyByLink } from '#server/users/service/reset.ts';

type Mailbox = { email: string };

async function door() {
  const [locale, head] = await Promise.all([getLocale(), headers()]);
  const address = callerAddress(Object.fromEntries(head));
  return { locale, address, base: (requestId: string) => newBase('console', locale, requestId) };
}

/** Sends a link to the mailbox, if somebody has it. */
export async function askForReset(_: ActionState<Mailbox>, form: FormData): Promise<ActionState<Mailbox>> {
  const { locale, address, base } = await door();
  return formAction(requestResetInput, form, locale, async (input, requestId) => {
    await requestReset(input, address, base(requestId));
    return { email: input.email };
  });
}

/** Sets a new password by the link. */
export async function resetPassword(_: ActionState<Mailbox>, form: FormData): Promise<ActionState<Mailbox>> {
  const { locale, address, base } = await door();
  return formAction(resetInput, form, locale, (input, requestId) =>
    resetByLink(input, address, base(requestId)),
  );
}

/** A button and not the link itself: programs that look at mails open every link. */
export async function verifyMailbox(_: ActionState<Mailbox>, form: FormData): Promise<ActionState<Mailbox>> {
  const { locale, base } = await door();
  return formAction(mailLinkInput, form, locale, (input, requestId) => verifyByLink(input, base(requestId)));
}
