import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { localeCookie, pickLocale } from './locale.ts';
import { messagesFor } from './messages.ts';

/** What next-intl needs per request. Dates take the tenant's zone explicitly, so the default is plain UTC. */
export default getRequestConfig(async () => {
  const locale = pickLocale({
    cookie: (await cookies()).get(localeCookie)?.value,
    acceptLanguage: (await headers()).get('accept-language'),
  });
  return { locale, messages: messagesFor(locale), timeZone: 'UTC' };
});
