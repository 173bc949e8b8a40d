'use client';
import { useTranslations } from 'next-intl';
import { useCallback } from 'react';

const known = [
  'snapshot',
  'deny_policy',
  'access_keys',
  'login',
  'iam_api_keys',
  'ark_keys',
  'ark_endpoints',
  'verify',
] as const;

/** A step's title; another cloud may have steps that these messages do not know, which are shown by their name. */
export function useStepTitle(): (kind: 'cut_off' | 'restore', name: string) => string {
  const t = useTranslations('cutOff.steps');
  return useCallback(
    (kind, name) => {
      const step = known.find((candidate) => candidate === name);
      return step ? t(`${kind}.${step}`) : name;
    },
    [t],
  );
}
