import type { Messages } from '#lib/i18n/messages.ts';

type Some = Partial<Messages>;

/** One for the process on the server, where two copies of this module share it; one for the page in the browser. */
const shared = globalThis as { airgateMessages?: Map<string, Promise<Some>> };
shared.airgateMessages ??= new Map();
const store = shared.airgateMessages;

/** Says what is in a file of messages, so that drawing on the server need not ask for it. */
export function offerMessages(href: string, messages: Some): void {
  // With these two fields React takes the value at once, as from a promise that it has waited for.
  const there = { status: 'fulfilled', value: messages };
  if (!store.has(href)) store.set(href, Object.assign(Promise.resolve(messages), there));
}

/** What is in a file of messages; asked for once, and again when it did not come. */
export function messagesAt(href: string): Promise<Some> {
  const known = store.get(href);
  if (known) return known;
  const asked = ask(href);
  store.set(href, asked);
  asked.catch(() => store.delete(href));
  return asked;
}

const PAUSES_MS = [300, 1000, 3000];

async function ask(href: string): Promise<Some> {
  for (const pause of [...PAUSES_MS, null]) {
    const answer = await fetch(href).catch(() => null);
    if (answer?.ok) return (await answer.json()) as Some;
    if (pause !== null) await new Promise((resolve) => setTimeout(resolve, pause));
  }
  throw new Error(`The texts of this page did not come: ${href}`);
}
