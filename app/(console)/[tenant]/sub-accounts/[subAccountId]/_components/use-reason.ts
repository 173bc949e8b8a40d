'use client';
import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { isReason } from '#lib/errors.ts';

const ofClouds = ['cloud_credential_refused', 'cloud_denied', 'cloud_throttled', 'cloud_timeout'] as const;

/**
 * A failure that was kept with its reason and one text, as a sentence. A sentence with places for more than that text
 * cannot be written any more; then a shorter one says what kind of failure it was.
 */
export function useReason(): (reason: string, message: string) => string {
  const t = useTranslations('errors.reasons');
  const kinds = useTranslations('clouds.failure.title');
  return useCallback(
    (reason, message) => {
      const cloud = ofClouds.find((known) => known === reason);
      const sentence = isReason(reason) ? String(t.raw(reason)) : reason;
      const filled = sentence.replaceAll(/\{(message|policy)\}/g, message);
      if (cloud || filled.includes('{')) {
        return [kinds(cloud ?? 'other'), message].filter(Boolean).join(': ');
      }
      return filled;
    },
    [t, kinds],
  );
}
