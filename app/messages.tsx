import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import { type Area, areas } from '#lib/i18n/areas.ts';

/** The messages of one area, for the components inside that are drawn in the browser. */
export async function AreaMessages({ area, children }: { area: Area; children: ReactNode }) {
  return <NextIntlClientProvider messages={await messagesOf(area)}>{children}</NextIntlClientProvider>;
}

export async function messagesOf(area: Area) {
  const all = await getMessages();
  return Object.fromEntries(areas[area].map((name) => [name, all[name]]));
}
