import { isLocale } from '#lib/i18n/locale.ts';
import { translate } from '#lib/i18n/translate.ts';
import { newId } from '#lib/ids.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { publicUrl } from '#server/core/env.ts';
import type { Message } from './senders/message.ts';

/** The message behind "Send a test", in the tenant's language. */
export function testMessage(tenantLocale: string, ctx: Ctx): Message {
  const locale = isLocale(tenantLocale) ? tenantLocale : 'en';
  const title = translate(locale, 'channels.test.title');
  const { id, slug, name } = ctx.tenant;
  return {
    id: newId('delivery'),
    severity: 'info',
    title,
    facts: [
      { label: translate(locale, 'channels.facts.tenant'), value: name },
      { label: translate(locale, 'channels.test.by'), value: ctx.actor.name },
    ],
    link: {
      label: translate(locale, 'channels.facts.open'),
      url: `${publicUrl()}/${slug}/channels`,
    },
    footer: 'AirGate',
    event: {
      type: 'test',
      occurredAt: ctx.now(),
      subject: title,
      tenant: { id, slug, name },
      alertId: null,
      subAccount: null,
      cloudAccountId: null,
      details: {},
    },
  };
}
