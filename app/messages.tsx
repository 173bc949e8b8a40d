import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { preload } from 'react-dom';
import { offerMessages } from '#components/message-store.ts';
import { MessagesProvider } from '#components/messages-provider.tsx';
import type { Area } from '#lib/i18n/areas.ts';
import { messageFile } from '#lib/i18n/message-files.ts';

/** The messages of one area, for the components inside that are drawn in the browser. */
export async function AreaMessages({ area, children }: { area: Area; children: ReactNode }) {
  const locale = await getLocale();
  return (
    <MessagesProvider href={await messagesHref(area)} locale={locale}>
      {children}
    </MessagesProvider>
  );
}

/** Where the browser finds an area's messages in the reader's language; it is told to fetch them at once. */
export async function messagesHref(area: Area): Promise<string> {
  const { href, messages } = await messageFile(area, await getLocale());
  offerMessages(href, messages);
  preload(href, { as: 'fetch', crossOrigin: 'anonymous' });
  return href;
}
