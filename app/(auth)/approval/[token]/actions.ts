'use server';
import { headers } from 'next/headers';
import { getLocale } from 'next-intl/server';
import { formatMoney } from '#lib/i18n/format.ts';
import { formatAmount } from '#lib/money.ts';
import { type ActionState, formAction } from '#server/core/action.ts';
import { newBase } from '#server/core/ctx.ts';
import { byLinkInput } from '#server/requests/schema.ts';
import { decideByLink } from '#server/requests/service/links.ts';
import { callerAddress } from '#server/users/policy.ts';

type Decided = { state: string; amount: string; account: string; person: string };

/** Decides as the link says. The page itself changes nothing: programs that look at mails open every link. */
export async function decide(_: ActionState<Decided>, form: FormData): Promise<ActionState<Decided>> {
  const [locale, head] = await Promise.all([getLocale(), headers()]);
  const address = callerAddress(Object.fromEntries(head));
  return formAction(byLinkInput, form, locale, async (input, requestId) => {
    const { request } = await decideByLink(input, address, newBase('console', locale, requestId));
    const { state, allocated, amount, currency, subAccount, requestedBy } = request;
    const money = `${formatMoney(locale, formatAmount(allocated ?? amount))} ${currency}`;
    return { state, amount: money, account: subAccount.userName, person: requestedBy };
  });
}
