/** The messages of an area and language as one file, which browsers keep: its address changes with what is in it. */
import { type Area, areas } from './areas.ts';
import { isLocale, type Locale } from './locale.ts';
import { type Messages, messagesFor } from './messages.ts';

export type MessageFile = { href: string; messages: Partial<Messages>; text: string };

const files = new Map<string, Promise<MessageFile>>();

export function messageFile(area: Area, locale: Locale): Promise<MessageFile> {
  const key = `${area}.${locale}`;
  const file = files.get(key) ?? write(area, locale);
  files.set(key, file);
  return file;
}

async function write(area: Area, locale: Locale): Promise<MessageFile> {
  const all = messagesFor(locale);
  const messages: Partial<Messages> = Object.fromEntries(areas[area].map((name) => [name, all[name]]));
  const text = JSON.stringify(messages);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  const hash = Buffer.from(digest).toString('hex').slice(0, 16);
  return { href: `/messages/${area}.${locale}.${hash}.json`, messages, text };
}

/** The file that a name asks for, as it is now: of an older one only the hash differs. Null for no area or language. */
export async function messageFileNamed(name: string): Promise<(MessageFile & { same: boolean }) | null> {
  const [area = '', locale = ''] = name.split('.');
  if (!isArea(area) || !isLocale(locale)) return null;
  const file = await messageFile(area, locale);
  return { ...file, same: file.href.endsWith(`/${name}`) };
}

const isArea = (text: string): text is Area => Object.hasOwn(areas, text);
