import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { eventKey, TEST_EVENT, type WebhookEventType } from '#lib/webhook-events.ts';

/** What an event tells, as a sentence in the reader's language. */
export function useEventWord(): (type: WebhookEventType | typeof TEST_EVENT) => string {
  const t = useTranslations('webhooks');
  return useCallback((type) => (type === TEST_EVENT ? t('testEvent') : t(`events.${eventKey(type)}`)), [t]);
}
