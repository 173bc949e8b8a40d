'use client';
import { useMessages } from 'next-intl';
import { useCallback } from 'react';
import type { ErrorReason } from '#lib/errors.ts';

/** Whether a text is one of our reasons. It asks the messages that the page has, so that none come with the script. */
export function useIsReason(): (text: string) => text is ErrorReason {
  const { reasons } = useMessages().errors;
  return useCallback((text): text is ErrorReason => Object.hasOwn(reasons, text), [reasons]);
}
